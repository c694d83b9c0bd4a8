"""Does what was skipped differ in risk, and how far could the share be off? Held against scipy and small sums."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from counterfoil.targeting.unopened import reach, skew
from targeting.drawn_worklists import DAY


def rows(drawn: str) -> pl.DataFrame:
    """Return selected shipments: facility, risk, p, outcome, result."""
    lines = [line.split() for line in drawn.strip().splitlines()]
    names = ("facility", "risk", "probability", "outcome", "result")
    words = [dict(zip(names, [word.replace("_", " ") for word in line], strict=True)) for line in lines]
    table = pl.DataFrame(words).with_columns(
        pl.col("risk", "probability").cast(pl.Float64), how=pl.lit("drawn"), selected_for=pl.lit(DAY)
    )
    return table.with_columns(result=pl.when(pl.col("result") != "-").then("result"))


def of(opened: list[float], skipped: list[float], facility: str = "Reno") -> pl.DataFrame:
    lines = [f"{facility} {risk} 1 opened_as_drawn nothing_found" for risk in opened]
    return rows("\n".join([*lines, *(f"{facility} {risk} 1 no_answer -" for risk in skipped)]))


def test_what_was_skipped_is_riskier_than_what_was_opened() -> None:
    found = skew(of([0.1, 0.2, 0.3, 0.4, 0.5, 0.15], [0.6, 0.7, 0.8, 0.9, 0.95]))
    assert (found.opened, found.skipped, found.riskier) == (6, 5, 1.0)
    assert found.is_told


def test_a_difference_between_facilities_is_none_within_them() -> None:
    """In one building all is risky and nothing was opened early; pooled, the skipped would look far riskier."""
    risky, tame = [0.9, 0.8, 0.7, 0.6] * 3, [0.4, 0.3, 0.2, 0.1] * 3
    both = pl.concat([of(risky[:4], risky, "Reno"), of(tame, tame[:4], "Ohio")])
    found = skew(both)
    assert found.riskier == pytest.approx(0.5)
    assert found.p_value == pytest.approx(1.0)
    assert not found.is_told
    assert skew(both.with_columns(facility=pl.lit("one"))).is_told


@pytest.mark.parametrize(("opened", "skipped"), [([], [0.5] * 9), ([0.5] * 9, []), ([0.1] * 9, [0.9] * 4)])
def test_too_few_tell_nothing(opened: list[float], skipped: list[float]) -> None:
    found = skew(of(opened, skipped))
    assert (found.opened, found.skipped, found.riskier, found.p_value) == (len(opened), len(skipped), None, None)
    assert not found.is_told


RISKS = st.lists(st.integers(0, 20).map(lambda tenth: tenth / 20), min_size=5, max_size=30)


@given(RISKS, RISKS)
def test_of_one_facility_it_is_the_test_of_mann_and_whitney(opened: list[float], skipped: list[float]) -> None:
    found = skew(of(opened, skipped))
    known = mannwhitneyu(skipped, opened, use_continuity=False, method="asymptotic")
    assert found.riskier == pytest.approx(known.statistic / (len(opened) * len(skipped)))
    if len(set(opened + skipped)) > 1:
        assert found.p_value == pytest.approx(known.pvalue)
    else:
        assert found.p_value == 1.0


def test_without_a_difference_it_is_told_in_one_of_twenty() -> None:
    chance = np.random.default_rng(7)
    told = 0
    for _ in range(200):
        facilities = [of([*chance.random(12)], [*chance.random(6)], name) for name in ("Reno", "Ohio")]
        told += skew(pl.concat(facilities)).is_told
    assert 3 <= told <= 19  # 10 expected; 99 % of binomial draws


def test_how_far_the_share_could_be_off() -> None:
    found = reach(
        rows("""
        Reno .9 1   opened_as_drawn       counterfeit
        Reno .5 .5  opened_on_another_day nothing_found
        Reno .5 .5  opened_twice          undecided
        Reno .2 .2  no_answer             -
        """)
    )
    assert found == pytest.approx((3 / 10, 1 / 10, 8 / 10))


def test_where_all_was_opened_the_bounds_meet() -> None:
    found = reach(rows("Reno .9 1 opened_as_drawn counterfeit\nReno .2 .25 opened_as_drawn nothing_found"))
    assert found == pytest.approx((1, 1 / 5, 1 / 5))
