"""Do the intervals give the published figures?

R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in
Medicine 17 (1998), 857-872, table I: methods 3 (Wilson), 5 (Clopper and Pearson) and 6 (mid-P).
"""

import polars as pl
import pytest

from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import CLOPPER_PEARSON, MID_P, WILSON, Settings
from counterfoil.intervals.mid_p import interval_of_share
from counterfoil.intervals.weighted import wilson_of

TABLE = [  # finds, number, Wilson, Clopper and Pearson, mid-P
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676), (0.2544, 0.3658)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617), (0.0601, 0.1581)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684), (0.0000, 0.1391)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776), (0.0017, 0.1585)),
]
Bounds = tuple[float, float]


@pytest.mark.parametrize(("finds", "number", "wilson", "plain", "mid"), TABLE)
def test_of_a_share(finds: int, number: int, wilson: Bounds, plain: Bounds, mid: Bounds) -> None:
    share = finds / number
    assert wilson_of(share, number, level=0.95) == pytest.approx(wilson, abs=6e-5)
    assert interval_of_share(share, number, mid=False) == pytest.approx(plain, abs=6e-5)
    assert interval_of_share(share, number) == pytest.approx(mid, abs=6e-5)


@pytest.mark.parametrize(("finds", "number", "wilson", "plain", "mid"), TABLE)
def test_of_a_plain_sample_of_a_large_population(
    finds: int, number: int, wilson: Bounds, plain: Bounds, mid: Bounds
) -> None:
    rows = pl.DataFrame({"is_found": [at < finds for at in range(number)], "probability": [1e-7] * number})
    for name, bounds in ((WILSON, wilson), (CLOPPER_PEARSON, plain), (MID_P, mid)):
        told = prevalence(rows, settings=Settings(interval=name))
        assert (told.low, told.high) == pytest.approx(bounds, abs=6e-5), name
