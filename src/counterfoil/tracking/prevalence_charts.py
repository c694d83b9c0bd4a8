"""Charts of prevalence, with the band of each estimate: what random samples tell of all, found and not found."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from counterfoil.tracking.chart import BANDS, Chart
from counterfoil.tracking.shape import shaped

GROUP: Final = "Prevalence"
DIMENSIONS: Final = ("mark", "category", "origin", "platform", "facility", "intermediary")
ALL: Final = "all"
NOT_ESTIMATED: Final = (
    "Not estimated: it takes the folder of `counterfoil estimate prevalence`{}, given with --prevalence. Suspicions "
    "and finds alone tell no share of all."
)
BAND: Final = "The band is the 95 % interval of the estimate, by the method that is told beside it."


def prevalence_charts(estimates: pl.DataFrame | None) -> Iterator[Chart]:
    """Yield the estimates in all, and by each dimension that one was made for; what was not estimated says so.

    `estimates`: dimension (all, mark …), label, series, period, value, low, high, unit, cases, note.
    """
    rows = estimates if estimates is not None else shaped(pl.DataFrame(), BANDS).with_columns(dimension=pl.lit(ALL))
    for dimension in (ALL, *DIMENSIONS):
        of = rows.filter(pl.col("dimension") == dimension)
        by = "" if dimension == ALL else f" by {dimension}"
        title = f"Prevalence{by}"
        says = _says(of) if of.height else NOT_ESTIMATED.format(by)
        notes = (BAND,) if of.height else ()
        table = shaped(of.sort("label", "period", nulls_last=True), BANDS)
        if of.height or dimension == ALL:
            yield Chart(f"prevalence{by.replace(' ', '_')}", title, says, BANDS, table, "", notes=notes, group=GROUP)
    left = [name for name in DIMENSIONS if rows.filter(pl.col("dimension") == name).is_empty()]
    if left and rows.height:
        yield from _left(left)


def _left(names: list[str]) -> Iterator[Chart]:
    says = NOT_ESTIMATED.format(f" by {', '.join(names)}")
    empty = shaped(pl.DataFrame(), BANDS)
    yield Chart("prevalence_not_estimated", "Not estimated", says, BANDS, empty, "", group=GROUP)


def _says(rows: pl.DataFrame) -> str:
    last = rows.sort("period", "label", nulls_last=False).row(-1, named=True)
    between = "" if last["low"] is None else f" ({last['low']:.2%} to {last['high']:.2%})"
    return f"{last['label']}: {last['value']:.2%}{between} of {last['series'] or 'all'} are counterfeit."
