"""Which cases stand behind a number? The rows of the evidence of one measure, of one period or of all."""

import datetime as dt
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.scorecard_folder import ScorecardFolder, opened_scorecard
from counterfoil.scorecards.measure import Measure
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.telling import telling

LIKE = 0.4


class Behind(NamedTuple):
    """A measure, the rows of ScorecardMeasure that were asked for, the most telling cases, and how many there are."""

    measure: Measure
    numbers: pl.DataFrame
    cases: pl.DataFrame
    all: int


def cases_behind(folder: Path, name: str, day: str | None, *, rows: int) -> Behind:
    """Return the cases behind the numbers of a measure; `day` is the first day of a period, or any day in it.

    Raises UserError for a measure, a day or a folder that is none.
    """
    card = opened_scorecard(folder)
    numbers = card.measures.filter(measure=name).unique("period_from", keep="first").sort("period_from")
    if numbers.is_empty() or name not in MEASURES:
        raise _unknown(card, name)
    begun = None
    if day is not None:
        wanted = _day(day)
        numbers = numbers.filter(pl.col("period_from") <= wanted, pl.col("period_until") >= wanted)
        if numbers.is_empty():
            cure = f"It goes from {card.asked.window.first} to {card.asked.window.last}."
            raise UserError(f"The scorecard holds nothing of {day}.", cure=cure)
        begun = numbers.item(0, "period_from")
    found = telling(card.evidence, MEASURES[name], begun)
    many = found.select(pl.len()).collect(engine="streaming").item()
    return Behind(MEASURES[name], numbers, found.head(rows).collect(engine="streaming"), many)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text if len(text) > len("2026-10") else f"{text}-01")
    except ValueError as cause:
        raise UserError(f"{text} is no day.", cure="Write the day as 2026-10-01, or a month as 2026-10.") from cause


def _unknown(card: ScorecardFolder, name: str) -> UserError:
    there = card.measures["measure"].unique().sort().to_list()
    near = get_close_matches(name, there, n=3, cutoff=LIKE) or there
    return UserError(f"The scorecard has no measure “{name[:60]}”.", cure=f"It has {', '.join(near)}.")
