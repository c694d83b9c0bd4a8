"""Does an offer say that its goods are copies? Words alone mislead: each counts only in the company that makes it so.

On real catalogues a plain list of such words finds 2 of 845 replicas and trips on 251 of 3,268 genuine goods, so a
suggestive word needs a mark beside it and none of the words that explain it ("AAA batteries", "1:1 scale").
"""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.text.columns import columns_at
from counterfoil.text.folding import Folded, fold
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, may_hold, scanner_of
from counterfoil.text.tokens import Token, tokens, words

FIELDS = ("title", "description")
STRENGTHS = ("explicit", "suggestive")
COMPANY = 4  # words on either side in which an explaining word excuses a suggestive one
COLUMNS = {
    "subject_id": pl.String,
    "field": pl.String,
    "strength": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "seen": pl.String,
}
NONE = pl.DataFrame(schema=COLUMNS)


class Phrase(NamedTuple):
    """A phrase in folded words, whether it is `explicit` or `suggestive`, and the words that excuse it."""

    words: tuple[str, ...]
    strength: str
    excuses: frozenset[str]


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the vocabulary of replica_words.toml by first word, longest phrase first."""
    data = tomllib.loads(resources.files("counterfoil.screening").joinpath("replica_words.toml").read_text("utf-8"))
    listed: list[Phrase] = []
    for strength in STRENGTHS:
        for entry in data[strength].values():
            excuses = frozenset(words(" ".join(entry["except"])))
            listed += [Phrase(tuple(words(text)), strength, excuses) for text in entry["words"]]
    by_first: dict[str, tuple[Phrase, ...]] = {}
    for phrase in sorted(listed, key=lambda p: (-len(p.words), p.strength)):
        by_first[phrase.words[0]] = (*by_first.get(phrase.words[0], ()), phrase)
    return by_first


@cache
def _scanner() -> Scanner:
    """Return what finds, in one pass, the texts in which a phrase may stand at all."""
    listed = [phrase for by_first in phrases().values() for phrase in by_first]
    return scanner_of([Name(number, " ".join(phrase.words)) for number, phrase in enumerate(listed)])


def replica_words(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the offers' replica words (COLUMNS), one row per place, explicit ones first."""
    rows = [
        (subject_id, field, phrase.strength, *place, text[place[0] : place[1]])
        for field in FIELDS
        if offers[field].null_count() < offers.height
        for subject_id, text in zip(*_that_may_hold(offers, field), strict=True)
        for phrase, place in found_in(text)
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("strength", maintain_order=True) if rows else NONE


def _that_may_hold(offers: pl.DataFrame, field: str) -> list[pl.Series]:
    places = np.flatnonzero(may_hold(offers[field], _scanner()).to_numpy())
    return columns_at(offers, ("id", field), places) if len(places) else [NONE["subject_id"]] * 2


def found_in(text: str) -> list[tuple[Phrase, tuple[int, int]]]:
    """Return the phrases in a text with their start and end in it; an excused word is left out."""
    folded = fold(text)
    parts = tokens(folded)
    by_first = phrases()
    found: list[tuple[Phrase, tuple[int, int]]] = []
    taken = -1
    for first, part in enumerate(parts):
        if first <= taken:
            continue
        for phrase in by_first.get(part.text, ()):
            last = first + len(phrase.words) - 1
            if _stands(phrase, parts, first, folded) and not _is_excused(phrase, parts, first, last):
                found.append((phrase, folded.span(part.start, parts[last].end)))
                taken = last
                break
    return found


def _stands(phrase: Phrase, parts: list[Token], first: int, folded: Folded) -> bool:
    run = parts[first : first + len(phrase.words)]
    if tuple(part.text for part in run) != phrase.words:
        return False
    # "1:1" is two words to the tokeniser; "size 1 1 piece" is not meant.
    return phrase.words[:2] != ("1", "1") or folded.text[run[0].end : run[1].start] == ":"


def _is_excused(phrase: Phrase, parts: list[Token], first: int, last: int) -> bool:
    near = parts[max(0, first - COMPANY) : first] + parts[last + 1 : last + 1 + COMPANY]
    return any(part.text in phrase.excuses for part in near)
