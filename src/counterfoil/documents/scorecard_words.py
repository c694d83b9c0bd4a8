"""How are the numbers of a scorecard said? Numbers with their unit, intervals, periods and trends in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from counterfoil.tables.scorecard_measure import COUNT, DAYS, HOURS, SHARE
from counterfoil.tables.scorecard_trend import NONE_TOLD, RISING, TOO_SHORT

Row = Mapping[str, Any]
UNIT_WORDS: Final = {SHARE: " %", HOURS: " h", DAYS: " days", COUNT: ""}
_WHOLE_FROM = 100  # from here on decimals tell nothing more
_NONE = "–"


def figure(value: float | None, unit: str) -> str:
    """Return a number without its unit: `61.9`, `312`, `1,204`; a share in per cent; a dash for none."""
    if value is None:
        return _NONE
    shown = value * 100 if unit == SHARE else value
    if unit == COUNT and shown == round(shown):
        return f"{shown:,.0f}"
    return f"{shown:,.0f}" if shown >= _WHOLE_FROM else f"{shown:.1f}"


def number(value: float | None, unit: str, *, is_at_least: bool = False) -> str:
    """Return a number with its unit: `61.9 %`, `31.5 h`, `at least 312 h`."""
    if value is None:
        return _NONE
    return f"{'at least ' if is_at_least else ''}{figure(value, unit)}{UNIT_WORDS[unit]}"


def interval(row: Row) -> str:
    """Return the interval of a row with `low`, `high` and `unit`: `26.0 to 44.0 h`, `over 26.0 h`; a dash for none."""
    low, high, unit = row["low"], row["high"], row["unit"]
    if low is None and high is None:
        return _NONE
    if high is None:
        return f"over {number(low, unit)}"
    return f"up to {number(high, unit)}" if low is None else f"{figure(low, unit)} to {number(high, unit)}"


def is_at_least(row: Row) -> bool:
    """Return whether so many cases are open that the number is a lower bound."""
    return bool(row.get("is_at_least"))


def period(first: dt.date, last: dt.date, *, short: bool = False) -> str:
    """Return `October 2026`, `July to September 2026`, `5 to 11 October 2026`, `28 December 2026 to 3 January 2027`."""
    month = "%b" if short else "%B"
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:{month} %Y}"
        begun = f"{first:{month}}" if first.year == last.year else f"{first:{month} %Y}"
        return f"{begun} to {last:{month} %Y}"
    if (first.year, first.month) == (last.year, last.month):
        days = f"{first.day}" if first == last else f"{first.day} to {last.day}"
        return f"{days} {last:{month} %Y}"
    begun = f"{first.day} {first:{month}}" if first.year == last.year else f"{first.day} {first:{month} %Y}"
    return f"{begun} to {last.day} {last:{month} %Y}"


def trend_words(trend: Row, kind: str) -> str:
    """Return a trend as a sentence's end: `falling by 6.1 h a month since May 2026 (2.8 to 9.4)`."""
    if trend["trend"] == TOO_SHORT:
        many = trend["periods"]
        return f"no trend from {many:,} {kind}{'' if many == 1 else 's'} with a number" if many else TOO_SHORT
    since = f"since {period_begun(trend['since'], kind)}"
    if trend["trend"] == NONE_TOLD:
        return f"{NONE_TOLD} {since}"
    unit = " points" if trend["unit"] == SHARE else UNIT_WORDS[trend["unit"]]
    change, *ends = (figure(abs(trend[name]), trend["unit"]) for name in ("slope", "slope_low", "slope_high"))
    ends = ends if trend["trend"] == RISING else ends[::-1]
    return f"{trend['trend']} by {change}{unit} a {kind} {since} (95 %: {' to '.join(ends)})"


def period_begun(first: dt.date, kind: str) -> str:
    """Return since when: `May 2026`, or the day where it is no first of a month or the period is a week."""
    return f"{first:%B %Y}" if first.day == 1 and kind != "week" else f"{first.day} {first:%B %Y}"
