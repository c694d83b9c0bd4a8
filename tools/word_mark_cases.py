"""The drawn titles of marks that are words, and how screening reads them."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.company_rows import named_in
from counterfoil.screening.kernel_uses import PAIR_MARK, PAIR_OFFER
from counterfoil.screening.marks import build_marks
from counterfoil.screening.mentions import mentions
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.references import of_marks_alone
from counterfoil.screening.word_marks import word_readings
from counterfoil.tables.offer import Offer
from counterfoil.tables.right import Right
from counterfoil.text.tokens import key

FOLDER = Path(__file__).parent.parent / "tests" / "spec" / "word_marks"
HALVES = ("development", "held-out")

SECTIONS = {"development": "Titles that the rules were set on", "held-out": "Titles held out, of other marks"}
COLUMNS = "| mark | title | brand field | category | should be | is read as |\n|---|---|---|---|---|---|"
HEAD = """<!-- written by tools/spec_pages.py from tests/spec/word_marks -->
# Marks that are words

Apple, target, coach and polo are marks, and words. Each row is a title, with the brand field and the Google category
of its offer, and what the word stands for in it: the *mark*, the *word*, or *unsure* where a reader could not tell
either. The last column is empty where screening reads the title so. All titles are invented; the marks' classes and
goods stand in tests/spec/word_marks/marks.txt. The held-out titles were drawn before any rule was tuned, and no word
of theirs has an entry in word_neighbours.toml. Why it is decided so:
[decision record 4](../adr/0004-words-that-are-marks.md).
"""


class Case(NamedTuple):
    """One drawn title: the mark that it is read for, and what the word stands for: mark, word or unsure."""

    mark: str
    title: str
    brand: str
    category: str
    expected: str


class MarkOf(NamedTuple):
    """A mark with its Nice classes and goods, as a list of rights gives them."""

    mark: str
    nice_classes: str
    goods: str


def cases(half: str) -> list[Case]:
    """Return the drawn titles of one half."""
    return [Case(*_cells(line)) for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines()]


def marks() -> list[MarkOf]:
    """Return the marks that the titles are read for."""
    return [MarkOf(*_cells(line)) for line in (FOLDER / "marks.txt").read_text("utf-8").splitlines()]


def readings(drawn: list[Case]) -> list[str]:
    """Return how screening reads each title: mark, word or unsure; none where it finds no mention."""
    rights = build_marks(_rights())
    placeholder = is_placeholder(pl.col("brand_key"))
    offers = prepared(_offers(drawn)).with_columns(subject_id="id", brand_is_placeholder=placeholder)
    references = of_marks_alone(rights)
    named = named_in(mentions(offers, rights), offers, references)
    numbers, known = named.pairs[[PAIR_OFFER, PAIR_MARK]].tolist(), rights.marks["mark"]
    read = word_readings(named, offers, references).to_list()
    found = {(offer, known[mark]): reading for offer, mark, reading in zip(*numbers, read, strict=True) if reading}
    return [found.get((number, case.mark), "none") for number, case in enumerate(drawn)]


def page() -> str:
    """Return the page of the manual: every drawn title of both halves with how it is read."""
    return "\n".join([HEAD, *(line for half in HALVES for line in _section(half)), ""])


def _section(half: str) -> list[str]:
    drawn = cases(half)
    read = readings(drawn)
    right = sum(case.expected == reading for case, reading in zip(drawn, read, strict=True))
    lines = [f"## {SECTIONS[half]}", "", f"{right} of {len(drawn)} titles are read as they should be.", "", COLUMNS]
    for case, reading in zip(drawn, read, strict=True):
        said = "" if reading == case.expected else f"**{reading}**"
        cells = [case.mark, case.title, case.brand, case.category, case.expected, said]
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _offers(drawn: list[Case]) -> pl.DataFrame:
    rows: list[dict[str, object]] = [
        {"id": str(n), "title": c.title, "brand": c.brand or None, "google_product_category": c.category or None}
        for n, c in enumerate(drawn)
    ]
    return _table(Offer, rows)


def _rights() -> pl.DataFrame:
    rows = [
        {
            "id": key(mark.mark),
            "mark": mark.mark,
            "owner": f"Owner of {mark.mark}",
            "nice_classes": [int(number) for number in mark.nice_classes.split(";") if number.strip()],
            "goods": [goods.strip() for goods in mark.goods.split(";") if goods.strip()],
            "common_word": True,
        }
        for mark in marks()
    ]
    return _table(Right, rows)


def _table(contract: type[Offer] | type[Right], rows: list[dict[str, object]]) -> pl.DataFrame:
    empty: pl.DataFrame = contract.create_empty()
    return pl.DataFrame([{name: row.get(name) for name in empty.columns} for row in rows], schema=empty.schema)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
