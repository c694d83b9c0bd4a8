"""Which altered marks stand where in which titles? Drawn by a seed; a mark and a title belong to one half for good."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from alterations import KINDS, Chance
from clean_texts import CATALOGUES, RETAIL, table_of
from confusable_letters import Letters
from mark_list import Seen, runs_of

from counterfoil.text.tokens import key, words

HALVES = ("development", "held-out")
SHORTEST_MARK = 5  # letters
FEWEST_WORDS = 3  # of a title that is left without its brand
AT_HEAD = 0.6  # share of the cases in which the mark stands where the brand stood, at the head
CASES = {
    "kind": pl.String,
    "mark": pl.Int64,
    "spelling": pl.String,
    "title": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
}


def hosts(data: Path, marks: Sequence[str]) -> list[str]:
    """Return the titles of the retail catalogues without their brands, those in which a listed mark stands left out."""
    listed = frozenset(tuple(words(mark)) for mark in marks)
    found: dict[str, None] = {}
    for catalogue in (c for c in CATALOGUES if c.name in RETAIL):
        for title, brand in table_of(catalogue, data).select(catalogue.title, catalogue.brand).iter_rows():
            branded = set(words(brand or ""))
            kept = [word for word in (title or "").split() if branded.isdisjoint(words(word))]
            if len(kept) >= FEWEST_WORDS and listed.isdisjoint(_runs(" ".join(kept))):
                found[" ".join(kept)] = None
    return list(found)


def _runs(title: str) -> Seen:
    return runs_of([title])


def draw_cases(marks: Sequence[str], titles: Sequence[str], letters: Letters, *, each: int, half: str) -> pl.DataFrame:
    """Return so many cases of each kind (CASES): `mark` is the number on the list, `start` and `end` its place."""
    first = HALVES.index(half)
    fit = [n for n, mark in enumerate(marks) if n % 2 == first and _is_fit(mark)]
    own = titles[first::2]
    rows = [row for kind in KINDS for row in _of_kind(kind, marks, fit, own, letters, each, half)]
    return pl.DataFrame(rows, schema=CASES, orient="row")


def _is_fit(mark: str) -> bool:
    """True for a mark of five letters and more, all of them Latin."""
    return key(mark).isascii() and sum(map(str.isalpha, mark)) >= SHORTEST_MARK


def _of_kind(
    kind: str, marks: Sequence[str], fit: Sequence[int], titles: Sequence[str], letters: Letters, each: int, half: str
) -> Iterator[tuple[object, ...]]:
    draw = random.Random(f"{half} {kind}")
    order, made = draw.sample(fit, len(fit)), 0
    for number in order:
        if made == each:
            return
        title = draw.choice(titles).split()
        at = 0 if draw.random() < AT_HEAD else draw.randint(1, len(title))
        neighbour = _word_beside(title, at)
        spelling = KINDS[kind](marks[number], Chance(draw, letters, neighbour or "new"))
        if kind != "exact" and spelling == marks[number]:
            continue  # no letter of it has an accent, or a double
        made += 1
        if neighbour and neighbour.lower() in spelling.lower() and neighbour.lower() not in marks[number].lower():
            title.remove(neighbour)
            at = min(at, len(title))
        before = "".join(word + " " for word in title[:at])
        text = before + " ".join([spelling, *title[at:]])
        yield kind, number, spelling, text, len(before), len(before) + len(spelling)


def _word_beside(title: Sequence[str], at: int) -> str:
    beside = [word for word in (*title[at : at + 1], *title[max(at - 1, 0) : at]) if re.fullmatch("[A-Za-z]{2,}", word)]
    return beside[0] if beside else ""
