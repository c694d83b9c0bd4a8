"""Is a measure what it says: its sentence, its statistic, its editions?"""

import datetime as dt
import re

import polars as pl
import pytest

from counterfoil.scorecards.measure import (
    COUNT_OF,
    LESS,
    MEDIAN,
    MORE,
    P90,
    SHARE_OF,
    STATISTICS,
    Measure,
    Tables,
    Window,
    measure,
)
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.tables.scorecard_measure import COUNT, DAYS, HOURS, INSIDE, OUTSIDE, SHARE
from counterfoil.tables.table_names import CONTRACTS

UNITS = {SHARE_OF: (SHARE,), COUNT_OF: (COUNT,), MEDIAN: (HOURS, DAYS, COUNT), P90: (HOURS, DAYS)}
OF_OUTSIDERS = ("notice", "notice_listing", "reappearance", "event", "label", "page_check")


def some(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of some things,
    those that are so."""
    return pl.LazyFrame()


def test_the_sentence_is_what_the_function_says_of_itself() -> None:
    made = measure("some", unit=SHARE, statistic=SHARE_OF, needs=(), better=MORE)(some)
    assert made.says == "Of some things, those that are so."
    assert (made.editions, made.least, made.is_stock) == ((INSIDE,), 5, False)


@pytest.mark.parametrize("wrong", [{"unit": "weeks"}, {"statistic": "mean"}, {"editions": ("both",)}])
def test_a_measure_that_nobody_can_count_is_refused(wrong: dict[str, str]) -> None:
    right = {"unit": SHARE, "statistic": SHARE_OF, "needs": (), "better": MORE}
    with pytest.raises(ValueError, match="is not one of those"):
        measure("some", **(right | wrong))


def test_the_end_of_a_window_is_that_of_its_last_day() -> None:
    window = Window("x", dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    assert window.end == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("one", MEASURES.values(), ids=lambda one: one.name)
def test_a_measure_is_well_formed(one: Measure) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name)
    assert one.says.endswith(".")
    assert len(one.says) < 200
    assert one.statistic in STATISTICS
    assert one.unit in UNITS[one.statistic]
    assert one.better in (MORE, LESS)
    assert one.needs
    assert set(one.needs) <= set(CONTRACTS)
    if OUTSIDE in one.editions:
        assert set(one.needs) <= set(OF_OUTSIDERS)


def test_a_measure_stands_under_its_name() -> None:
    assert [one.name for one in MEASURES.values()] == list(MEASURES)
    assert len(MEASURES) >= 60
