"""Where do the offers name a mark, in what manner and in what company?"""

from collections.abc import Iterator

import polars as pl

from counterfoil.screening.context import context
from counterfoil.screening.marks import Marks
from counterfoil.text.mark_index import MarkIndex
from counterfoil.text.mark_search import find
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
    rows = [
        row
        for field, slips in FIELDS.items()
        for subject_id, text in zip(offers["id"], offers[field], strict=True)
        if text
        for row in _in_text(subject_id, field, text, marks.names, slips=slips)
    ]
    found = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return found.join(marks.marks, on="mark_number", how="left", maintain_order="left")


def _in_text(subject_id: str, field: str, text: str, index: MarkIndex, *, slips: bool) -> Iterator[tuple[object, ...]]:
    found = find(text, index, slips=slips)
    if not found:
        return
    texts = words(text)
    for mention in found:
        company = context(mention, texts)
        if mention.kind == "first_name" and company.completed:
            continue
        seen = text[mention.start : mention.end]
        yield (
            *(
                subject_id,
                field,
                mention.mark,
                mention.kind,
                mention.manner,
                mention.start,
                mention.end,
                seen,
            ),
            *(
                company.nominative,
                company.comparing,
                company.denied,
                company.at_start,
                not seen[:1].islower(),
            ),
        )
