"""The numbers of a scorecard counted case by case in plain Python: slow, obvious, the twin of `scorecards.counting`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from reference import survival

Row = Mapping[str, Any]


def number(statistic: str, rows: Sequence[Row]) -> tuple[int, float | None]:
    """Return how many cases there are and their number; where too many are open, that by now."""
    if not rows:
        return 0, 0.0 if statistic == "count" else None
    if statistic == "count":
        return len(rows), float(len(rows))
    if statistic == "share":
        return len(rows), sum(1 for row in rows if row["is_reached"]) / len(rows)
    share = 0.5 if statistic == "median" else 0.9
    amounts, is_open = [row["amount"] for row in rows], [row["is_reached"] is False for row in rows]
    by_now = sorted(amounts)[ceil(share * len(rows) - 1e-9) - 1]  # if all that is open ended now
    found = survival.quantile(amounts, is_open, share) if any(is_open) else None
    return len(rows), by_now if found is None else found


def by_period(statistic: str, rows: Sequence[Row]) -> dict[dt.date | None, tuple[int, float | None]]:
    """Return the numbers of each period that has a case, and under None that of all."""
    periods = sorted({row["period_from"] for row in rows})
    found: dict[dt.date | None, tuple[int, float | None]] = {
        period: number(statistic, [row for row in rows if row["period_from"] == period]) for period in periods
    }
    return found | ({None: number(statistic, rows)} if rows else {})
