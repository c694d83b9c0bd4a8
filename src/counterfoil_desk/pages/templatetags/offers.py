"""How offers are shown: what sellers wrote is text, and a link of theirs leads out only where it is one of the web."""

from urllib.parse import urlsplit

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from counterfoil.documents.highlight import HIDDEN
from counterfoil_desk.pages.offer_words import GROUNDS, LABELS

register = template.Library()
DECISIONS = {
    "clear": gettext_lazy("Clear"),
    "review": gettext_lazy("Review"),
    "request-documents": gettext_lazy("Request documents"),
    "hold": gettext_lazy("Hold"),
    "remove": gettext_lazy("Remove"),
}
ORIGINS = {"call": gettext_lazy("a call"), "stream": gettext_lazy("a stream"), "run": gettext_lazy("a run")}


@register.filter
def decided(decision: str) -> object:
    """Return the word for a decision."""
    return DECISIONS.get(decision, decision)


@register.filter
def ground(name: str | None) -> object:
    """Return the words for what an offer is suspected of."""
    return GROUNDS.get(name or "", name or "")


@register.filter
def offer_field(name: str) -> object:
    """Return how people call a field of an offer."""
    return LABELS.get(name, name.replace("_", " "))


@register.filter
def origin(kind: str) -> object:
    """Return the word for where a decision comes from."""
    return ORIGINS.get(kind, kind)


@register.filter
def plainly(text: object) -> str:
    """Return a text of a seller with signs that are not seen, or turn its direction, shown as a replacement sign."""
    return HIDDEN.sub("\ufffd", str(text))


@register.filter
def as_score(score: object) -> str:
    """Return a score from 0 to 1 with three decimals: it is no probability, and so no percent."""
    return number_format(f"{score:.3f}") if isinstance(score, int | float) else ""


@register.filter
def as_weight(weight: object) -> str:
    """Return a weight, in thousandths, with its sign and two decimals: what speaks for genuine is below zero."""
    if not isinstance(weight, int):
        return ""
    sign = "\u2212" if weight < 0 else "+"
    return sign + number_format(f"{abs(weight) / 1000:.2f}")


@register.filter
def outward(text: object) -> SafeString | str:
    """Return a link out where the text is an address of the web, else the text; both are escaped."""
    shown = plainly(text)
    if not is_of_the_web(str(text)):
        return shown
    hint = gettext("Leads to a page of the seller")
    return format_html('<a href="{}" rel="noopener noreferrer nofollow" title="{}">{}</a>', text, hint, shown)


def is_of_the_web(text: str) -> bool:
    """Tell whether a text is an address under http or https, with a host and without blanks, controls or a user."""
    if any(sign.isspace() or not sign.isprintable() or sign in "\\\"'<>" for sign in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


@register.filter
def pairs(answer: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return each sentence for the reviewer with the one for the seller beside it; empty where there is none."""
    ours, theirs = answer.get("reasons", []), answer.get("party_reasons", [])
    longest = max(len(ours), len(theirs))
    return [(ours[at] if at < len(ours) else "", theirs[at] if at < len(theirs) else "") for at in range(longest)]
