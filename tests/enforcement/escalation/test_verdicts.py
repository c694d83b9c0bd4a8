"""What does a period say, and is it k of n? Drawn months, and a slow twin of the rule."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.escalation.verdicts import (
    failing_in,
    good_run,
    in_order,
    in_words,
    interval_in_words,
    verdict_of,
    without_gap,
)
from counterfoil.errors import UserError
from enforcement.escalation.periods import failure, measure, verdicts
from reference.k_of_n import slow_failing, slow_good_run, slow_tail

LETTERS = st.text("fgutn.", max_size=14)


@pytest.mark.parametrize(
    ("drawn", "failing_by", "good_by", "said"),
    [
        ("f", "sure end", "value", "failing"),
        ("f", "value", "value", "failing"),
        ("u", "sure end", "value", "neither"),
        ("u", "value", "value", "failing"),
        ("g", "sure end", "value", "good"),
        ("g", "sure end", "sure end", "good"),
        ("t", "value", "value", "neither"),
        ("n", "value", "value", "neither"),
    ],
)
def test_the_verdict_of_a_period(drawn: str, failing_by: str, good_by: str, said: str) -> None:
    found = verdict_of(measure(1, drawn), failure(failing_by=failing_by, good_by=good_by))
    assert found.verdict == said
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("better", "value", "low", "high", "failing_by", "good_by", "said"),
    [
        ("less", 72.0, 70.0, 74.0, "value", "value", "good"),  # the threshold itself is within
        ("less", 72.1, 70.0, 74.0, "value", "value", "failing"),
        ("less", 80.0, 72.0, 90.0, "sure end", "value", "neither"),
        ("less", 80.0, 72.1, 90.0, "sure end", "value", "failing"),
        ("less", 60.0, 50.0, 80.0, "sure end", "sure end", "neither"),
        ("less", 60.0, 50.0, 72.0, "sure end", "sure end", "good"),
        ("more", 60.0, 50.0, 71.0, "sure end", "value", "failing"),
        ("more", 60.0, 50.0, 73.0, "sure end", "value", "neither"),
        ("more", 80.0, 70.0, 90.0, "sure end", "value", "good"),
        ("more", 80.0, 70.0, 90.0, "sure end", "sure end", "neither"),
        ("less", 80.0, None, None, "sure end", "value", "neither"),
        ("less", 60.0, None, None, "sure end", "value", "good"),
    ],
)
def test_which_end_counts(
    better: str, value: float, low: float | None, high: float | None, failing_by: str, good_by: str, said: str
) -> None:
    rule = failure(better=better, failing_by=failing_by, good_by=good_by)
    assert verdict_of(measure(1, "f", value=value, low=low, high=high), rule).verdict == said


def test_why_nothing_can_be_told_is_told() -> None:
    assert verdict_of(measure(1, "t"), failure()).why == "Too few: Too few notices."
    assert "on both sides" in verdict_of(measure(1, "u"), failure()).why


@pytest.mark.parametrize(
    ("drawn", "k", "n", "is_failure"),
    [
        ("gff", 2, 3, True),
        ("fgf", 2, 3, True),
        ("fug", 2, 3, False),
        ("ff", 2, 3, True),  # fewer than n are there, and k of them fail already
        ("f", 2, 3, False),
        ("ffggg", 2, 3, False),  # the newest count
        ("fftn", 2, 4, True),
        ("fftnt", 2, 4, False),  # what was not measured keeps its place
        ("ff.f", 2, 3, False),  # before a gap nothing counts
        ("ff.ff", 2, 3, True),
        ("", 1, 1, False),
    ],
)
def test_k_of_n(drawn: str, k: int, n: int, is_failure: bool) -> None:
    assert bool(failing_in(without_gap(verdicts(drawn)), k=k, n=n)) == is_failure


@given(drawn=LETTERS, n=st.integers(1, 8), data=st.data())
def test_the_rule_and_its_slow_twin_agree(drawn: str, n: int, data: Any) -> None:
    k = data.draw(st.integers(1, n))
    tail = without_gap(verdicts(drawn))
    assert [one.first.month for one in tail] == [place + 1 for place in slow_tail(drawn)] or len(drawn) > 12
    assert bool(failing_in(tail, k=k, n=n)) == slow_failing(drawn, k, n)
    assert good_run(tail) == slow_good_run(drawn)


def test_periods_that_overlap_are_refused() -> None:
    quarter = verdict_of(measure(1, "f", period_until=measure(3, "f")["period_until"]), failure())
    with pytest.raises(UserError, match="overlap"):
        in_order([*verdicts("fff"), quarter])


def test_numbers_in_words() -> None:
    assert in_words(72.0, "hours") == "72 hours"
    assert in_words(1234.56, "hours") == "1,234.6 hours"
    assert in_words(0.25, "share") == "25.0 %"
    assert in_words(12.0, "count") == "12"
    assert interval_in_words(10.0, 20.5, "days") == "10 to 20.5 days"
    assert interval_in_words(0.1, 0.2, "share") == "10.0 % to 20.0 %"


@pytest.mark.parametrize(
    ("better", "value", "low", "failing_by", "said"),
    [
        ("less", 2_000.0, 2_000.0, "sure end", "failing"),  # 40 of 40 listings are open, each for 2,000 hours
        ("less", 20.0, 20.0, "sure end", "neither"),  # 40 of 40 open for 20 hours: nobody recovers by that
        ("less", 20.0, 20.0, "value", "neither"),
        ("less", 90.0, None, "sure end", "neither"),
        ("less", 90.0, None, "value", "failing"),
        ("more", 90.0, 80.0, "sure end", "good"),
        ("more", 20.0, 10.0, "value", "neither"),
    ],
)
def test_a_lower_bound_can_be_too_much_and_never_little_enough(
    better: str, value: float, low: float | None, failing_by: str, said: str
) -> None:
    row = measure(1, "g") | {"value": value, "low": low, "high": None, "is_at_least": True}
    found = verdict_of(row, failure(better=better, failing_by=failing_by, good_by="value"))
    assert found.verdict == said, found.why
    assert found.why.startswith("At least")
