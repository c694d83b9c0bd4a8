"""Which day is so many business days after another? Weekends and US federal holidays do not count.

Federal holidays: 5 USC 6103, as the package holidays has them, observed days included.
"""

import datetime as dt
from functools import cache

import holidays

_WEEKEND = 5  # Saturday, as weekdays are counted from Monday's 0


def is_business_day(day: dt.date) -> bool:
    """Return whether a day is neither on a weekend nor a US federal holiday."""
    return day.weekday() < _WEEKEND and day not in _federal_holidays(day.year)


def after(day: dt.date, days: int) -> dt.date:
    """Return the day that is `days` business days after `day`, which itself is not counted."""
    while days > 0:
        day += dt.timedelta(days=1)
        days -= is_business_day(day)
    return day


@cache
def _federal_holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("US", years=year))
