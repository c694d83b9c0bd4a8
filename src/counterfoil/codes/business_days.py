"""Which day is so many business days after another? Weekends and public holidays do not count.

US federal holidays are those of 5 USC 6103; Chinese ones those that the State Council decrees, with the weekend days on
which work is done instead. Both as the package holidays has them, observed days included.
"""

import datetime as dt
from functools import cache

import holidays

FEDERAL, CHINESE = "US", "CN"


def is_business_day(day: dt.date, *, country: str = FEDERAL) -> bool:
    """Return whether work is done in a country on a day: FEDERAL or CHINESE."""
    return bool(_calendar(country).is_working_day(day))


def after(day: dt.date, days: int, *, country: str = FEDERAL) -> dt.date:
    """Return the day that is `days` business days after `day`, which itself is not counted."""
    while days > 0:
        day += dt.timedelta(days=1)
        days -= is_business_day(day, country=country)
    return day


def holidays_between(first: dt.date, last: dt.date, *, country: str = FEDERAL) -> list[tuple[dt.date, str]]:
    """Return the public holidays after `first` and up to `last` that fall on weekdays, with their names."""
    days = [first + dt.timedelta(days=number) for number in range(1, (last - first).days + 1)]
    calendar = _calendar(country)
    return [(day, calendar[day]) for day in days if day.weekday() < _WEEKEND and day in calendar]


_WEEKEND = 5  # Saturday, as weekdays are counted from Monday's 0


@cache
def _calendar(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)
