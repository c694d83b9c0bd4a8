"""How do the cases of a measure become a number with its interval, for each period and for the whole time?

All is counted from the evidence and from nothing else, so that whoever has the evidence can count again. A share has
the mid-P interval, a count Poisson's; a time that has not ended yet counts as longer than it is so far (`durations`).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from counterfoil.intervals.counts import count_interval, share_interval
from counterfoil.intervals.durations import duration_quantile
from counterfoil.scorecards.measure import COUNT_OF, MEDIAN, P90, SHARE_OF, Measure
from counterfoil.tables.scorecard_measure import MEASURED, TOO_FEW

DECIMALS: Final = 6
_QUANTILE: Final = {MEDIAN: 0.5, P90: 0.9}
_KEY: Final = ("measure", "period_from")
PERIOD = "period_from"
WHOLE = None  # the period of the number over the whole time


class Number(NamedTuple):
    """What was counted in a period; `value`, `low` and `high` in the unit of the measure, None where there is none."""

    standing: str
    cases: int
    reached: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str | None = None
    is_at_least: bool = False


Numbers = Mapping[dt.date | None, Number]  # by the first day of the period; WHOLE: over all of them


def numbers_of(measures: Sequence[Measure], evidence: pl.LazyFrame) -> dict[str, Numbers]:
    """Return the numbers of each measure from the evidence (ScorecardEvidence), by name and period.

    A period without a case is missing. The evidence is read once for all shares and counts, and once for each time.
    """
    tallied = [one for one in measures if one.statistic not in _QUANTILE]
    found: dict[str, Numbers] = _tallied(tallied, evidence)
    for one in measures:
        if one.statistic in _QUANTILE:
            found[one.name] = dict(_timed(one, evidence))
    return found


def none_of(measure: Measure) -> Number:
    """Return the number of a period into which no case fell."""
    if measure.statistic == COUNT_OF and measure.least <= 0:
        return _counted(measure, 0, 0)
    return Number(TOO_FEW, 0, why="No case fell into it.")


def _tallied(measures: Sequence[Measure], evidence: pl.LazyFrame) -> dict[str, Numbers]:
    by_name = {one.name: one for one in measures}
    wanted = evidence.filter(pl.col("measure").is_in(list(by_name)))
    counts = wanted.group_by(*_KEY).agg(*_tally()).collect(engine="streaming")
    flows = counts.filter(~pl.col("measure").is_in([one.name for one in measures if one.is_stock]))
    whole = [flows.group_by("measure").agg(pl.sum("cases", "reached"))]
    whole += [_whole_stock(one, evidence) for one in measures if one.is_stock]
    rows = [*counts.select(*_KEY, "cases", "reached").rows()]
    rows += [(name, WHOLE, cases, reached) for name, cases, reached in pl.concat(whole).rows()]
    found: dict[str, dict[dt.date | None, Number]] = {name: {} for name in by_name}
    for name, period, cases, reached in rows:
        found[name][period] = _counted(by_name[name], cases, reached)
    return dict(found)


def _tally() -> tuple[pl.Expr, pl.Expr]:
    return pl.len().cast(pl.Int64).alias("cases"), pl.col("is_reached").sum().cast(pl.Int64).alias("reached")


def _whole_stock(measure: Measure, evidence: pl.LazyFrame) -> pl.DataFrame:
    """Return how all stands at the end: of each subject what was last seen of it."""
    last = (
        evidence.filter(pl.col("measure") == measure.name)
        .group_by("subject_kind", "subject_id")
        .agg(pl.col("is_reached").sort_by(PERIOD).last())
    )
    tally = last.select(*_tally()).collect(engine="streaming")
    return tally.select(pl.lit(measure.name).alias("measure"), "cases", "reached").filter(pl.col("cases") > 0)


def _counted(measure: Measure, cases: int, reached: int) -> Number:
    if measure.statistic == SHARE_OF:
        value, (low, high) = reached / cases, share_interval(reached, cases)
    else:
        reached, value, (low, high) = cases, float(cases), count_interval(cases)
    return _number(measure, cases, reached, (value, low, high), _too_few(measure, cases))


def _timed(measure: Measure, evidence: pl.LazyFrame) -> Iterator[tuple[dt.date | None, Number]]:
    of_it = evidence.filter(pl.col("measure") == measure.name, pl.col("amount").is_not_null())
    is_open = pl.col("is_reached").not_().fill_null(value=False).alias("is_open")
    cases = of_it.select(PERIOD, "amount", is_open).collect(engine="streaming")
    if cases.is_empty():
        return
    yield WHOLE, _time(measure, cases)
    for (period,), rows in cases.partition_by(PERIOD, as_dict=True).items():
        assert isinstance(period, dt.date)
        yield period, _time(measure, rows)


def _time(measure: Measure, rows: pl.DataFrame) -> Number:
    share = _QUANTILE[measure.statistic]
    found = duration_quantile(rows["amount"].to_numpy(), rows["is_open"].to_numpy(), share)
    told = list(_open_words(rows.height, int(rows["is_open"].sum()), is_at_least=found.is_at_least))
    told += [] if found.is_at_least or found.high is not None else ["Too few for an upper end of the interval."]
    few = _too_few(measure, rows.height)
    why = " ".join([few, *told] if few else told) or None
    number = _number(measure, rows.height, None, (found.value, found.low, found.high), why)
    return number._replace(is_at_least=found.is_at_least)


def _open_words(cases: int, still_open: int, *, is_at_least: bool) -> Iterable[str]:
    if still_open:
        verb = "is" if still_open == 1 else "are"
        yield f"{still_open:,} of {cases:,} {verb} still open, each for longer than so far."
    if is_at_least:
        yield "Too many are open to say how long it takes: it is at least this."


def _too_few(measure: Measure, cases: int) -> str | None:
    if cases >= measure.least:
        return None
    return f"{cases:,} {'case' if cases == 1 else 'cases'}; a number needs {measure.least:,}."


def _number(
    measure: Measure, cases: int, reached: int | None, values: tuple[float | None, ...], why: str | None
) -> Number:
    value, low, high = (None if one is None else round(one, DECIMALS) for one in values)
    return Number(MEASURED if cases >= measure.least else TOO_FEW, cases, reached, value, low, high, why)
