"""Read what a platform found against its accounts, from which strikes are counted."""

from typing import BinaryIO

import polars as pl

from counterfoil.codes import money
from counterfoil.intake.convert import Conversion, day, flag, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.violation import Violation

REQUIRED = ("account_id", "kind", "found_on")
_WORDS = ("kind", "answer", "outcome")


def read_violations(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return violations (columns of Violation, values in `currency`, and `line`) and rejects.

    Rows without an id get one by their line. Raises UserError where the file cannot be read or no row was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _VIOLATIONS)


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    own = [pl.col("id")] if "id" in rows.columns else []
    made = pl.format("violation {}", pl.int_range(1, pl.len() + 1))
    spoken = [
        pl.col(name).str.to_lowercase().str.replace_all(r"[_\-\s]+", " ") for name in _WORDS if name in rows.columns
    ]
    currency = [pl.col("currency").str.to_uppercase()] if "currency" in rows.columns else []
    return rows.with_columns(pl.coalesce([*own, made]).alias("id"), *spoken, *currency)


_VIOLATIONS = Kind(
    Violation,
    REQUIRED,
    may_be_empty=True,
    conversions=(
        day("offered_on"),
        day("found_on"),
        day("outcome_on"),
        flag("is_genuine"),
        whole_number("units"),
        Conversion("value", money.amount(pl.col("value")).cast(pl.Decimal(18, 2)), "an amount"),
    ),
    prepare=_numbered,
    shown=("id", "kind", "offered_on", "found_on", "outcome", "outcome_on", "answer"),
)
