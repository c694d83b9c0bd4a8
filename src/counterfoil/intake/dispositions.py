"""What a facility says that it did with goods, and the papers that prove it, out of any plain table."""

import datetime as dt
from typing import BinaryIO

import dataframely as dy
import polars as pl

from counterfoil.intake.convert import decimal, flag, time, values, whole_number
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.disposition_proof import DispositionProof
from counterfoil.tables.given_disposition import GivenDisposition

NOTICE_LINE = "notice_line"  # as in answers to holds: LINE is that of the file


class _OfLine(GivenDisposition):
    notice_line = dy.Int64(nullable=False, min=1)


def read_dispositions(stream: BinaryIO, *, file: str, by: str, at: dt.datetime) -> Sorted:
    """Return dispositions (columns of GivenDisposition, `notice_line`, and `line`, that of the file) and rejects.

    Units were held, and were disposed of by `by` at `at`, where the row does not say otherwise. Raises UserError where
    the file cannot be read or no row of it was kept.
    """
    kind = _DISPOSITIONS._replace(prepare=lambda rows: _completed(rows, by, at))
    return read_whole(Given(stream, file, None, None), kind)


def read_proofs(stream: BinaryIO, *, file: str) -> Sorted:
    """Return proofs (columns of DispositionProof, `id` that of the row, and `line`) and rejects; raises as
    `read_dispositions`."""
    return read_whole(Given(stream, file, None, None), _PROOFS)


def _completed(rows: pl.DataFrame, by: str, at: dt.datetime) -> pl.DataFrame:
    told = _worded(rows, "kind", "of", "authority")
    filled = {"of": "held", "by": by, "at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "hazards": ""}
    return told.with_columns(_own(told, name).fill_null(value).alias(name) for name, value in filled.items())


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    return _worded(rows, "kind").with_columns(id=pl.format("row {}", pl.int_range(1, pl.len() + 1)))


def _worded(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Return the rows with the words of lists in small letters: Court_Order is court order."""
    there = [name for name in names if name in rows.columns]
    plain = pl.col(there).str.to_lowercase().str.replace_all(r"[_\-\s]+", " ").str.replace_all("’", "'")
    return rows.with_columns(plain) if there else rows


def _own(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None, dtype=pl.String)


_DISPOSITIONS = Kind(
    _OfLine,
    ("notice_id", NOTICE_LINE, "kind", "units", "authority", "reference"),
    conversions=(whole_number(NOTICE_LINE), whole_number("units"), time("at"), values("hazards")),
    shown=(NOTICE_LINE, *(name for name in GivenDisposition.column_names() if name != "by")),  # a name may stand there
)
_PROOFS = Kind(
    DispositionProof,
    ("disposition_id", "kind", "reference", "at"),
    conversions=(
        time("at"),
        whole_number("units"),
        decimal("weight_kg"),
        decimal("unit_weight_kg"),
        flag("is_confirmed"),
    ),
    prepare=_numbered,
    shown=("disposition_id", "kind", "reference", "at", "units", "weight_kg", "unit_weight_kg", "is_confirmed"),
)
