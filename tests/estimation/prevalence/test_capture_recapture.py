"""How many fakes did nobody report? Against the textbooks' figures."""

from math import exp, log1p

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.capture_recapture import CHAO, CHAPMAN, Recaptured, capture_recapture


def captures(patterns: dict[str, int]) -> pl.DataFrame:
    """Return the reports of so many units for each set of sources, a letter to a source."""
    rows, unit = [], 0
    for sources, number in patterns.items():
        for _ in range(number):
            unit += 1
            rows += [(f"u{unit}", source) for source in sources]
    return pl.DataFrame(rows, schema={"unit_id": pl.String, "source": pl.String}, orient="row")


def estimate(found: Recaptured, method: str) -> float:
    return float(found.rows.filter(pl.col("method").str.starts_with(method))["estimate"][0])


def test_chapmans_estimate_of_two_sources() -> None:
    """100 and 80, of which 20 in both: 101 × 81 / 21 − 1 = 388.57; Seber's variance 101 × 81 × 80 × 60 / (21² × 22)."""
    found = capture_recapture(captures({"ab": 20, "a": 80, "b": 60}))
    assert (found.seen, found.sources) == (160, (("a", 100), ("b", 80)))
    assert estimate(found, CHAPMAN) == pytest.approx(101 * 81 / 21 - 1)
    low, high = found.rows.select("low", "high").row(0)
    unseen, variance = 101 * 81 / 21 - 1 - 160, 101 * 81 * 80 * 60 / (21**2 * 22)
    assert (low - 160) * (high - 160) == pytest.approx(unseen**2)  # log-normal around what was not seen
    assert (high - 160) / unseen == pytest.approx(exp(1.959964 * log1p(variance / unseen**2) ** 0.5))


def test_where_all_are_seen_by_both_there_are_no_more() -> None:
    found = capture_recapture(captures({"ab": 50}))
    assert found.rows.row(0) == (CHAPMAN, 50.0, 50.0, 50.0)


def test_three_independent_sources_are_recovered_exactly() -> None:
    """1,000 units, seen with 1/2, 2/5 and 1/5: each pattern as often as expected, and 240 seen by none."""
    likely = {"a": 0.5, "b": 0.4, "c": 0.2}
    patterns = {}
    for sources in ("a", "b", "c", "ab", "ac", "bc", "abc"):
        share = 1.0
        for source, chance in likely.items():
            share *= chance if source in sources else 1 - chance
        patterns[sources] = round(1_000 * share)
    found = capture_recapture(captures(patterns))
    assert found.seen == 760
    assert estimate(found, "log-linear, sources independent") == pytest.approx(1_000, abs=0.01)
    assert estimate(found, CHAO) > 760


def test_sources_that_follow_each_other_are_found_and_the_number_grows() -> None:
    """b is reported after a: the model with that pair fits better, and says more than independence does."""
    found = capture_recapture(captures({"abc": 80, "ab": 220, "ac": 20, "bc": 30, "a": 60, "b": 90, "c": 50}))
    assert found.rows["method"].to_list()[-1].endswith("dependent")
    assert estimate(found, "log-linear, 1") > estimate(found, "log-linear, sources independent")


@pytest.mark.parametrize(
    ("patterns", "said"),
    [({"a": 5}, "Only one source"), ({"a": 5, "b": 4}, "reported by two"), ({}, "Only one source")],
)
def test_what_tells_nothing_is_refused(patterns: dict[str, int], said: str) -> None:
    with pytest.raises(UserError, match=said):
        capture_recapture(captures(patterns))


def test_what_a_source_reports_twice_counts_once() -> None:
    once = captures({"ab": 20, "a": 80, "b": 60})
    assert capture_recapture(pl.concat([once, once])).rows.equals(capture_recapture(once).rows)


@given(st.lists(st.integers(0, 30), min_size=7, max_size=7))
def test_no_bound_is_below_what_was_seen_whatever_the_overlap(numbers: list[int]) -> None:
    patterns = dict(zip(("a", "b", "c", "ab", "ac", "bc", "abc"), numbers, strict=True))
    try:
        found = capture_recapture(captures(patterns))
    except UserError:
        assert sum(numbers[3:]) == 0 or sum(numbers[:3]) + sum(numbers[3:]) == 0
        return
    for row in found.rows.iter_rows(named=True):
        assert found.seen <= row["low"] + 1e-6
        assert row["low"] <= row["high"] + 1e-6
