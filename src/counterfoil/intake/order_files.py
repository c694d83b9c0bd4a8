"""The tables that go with court orders: Schedule A, balances, payouts, and what was done under a duty."""

from typing import BinaryIO

import polars as pl

from counterfoil.codes import money
from counterfoil.intake.convert import Conversion, day, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.balance import Balance
from counterfoil.tables.contract import Sorted
from counterfoil.tables.duty_act import DutyAct
from counterfoil.tables.payout import Payout
from counterfoil.tables.scheduled_party import HEAD_LISTS, LISTS, ScheduledParty


def read_schedule(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return the defendants of a Schedule A (columns of ScheduledParty and `line`) and rejects, values withheld.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _SCHEDULE)


def read_balances(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return balances (columns of Balance, in `currency`, and `line`) and rejects; raises as `read_schedule`."""
    return read_whole(Given(stream, file, mapping, encoding), _BALANCES)


def read_payouts(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return payouts (columns of Payout, in `currency`, and `line`) and rejects; raises as `read_schedule`."""
    return read_whole(Given(stream, file, mapping, encoding), _PAYOUTS)


def read_duty_acts(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return acts under duties (columns of DutyAct and `line`) and rejects; raises as `read_schedule`."""
    return read_whole(Given(stream, file, mapping, encoding), _ACTS)


def _amount(field: str) -> Conversion:
    return Conversion(field, money.amount(pl.col(field)), "an amount")


def _capitals(rows: pl.DataFrame) -> pl.DataFrame:
    named = [name for name in ("currency", "funds_currency") if name in rows.columns]
    return rows.with_columns(pl.col(named).str.to_uppercase()) if named else rows


def _numbered_payouts(rows: pl.DataFrame) -> pl.DataFrame:
    own = [pl.col("id")] if "id" in rows.columns else []
    row = pl.format("payout {}", pl.int_range(1, pl.len() + 1))
    return _capitals(rows).with_columns(pl.coalesce([*own, row]).alias("id"))


def _days(rows: pl.DataFrame) -> pl.DataFrame:
    """Return acts with the day that the events of a case tell under `at`."""
    own = [pl.col(name).cast(pl.String) for name in ("day", "at") if name in rows.columns]
    small = pl.col("kind").str.to_lowercase().str.replace_all(r"[_\s]+", " ")
    return rows.with_columns(small, *([pl.coalesce(own).alias("day")] if own else []))


_SCHEDULE = Kind(
    ScheduledParty,
    ("number",),
    conversions=(
        whole_number("number"),
        *(values(name) for name in (*LISTS, *HEAD_LISTS)),
        day("issued_on"),
        day("expires_on"),
        _amount("funds_cap"),
    ),
    prepare=_capitals,
    shown=("number", "issued_on", "expires_on", "funds_currency"),
)
_BALANCES = Kind(
    Balance,
    ("seller_id", "amount", "currency"),
    may_be_empty=True,
    conversions=(_amount("amount"),),
    prepare=_capitals,
)
_PAYOUTS = Kind(
    Payout,
    ("seller_id", "paid_on", "amount", "currency"),
    may_be_empty=True,
    conversions=(day("paid_on"), _amount("amount")),
    prepare=_numbered_payouts,
)
_ACTS = Kind(
    DutyAct, ("subject_kind", "subject_id", "kind"), may_be_empty=True, conversions=(day("day"),), prepare=_days
)
