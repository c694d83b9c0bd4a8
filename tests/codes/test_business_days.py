"""The vectors of law.md that count business days (§2.6 T9, §5.3): holidays on 19 June and 4 July 2025."""

import datetime as dt

import pytest

from counterfoil.codes.business_days import after, is_business_day


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (dt.date(2025, 6, 16), 5, dt.date(2025, 6, 24)),  # presented → decided
        (dt.date(2025, 6, 24), 5, dt.date(2025, 7, 1)),  # decided → notice
        (dt.date(2025, 6, 24), 7, dt.date(2025, 7, 3)),  # importer's seven business days
        (dt.date(2025, 7, 16), 30, dt.date(2025, 8, 27)),  # seizure → owner
        (dt.date(2025, 6, 16), 10, dt.date(2025, 7, 1)),  # counter-notice, earliest
        (dt.date(2025, 6, 16), 14, dt.date(2025, 7, 8)),  # counter-notice, latest
        (dt.date(2026, 7, 1), 1, dt.date(2026, 7, 2)),
        (dt.date(2026, 7, 2), 1, dt.date(2026, 7, 6)),  # 4 July is a Saturday and kept on the Friday
        (dt.date(2026, 7, 3), 0, dt.date(2026, 7, 3)),
    ],
)
def test_days(day: dt.date, days: int, expected: dt.date) -> None:
    assert after(day, days) == expected


def test_weekends_and_holidays_are_no_business_days() -> None:
    assert not is_business_day(dt.date(2025, 6, 19))
    assert not is_business_day(dt.date(2025, 6, 21))
    assert is_business_day(dt.date(2025, 6, 20))
