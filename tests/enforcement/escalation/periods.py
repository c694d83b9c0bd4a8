"""Months of a measure as scorecards have them, drawn in one letter each: f failing, g good, u unsure, t too few."""

import datetime as dt
from typing import Any

import msgspec
import polars as pl

from counterfoil.enforcement.escalation.ladder import Failure, Ladder, default_ladder, read_ladder
from counterfoil.enforcement.escalation.verdicts import Verdict, verdict_of
from counterfoil.tables.scorecard_measure import MEASURED, NOT_MEASURABLE, TOO_FEW, ScorecardMeasure

DRAWN = {  # value, low, high, against 72 hours
    "f": (100.0, 90.0, 120.0),
    "u": (80.0, 60.0, 110.0),
    "g": (30.0, 20.0, 40.0),
    "t": (200.0, None, None),
    "n": (None, None, None),
}
STANDING = {"t": TOO_FEW, "n": NOT_MEASURABLE}
LADDER: Ladder = read_ladder(default_ladder(), file="phase-one-1.toml")
SLOW: Failure = LADDER.failure("slow-takedown")


def failure(**changed: Any) -> Failure:
    """Return the failure of slow takedowns, changed."""
    return msgspec.structs.replace(SLOW, **changed)


def month(number: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month counted from January 2026 as 1."""
    year, place = divmod(number - 1, 12)
    after_year, after = divmod(number, 12)
    return dt.date(2026 + year, place + 1, 1), dt.date(2026 + after_year, after + 1, 1) - dt.timedelta(days=1)


def measure(number: int, drawn: str, **changed: Any) -> dict[str, Any]:
    """Return a row (contract ScorecardMeasure) of a month."""
    value, low, high = DRAWN[drawn]
    first, last = month(number)
    row = {
        "platform": "Quayside Bazaar",
        "edition": "outside",
        "practice": "dhs-4",
        "measure": "hours-to-takedown-median",
        "period_from": first,
        "period_until": last,
        "unit": "hours",
        "standing": STANDING.get(drawn, MEASURED),
        "cases": 4 if drawn in "tn" else 30,
        "reached": None,
        "value": value,
        "low": low,
        "high": high,
        "why": "Too few notices." if drawn in "tn" else None,
    }
    return row | changed


def measures(drawn: str, *, first: int = 1, **changed: Any) -> pl.DataFrame:
    """Return months one after another, a letter each."""
    rows = [measure(number, letter, **changed) for number, letter in enumerate(drawn, start=first)]
    return pl.DataFrame(rows, schema=ScorecardMeasure.create_empty().schema)


def verdicts(drawn: str, *, first: int = 1) -> list[Verdict]:
    """Return what the months say; a dot is a month that is not there."""
    places = [(number, letter) for number, letter in enumerate(drawn, start=first) if letter != "."]
    return [verdict_of(measure(number, letter), SLOW) for number, letter in places]
