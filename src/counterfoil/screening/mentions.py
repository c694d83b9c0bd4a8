"""Where do the offers name a mark, in what manner and in what company?"""

import polars as pl

from counterfoil.screening.context import context
from counterfoil.screening.marks import MARK_COLUMNS, Marks
from counterfoil.text.mark_scan import find_all

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
NONE = pl.DataFrame(schema=COLUMNS | MARK_COLUMNS)


def mentions(offers: pl.DataFrame, marks: Marks) -> pl.DataFrame:
    """Return every mention of a name in the offers (COLUMNS), joined with MARK_COLUMNS of its mark.

    Mentions of a house mark that no right on the list protects have null mark columns.
    """
    found = [_in_field(offers, field, marks, slips=slips) for field, slips in FIELDS.items()]
    told = [rows for rows in found if rows.height]
    return pl.concat(told).join(marks.marks, on="mark_number", how="left", maintain_order="left") if told else NONE


def _in_field(offers: pl.DataFrame, field: str, marks: Marks, *, slips: bool) -> pl.DataFrame:
    """Return the mentions in one column of the offers, each with the company it stands in."""
    if offers[field].null_count() == offers.height:
        return NONE
    found = find_all(offers[field], marks.names, slips=slips)
    if found.is_empty():
        return NONE
    rows = found.rename({"mark": "mark_number", "kind": "name_kind"}).with_columns(
        subject_id=offers["id"].gather(found["row"]),
        field=pl.lit(field),
        text=offers[field].gather(found["row"]),
    )
    seen = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    told = rows.lazy().with_columns(**context(), seen=seen)
    goes_on = (pl.col("name_kind") == "first_name") & pl.col("completed")
    capitalised = ~pl.col("seen").str.contains(r"^\p{Ll}")
    return told.filter(~goes_on).with_columns(capitalised=capitalised).select(list(COLUMNS)).collect()
