"""What was found in which shipment? Results of examinations, typed off the worklist's sheet or exported by a system."""

from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import day, time, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.examination import Examination

REQUIRED = ("shipment_id", "facility", "result")
COUNTS = ("units_examined", "units_found", "minutes")


def read_examinations(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return examinations (columns of Examination, times in UTC, and `line`) and rejects; what a reject says of an
    inspector or a reason is withheld, since people write names there.

    An empty file is one: nothing was examined yet. Raises UserError where the file cannot be read, or all of it failed.
    """
    return read_whole(Given(stream, file, mapping, encoding), _EXAMINATIONS)


def _worded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with results in small letters, and with days for times as noon in UTC: that is the same day in
    nearly every time zone, which midnight is not."""
    result = pl.col("result").str.to_lowercase().str.replace_all(r"[_\-\s]+", " ")
    noon = pl.col("^examined_at$").str.replace(r"^(\d{4}-\d{2}-\d{2})$", "${1}T12:00Z")
    return rows.with_columns(result, noon)


_EXAMINATIONS = Kind(
    Examination,
    REQUIRED,
    may_be_empty=True,
    conversions=(time("examined_at"), day("selected_for"), *(whole_number(name) for name in COUNTS)),
    prepare=_worded,
    shown=("shipment_id", "facility", "selected_for", "examined_at", "result", *COUNTS, "right_id", "instead_of"),
)
