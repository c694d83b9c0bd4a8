"""May the risk be read as a probability?"""

import datetime as dt

import polars as pl
from tests.targeting.learning.examinations_drawn import drawn

from counterfoil.targeting.learning.held_back import is_calibrated
from counterfoil.targeting.learning.risk_model import fit

DAY = dt.date(2026, 3, 2)
ROWS = pl.DataFrame(
    {
        "examined_on": [DAY + dt.timedelta(days=number // 10) for number in range(1_000)],
        "is_found": [number % 4 == 0 for number in range(1_000)],
        "sample_weight": [1.0] * 1_000,
    }
)


def told(risk: float) -> bool:
    """Return whether one risk for all is what the last days held: of 200 a quarter."""
    return is_calibrated(ROWS, lambda _, later: pl.Series("risk", [risk] * later.height))


def test_expected_finds_are_compared_with_those_of_the_last_days() -> None:
    assert told(0.25)
    assert told(0.30)  # 60 expected, 50 found, 6.5 by chance
    assert not told(0.35)
    assert not told(0.17)


def test_riskiest_are_compared_alone_too() -> None:
    """As many in all, but those it ranks first hold no more than the others."""
    ranked = pl.Series("risk", [0.65] * 40 + [0.15] * 160)
    assert round(ranked.sum(), 6) == 50
    assert not is_calibrated(ROWS, lambda _, later: ranked.head(later.height))


def test_the_last_days_are_not_learned_from() -> None:
    def risks(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.Series:
        assert earlier["examined_on"].max() < later["examined_on"].min()  # type: ignore[operator]
        assert (earlier.height, later.height) == (800, 200)
        return pl.Series("risk", [0.25] * later.height)

    assert is_calibrated(ROWS, risks)


def test_one_day_of_examinations_says_nothing() -> None:
    assert not is_calibrated(ROWS.with_columns(examined_on=pl.lit(DAY)), lambda _, later: later["sample_weight"])


def test_trade_that_changed_is_not_calibrated() -> None:
    rows = drawn(1_000).with_columns(inspector=pl.lit(None, dtype=pl.String))
    steady = fit(rows, seed=1)
    late = pl.col("examined_on") >= rows["examined_on"].quantile(0.8)
    changed = fit(rows.with_columns(is_found=pl.col("is_found") | (late & (pl.int_range(pl.len()) % 2 == 0))), seed=1)
    assert steady is not None
    assert changed is not None
    assert (steady.calibrated, changed.calibrated) == (True, False)
