"""Charts of prevalence, with the band of each estimate: what random samples tell of all, found and not found.

Nothing is estimated here. The estimates are those of `counterfoil estimate prevalence`, one folder to a period.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.chart import BANDS, BARS, Chart
from counterfoil.tracking.labels import UNKNOWN
from counterfoil.tracking.prevalence_queries import SHARES, TOTALS
from counterfoil.tracking.shape import shaped

GROUP: Final = "Prevalence"
ALL: Final = "all"
DIMENSIONS: Final = ("mark", "category", "origin", "platform", "facility")
NOT_ESTIMATED: Final = (
    "Not estimated: it takes a folder of “counterfoil estimate prevalence”{}, given with --prevalence. What was "
    "suspected and found tells no share of all."
)
NO_SAMPLE: Final = (
    "By intermediary nothing is estimated: samples do not tell one. Each band is the interval of the estimate by the "
    "method beside it; its period is the name of the folder."
)


def prevalence_charts(asking: Asking) -> Iterator[Chart]:
    """Yield the estimated shares of all and by dimension, and what they come to in units and money."""
    yield _told(asking.chart(Plan("prevalence", "Prevalence", BANDS, GROUP), SHARES, partial(_shares, dimension=ALL)))
    rows = asking.rows(SHARES)
    if rows is None:
        return
    estimated = set(rows["dimension"])
    for dimension in (name for name in DIMENSIONS if name in estimated):
        plan = Plan(f"prevalence_by_{dimension}", f"Prevalence by {dimension}", BANDS, GROUP)
        yield asking.chart(plan, SHARES, partial(_shares, dimension=dimension))
    yield asking.chart(Plan("estimated_total", "Counterfeits in all, estimated", BARS, GROUP), TOTALS, _totals)
    left = ", ".join(name for name in DIMENSIONS if name not in estimated)
    if left:
        plan = Plan("prevalence_not_estimated", f"Not estimated: prevalence by {left}", BANDS, GROUP)
        says = NOT_ESTIMATED.format(" with --by")
        yield Chart(plan.name, plan.title, says, BANDS, shaped(pl.DataFrame(), BANDS), "", group=GROUP)


def _told(chart: Chart) -> Chart:
    """Say of a chart without estimates what it would take."""
    return chart if chart.query else chart._replace(says=NOT_ESTIMATED.format(""))


def _shares(rows: pl.DataFrame, *, dimension: str) -> Told:
    own = rows.filter(pl.col("dimension") == dimension)
    if own.is_empty():
        return Told(shaped(pl.DataFrame(), BANDS), NOT_ESTIMATED.format(""))
    told = own.with_columns(
        pl.col("label").fill_null(UNKNOWN),
        period=_period(own),
        unit=pl.lit("share"),
        note=pl.format("{} of {} examined; {}", "finds", "cases", "method"),
    )
    table = shaped(told.sort("label", "series", "period"), BANDS)
    highest = table.sort(["period", "low", "label"], descending=[True, True, False]).row(0, named=True)
    says = (
        f"{highest['series']}, {highest['label']}: {highest['value']:.2%} are counterfeit "
        f"({highest['low']:.2%} to {highest['high']:.2%}), by {highest['period']}."
    )
    return Told(table, says[0].upper() + says[1:], (NO_SAMPLE,) if dimension == ALL else ())


def _totals(rows: pl.DataFrame) -> Told:
    told = rows.with_columns(
        label=pl.format("{}, {}", "kind", _period(rows)),
        unit=pl.col("currency").fill_null("units"),
        value=pl.col("total"),
        low=pl.col("total_low"),
        high=pl.col("total_high"),
    )
    table = shaped(told.sort("unit", "label"), BARS)
    amounts = table.select("unit", "value", "low", "high").iter_rows()
    parts = "; ".join(f"{unit} {value:,.0f} ({low:,.0f} to {high:,.0f})" for unit, value, low, high in amounts)
    return Told(table, f"{parts}." if parts else "No total was estimated.")


def _period(rows: pl.DataFrame) -> pl.Series:
    """Return the name of the folder that each estimate stands in."""
    return pl.Series([PurePosixPath(source).parent.name or source for source in rows["source"]], dtype=pl.String)
