"""How an entry is read in a template: its words in the reader's language, and the first few of many fields."""

from typing import Any, Final

from django import template
from django.utils.translation import gettext, gettext_noop

from counterfoil_desk.audit.models import Entry
from counterfoil_desk.pages.entry_words import FIRST, told_of
from counterfoil_desk.records.labels import REGISTER_LABELS

register = template.Library()
WORDS: Final = (  # words of entries that stand elsewhere in the code: here the translations find them
    gettext_noop("rights imported"),
    gettext_noop("authorisations imported"),
    gettext_noop("sellers imported"),
    gettext_noop("facilities imported"),
    gettext_noop("rights exported"),
    gettext_noop("authorisations exported"),
    gettext_noop("sellers exported"),
    gettext_noop("facilities exported"),
    gettext_noop("row added"),
    gettext_noop("entries before"),
    gettext_noop("entry"),
    gettext_noop("forgotten"),
    gettext_noop("denied lists"),
)


@register.filter
def told(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry that are kept: `all`, the `first` few, and how many `more` there are."""
    kept = [one for one in told_of(entry) if one.is_kept]
    return {"all": kept, "first": kept[:FIRST], "more": len(kept[FIRST:])}


@register.filter
def said(word: str) -> str:
    """Return a word of an entry, such as its act, in the reader's language; as it stands where none is known."""
    return str(REGISTER_LABELS.get(word) or (gettext(word) if word else ""))
