"""The slow, obvious twin of the comparison of all offers: every offer held against every other, one at a time."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from counterfoil.screening.population import bestsellers, shared_texts, templates
from counterfoil.screening.population.slips import is_slip

Offer = dict[str, Any]
Marked = set[tuple[str, str, int, int]]  # kind, offer id, offers and accounts of its group
WORD = r"(?:\d+[.,]\d+[a-z\d]*|[a-z\d]+(?:['’][a-z\d]+)*)"


def folded(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").lower()


def town(offer: Offer) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(offer.get("item_location")))


def account(offer: Offer) -> str:
    seller = (offer.get("external_seller_id") or "").strip()
    return f"seller:{seller}" if seller else f"town:{town(offer)}" if town(offer) else ""


def accounts(offers: Iterable[Offer]) -> set[str]:
    return {account(offer) for offer in offers} - {""}


def shared_text(offers: list[Offer]) -> Marked:
    """Offers whose text, blanks folded, stands under so many accounts."""

    def text(offer: Offer) -> str:
        return " | ".join(" ".join(folded(offer.get(name)).split()) for name in ("title", "description"))

    told = [o for o in offers if account(o) and len(re.findall(r"[a-z0-9]+", text(o))) >= shared_texts.FEWEST_WORDS]
    return _alike(told, shared_texts.KIND, shared_texts.ACCOUNTS, lambda a, b: text(a) == text(b))


def bestseller(offers: list[Offer]) -> Marked:
    """Offers of one wording whose price lies in one of three neighbouring steps with those of so many accounts."""

    def wording(offer: Offer) -> tuple[str, ...]:
        words = set(re.findall(r"[a-z0-9]+", folded(offer["title"])))
        return tuple(sorted(w for w in words - set(bestsellers.FILLING) if not re.search(r"\d", w)))

    def step(offer: Offer) -> int:
        return math.floor(math.log(offer["price"], 1 + bestsellers.STEP))

    told = [o for o in offers if o.get("price") and len(wording(o)) >= bestsellers.FEWEST_WORDS]
    found: dict[str, tuple[int, int]] = {}
    for centre in {step(o) + shift for o in told for shift in (-1, 0, 1)}:
        near = [o for o in told if abs(step(o) - centre) <= 1]
        for offer in near:
            group = [o for o in near if wording(o) == wording(offer)]
            many = max(len(accounts(group)), len({town(o) for o in group} - {""})) >= bestsellers.MANY
            if many:
                size = (len(accounts(group)), len(group))
                found[offer["id"]] = max(found.get(offer["id"], (0, 0)), size)
    return {(bestsellers.KIND, id_, size, several) for id_, (several, size) in found.items()}


def template(offers: list[Offer]) -> Marked:
    """Offers with a misspelled phrase that so many accounts show on different goods, and hardly any other accounts."""
    phrases = {o["id"]: _misspelled_phrases(o) for o in offers if account(o)}
    told = [o for o in offers if account(o)]
    found: dict[str, tuple[int, int]] = {}
    for offer in told:
        for oddity, phrase in phrases[offer["id"]]:
            group = [o for o in told if (oddity, phrase) in phrases[o["id"]]]
            showing = [o for o in told if any(oddity == odd for odd, _ in phrases[o["id"]])]
            heads = {re.findall(WORD, folded(o["title"]))[:1][0] for o in group}
            several = len(accounts(group))
            habit = several >= len(accounts(showing)) * templates.HABIT
            common = len(accounts(showing)) > templates.MOST_ACCOUNTS
            if several >= templates.ACCOUNTS and len(heads) >= templates.HEADS and habit and not common:
                found[offer["id"]] = max(found.get(offer["id"], (0, 0)), (several, len(group)))
    return {(templates.KIND, id_, size, several) for id_, (several, size) in found.items()}


def _misspelled_phrases(offer: Offer) -> set[tuple[str, str]]:
    title = folded(offer["title"])
    places = list(re.finditer(WORD, title))
    ends = [later.start() for _, later in pairwise(places)] + [len(title)]
    found = set()
    for first in range(len(places) - templates.WORDS + 1):
        window = places[first : first + templates.WORDS]
        last = re.sub(r"[^a-z0-9]+$", "", title[window[0].start() : ends[first + templates.WORDS - 1]])
        found |= {(place.group(), last) for place in window if is_slip(place.group())}
    return found


def _alike(offers: list[Offer], kind: str, many: int, same: Callable[[Offer, Offer], bool]) -> Marked:
    marked = set()
    for offer in offers:
        group = [other for other in offers if same(offer, other)]
        if len(accounts(group)) >= many:
            marked.add((kind, offer["id"], len(group), len(accounts(group))))
    return marked
