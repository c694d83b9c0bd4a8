"""Times at each step: from counted hours to medians with their intervals, with what is open counted as lasting."""

from typing import Final

import polars as pl

from counterfoil.intervals.durations import Quantile, duration_quantile
from counterfoil.tracking.chart import STEPS
from counterfoil.tracking.shape import shaped

DECIMALS: Final = 2
BEFORE: Final = "{} ended before they began, and are left out"


def time_rows(counts: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return one row for each value of `by`, in the order of the first, of (hours, is_open, cases).

    `median`, `low`, `high` and `p90` are hours. A time is empty where so many are not done yet; `low` is then what the
    median is at least.
    """
    rows = []
    for label in counts[by].unique(maintain_order=True):
        group = counts.filter(pl.col(by) == label)
        whole = group.filter(pl.col("hours") >= 0)
        wrong = int(group["cases"].sum()) - int(whole["cases"].sum())
        rows.append(
            {"label": label, "unit": "hours", "cases": int(whole["cases"].sum())}
            | {name: None if end is None else round(end, DECIMALS) for name, end in _quantiles(whole).items()}
            | {"open": int(whole.filter(pl.col("is_open") == 1)["cases"].sum())}
            | {"note": BEFORE.format(wrong) if wrong else None}
        )
    return shaped(pl.DataFrame(rows, schema=_SCHEMA), STEPS)


def _quantiles(rows: pl.DataFrame) -> dict[str, float | None]:
    if rows.is_empty():
        return {}
    hours, is_open, cases = (rows[name].to_numpy() for name in ("hours", "is_open", "cases"))
    half, most = (duration_quantile(hours, is_open.astype(bool), share, cases=cases) for share in (0.5, 0.9))
    return {"median": _known(half), "low": half.low, "high": half.high, "p90": _known(most)}


def _known(found: Quantile) -> float | None:
    return None if found.is_at_least else found.value


_SCHEMA: Final = {
    "label": pl.String,
    "unit": pl.String,
    "cases": pl.Int64,
    "median": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p90": pl.Float64,
    "open": pl.Int64,
    "note": pl.String,
}
