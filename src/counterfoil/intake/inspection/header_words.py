"""What do other people's headers mean? Names of our columns in several languages, from header_words.toml."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from counterfoil.intake.header_names import plain, split_words

EXACT, CALLED, ENDS, BEGINS = 100, 90, 60, 45  # how well a header fits: our own name, a synonym, a part of it
SURE = 70  # from here on no one has to look
_LATER = 20  # at most this much less for synonyms further down the list
_ALONE = {"text", "source", "site", "state", "body", "date", "number", "code", "type", "details"}  # parts say nothing
_ITS_OWN = {"product", "listing", "item", "offer", "goods", ""}


@cache
def words_of(kind: str, ours: str) -> tuple[str, ...]:
    """Return what the column is called elsewhere, likeliest first; its own name among them."""
    document = _document()
    listed = document.get(kind, {}).get(ours) or document["any"].get(ours, [])
    return tuple(dict.fromkeys([split_words(ours), *listed]))


def fit(header: str, kind: str, ours: str) -> int:
    """Return how well a header fits the column, from 0 to EXACT."""
    if plain(header) == plain(ours):
        return EXACT
    words = split_words(header)
    best = 0
    for rank, word in enumerate(words_of(kind, ours)):
        later = min(rank, _LATER)
        if words == word:
            return CALLED - later
        if word in _ALONE:
            continue
        if words.endswith(" " + word):
            own = words.removesuffix(word).strip() in _ITS_OWN
            best = max(best, ENDS - later + (10 if own else 0))
        elif words.startswith(word + " "):
            best = max(best, BEGINS - later)
    return best


def likeliest(ours: str, headers: Iterable[str]) -> str | None:
    """Return the header that fits the column best in whatever table, None where none does."""
    fits = [(fit(header, "", ours), -place, header) for place, header in enumerate(headers)]
    best = max(fits, default=(0, 0, ""))
    return best[2] if best[0] else None


@cache
def _document() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("header_words.toml").read_text("utf-8")
    return tomllib.loads(text)
