"""What do other people's headers mean? Names of our columns in several languages, from header_words.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from counterfoil.intake.naming import plain

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


def split_words(name: str) -> str:
    """Return "ProductID", "product_id" and "Product ID (old)" as "product id"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[(\[].*?[)\]]", " ", name))
    return re.sub(r"[\s_\-./:#*]+", " ", parted).strip().lower().removesuffix(" 1")


@cache
def _document() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("header_words.toml").read_text("utf-8")
    return tomllib.loads(text)
