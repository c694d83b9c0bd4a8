"""Where do the offers name a mark, in what manner and in what company?"""

from collections.abc import Iterator

import polars as pl

from counterfoil.screening.context import context
from counterfoil.screening.marks import Marks
from counterfoil.text.mark_reading import Mention
from counterfoil.text.mark_scan import find_all
from counterfoil.text.tokens import words

FIELDS = {
    "title": True,
    "brand": True,
    "description": False,
}  # field → whether misspellings are looked for in it
COLUMNS = {
    "subject_id": pl.String,
    "field": pl.String,
    "mark_number": pl.Int64,
    "name_kind": pl.String,
    "manner": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "seen": pl.String,
    "nominative": pl.Boolean,
    "comparing": pl.Boolean,
    "denied": pl.Boolean,
    "at_start": pl.Boolean,
    "capitalised": pl.Boolean,
}


def mentions(offers: pl.DataFrame, marks: Marks) -> pl.DataFrame:
    """Return every mention of a name in the offers (COLUMNS), joined with MARK_COLUMNS of its mark.

    Mentions of a house mark that no right on the list protects have null mark columns.
    """
    rows = [row for field, slips in FIELDS.items() for row in _in_field(offers, field, marks, slips=slips)]
    found = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return found.join(marks.marks, on="mark_number", how="left", maintain_order="left")


def _in_field(offers: pl.DataFrame, field: str, marks: Marks, *, slips: bool) -> Iterator[tuple[object, ...]]:
    """Yield the mentions in one column of the offers, each with the company it stands in."""
    found = find_all(offers[field], marks.names, slips=slips)
    ids, texts = offers["id"].gather(found["row"]), offers[field].gather(found["row"])
    row, folded = -1, list[str]()
    for values, subject_id, text in zip(found.iter_rows(), ids, texts, strict=True):
        mention = Mention(*values[1:])
        if values[0] != row:
            row, folded = values[0], words(text)
        company = context(mention, folded)
        if mention.kind == "first_name" and company.completed:
            continue
        seen = text[mention.start : mention.end]
        of_mention = (mention.mark, mention.kind, mention.manner, mention.start, mention.end, seen)
        said = (company.nominative, company.comparing, company.denied, company.at_start)
        yield (subject_id, field, *of_mention, *said, not seen[:1].islower())
