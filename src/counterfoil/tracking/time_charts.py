"""Charts of times: at each step, at platforms, and at facilities."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.chart import STEPS, Chart
from counterfoil.tracking.labels import platforms
from counterfoil.tracking.step_queries import TIMES
from counterfoil.tracking.times import time_rows

GROUP: Final = "Time at each step"
OPEN: Final = (
    "What is not done yet counts as lasting until the day of the report and longer (Kaplan and Meier): left out, it "
    "would make the slow look fast. A median that is empty has not been reached; it is at least what stands at “From”."
)
REFUSED: Final = (
    "Of the listings that were not refused, as in scorecards; refused ones, and notices taken back, are in no time: "
    "they stand in Listings in notices sent."
)
NOTES: Final = (OPEN, f"A listing taken down: {REFUSED[0].lower()}{REFUSED[1:]}")
LASTS: Final = "What is not done yet counts as lasting: see Time at each step."
TAKEDOWN, HOLD = 3, 5  # steps of the query: what a platform, and what a facility does


def time_charts(asking: Asking) -> Iterator[Chart]:
    """Yield the times of all steps, of takedowns by platform, and of holds by facility."""
    yield asking.chart(Plan("time_at_each_step", "Time at each step", STEPS, GROUP), TIMES, _steps)
    plan = Plan("takedown_by_platform", "From a notice to the takedown, by platform", STEPS, GROUP)
    yield asking.chart(plan, TIMES, _takedowns)
    plan = Plan("hold_by_facility", "From a notice to units held, by facility", STEPS, GROUP)
    yield asking.chart(plan, TIMES, lambda rows: _by_place(rows, HOLD, "No facility was told."))


def _steps(rows: pl.DataFrame) -> Told:
    table = time_rows(rows, "label")
    known = table.filter(pl.col("median").is_not_null()).sort("median", descending=True)
    if table.is_empty():
        return Told(table, "No step has begun.", NOTES)
    if known.is_empty():
        return Told(table, "Of no step is half done yet.", NOTES)
    slowest = known.row(0, named=True)
    says = f"The longest is “{slowest['label']}”: half took {in_words(slowest['median'])} or less."
    return Told(table, says + still_open(table), NOTES)


def _takedowns(rows: pl.DataFrame) -> Told:
    named = rows.filter(pl.col("step") == TAKEDOWN)
    shown = named.with_columns(platforms(named["place"]).alias("place"))
    return _by_place(shown, TAKEDOWN, "No notice was sent.", REFUSED)


def _by_place(rows: pl.DataFrame, step: int, nothing: str, *notes: str) -> Told:
    table = time_rows(rows.filter(pl.col("step") == step), "place")
    if table.is_empty():
        return Told(table, nothing, (LASTS, *notes))
    first = table.sort("cases", descending=True, maintain_order=True).row(0, named=True)
    says = f"{first['label']}: half took {in_words(first['median'])} or less."
    if first["median"] is None:
        says = f"{first['label']}: half of {first['cases']:,} is not done yet."
    return Told(table, says + still_open(table), (LASTS, *notes))


def in_words(hours: float | None) -> str:
    """Return a time in hours, or from two days on in days."""
    if hours is None:
        return "not known"
    return f"{hours:,.1f} hours" if hours < 48 else f"{hours / 24:,.1f} days"


def still_open(table: pl.DataFrame) -> str:
    """Return how many are not done yet, as a sentence after another."""
    number = int(table["open"].sum())
    return f" {number:,} {'is' if number == 1 else 'are'} not done yet." if number else ""
