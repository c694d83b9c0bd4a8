"""The drawn pairs of goods, and how matching grades their sources and what follows from it."""

import re
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.matching.source.compare import source_matches
from counterfoil.matching.source.sought import sought
from counterfoil.matching.verdict import BY_GRADES, IDENTICAL, VARIANT
from counterfoil.tables.goods import Goods

SOURCE = Path(__file__).parent.parent / "tests" / "spec" / "goods" / "sources.txt"
COLUMNS = (
    "| of the fake is known | of the item is known | the owner vouches for | source | same product | other variant |"
)
HEAD = """<!-- written by tools/spec_pages.py from tests/spec/goods/sources.txt -->
# Which goods come from one source

Each row is a fake and an item of the same brand, with what is known of either, and what the owner knows to be its own.
The source is graded *same*, *possible*, *none* or *contradicted*; the last two columns say what follows from it where
the product is identical, and where it is another colour, size or volume. That the product is the same never changes
the source. How a file says all this, and what each sign weighs: [matching](../matching.md).
"""
_WORDS = {
    "lot": "lot",
    "shipment": "shipment_id",
    "seller": "external_seller_id",
    "party": "party_id",
    "supplier": "supplier",
    "fault": "label_fault",
    "note": "description",
}
_SERIALS = re.compile(r"(\S+)(?: to (\S+))?")


class Case(NamedTuple):
    """One drawn pair, in the words of the table, and the grade that its source should have."""

    section: str
    fake: str
    item: str
    genuine: str
    source: str


def cases() -> list[Case]:
    """Return the drawn pairs in their order."""
    found, section = [], ""
    for line in SOURCE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:]
        elif line:
            found.append(Case(section, *(cell.strip() for cell in line.split("|"))))
    return found


def graded(case: Case) -> str:
    """Return the grade of the pair's source."""
    fake = _row("g", case.fake) | {"status": "confirmed counterfeit", "brand": "Halvorsen"}
    own = [_row("own", case.genuine) | {"status": "genuine", "brand": "Halvorsen"}] if case.genuine else []
    pair = pl.DataFrame({"goods_id": ["g"], "item_id": ["i"]})
    found = source_matches(pair, sought(_goods(fake, *own)), _goods(_row("i", case.item)))
    return str(found["source_grade"].item())


def page() -> str:
    """Return the pairs as Markdown, a table for each section."""
    lines = [HEAD]
    drawn = cases()
    for section in dict.fromkeys(case.section for case in drawn):
        lines += [f"## {section}", "", COLUMNS, "|---|---|---|---|---|---|"]
        for case in (one for one in drawn if one.section == section):
            follows = (BY_GRADES[product, case.source] for product in (IDENTICAL, VARIANT))
            known = (case.fake, case.item or "nothing", case.genuine)
            lines.append("| " + " | ".join((*known, case.source, *follows)) + " |")
        lines.append("")
    return "\n".join(lines)


def _row(name: str, words: str) -> dict[str, str]:
    """Return what the words say, as a row of goods."""
    row = {"id": name}
    for part in (part.strip() for part in words.split(";") if part.strip()):
        word, _, value = part.partition(" ")
        if word == "serials":
            first, last = _SERIALS.fullmatch(value).groups()  # type: ignore[union-attr]
            row |= {"serial_first": first} | ({"serial_last": last} if last else {})
        else:
            row[_WORDS[word]] = value
    return row


def _goods(*rows: dict[str, str]) -> pl.DataFrame:
    given = pl.DataFrame(list(rows), schema=dict.fromkeys(sorted({name for row in rows for name in row}), pl.String))
    absent = [pl.lit(None).alias(name) for name in Goods.column_names() if name not in given.columns]
    return Goods.cast(given.with_columns(absent).select(Goods.column_names()))
