"""Recall and false alarms from labels, precision by Bayes' rule, and what N reviews a day reach."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.calibration.review_precision import (
    Feed,
    Share,
    curve_of,
    precision_at,
    rates_of,
    reviews_a_day,
    share_of,
    shares_reviewed,
)

LABELS = pl.DataFrame(
    {
        "subject_id": ["a", "a", "b", "c", "d", "gone"],
        "label": ["genuine", "counterfeit", "design", "genuine", "genuine", "counterfeit"],
        "selection_probability": [1.0, 1.0, 0.5, 0.25, 1.0, 1.0],
    }
)
DECIDED = pl.DataFrame({"subject_id": ["a", "b", "c", "d"], "decision": ["hold", "clear", "review", "clear"]})


def test_rates_weigh_each_label_by_its_selection_probability() -> None:
    rates = rates_of(DECIDED, LABELS)
    assert (rates.found.value, rates.found.labels) == (pytest.approx(1 / 3, abs=1e-6), 2)
    assert rates.reviewed.value == 0
    assert rates.alarmed.value == pytest.approx(4 / 5)


def test_without_labels_of_a_kind_nothing_is_known_of_it() -> None:
    rates = rates_of(DECIDED, LABELS.filter(pl.col("label") == "genuine").tail(2))
    assert rates.found == Share(None, 0.0, 1.0, 0)
    assert precision_at(0.01, found=rates.found, alarmed=rates.alarmed).value is None


def test_precision_by_bayes_with_the_ends_of_both_shares() -> None:
    found, alarmed = Share(0.8, 0.7, 0.9, 100), Share(0.005, 0.002, 0.01, 1000)
    got = precision_at(0.01, found=found, alarmed=alarmed)
    assert got.value == pytest.approx(0.008 / (0.008 + 0.00495))
    assert got.low == pytest.approx(0.007 / (0.007 + 0.0099))
    assert got.high == pytest.approx(0.009 / (0.009 + 0.00198))
    assert precision_at(0.01, found=share_of(0, 9), alarmed=share_of(0, 9)).value is None


def test_the_curve_counts_from_the_heaviest_down() -> None:
    labelled = pl.DataFrame({"weight": [5, 5, 3, None, 1], "infringes": [True, False, True, True, False]})
    assert curve_of(labelled).rows() == [(5, 1, 1), (3, 2, 1), (1, 2, 2)]


CURVE = pl.DataFrame({"threshold": [5, 3, 1], "found": [5, 8, 10], "alarmed": [0, 1, 10]})


@pytest.mark.parametrize(
    ("reviews", "found", "alarmed"),
    [
        (25, 0.25, 0.0),  # half of the 50 that weigh 5
        (50, 0.5, 0.0),
        (50 + 39 / 2, 0.65, 0.005),  # half of those that weigh 3: 30 infringing and 9 genuine
        (89, 0.8, 0.01),
        (5_000, 1.0, 0.1),
    ],
)
def test_what_so_many_reviews_reach(reviews: float, found: float, alarmed: float) -> None:
    shares = shares_reviewed(CURVE, (10, 100), Feed(1000, 0.1), reviews=reviews)
    assert [share.value for share in shares] == pytest.approx([found, alarmed])


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.booleans()), min_size=2),
    st.integers(0, 2000),
    st.sampled_from([0.001, 0.01, 0.05]),
)
def test_no_more_is_reviewed_than_the_reviewers_can(
    rows: list[tuple[int, bool]], reviews: int, prevalence: float
) -> None:
    rows = [*rows, (0, True), (0, False)]
    labelled = pl.DataFrame(rows, schema={"weight": pl.Int64, "infringes": pl.Boolean}, orient="row")
    sizes = (labelled["infringes"].sum(), (~labelled["infringes"]).sum())
    feed = Feed(1000, prevalence)
    found, alarmed = shares_reviewed(curve_of(labelled), sizes, feed, reviews=reviews)
    assert found.value is not None
    assert alarmed.value is not None
    assert reviews_a_day(feed, found=found.value, alarmed=alarmed.value) == pytest.approx(min(reviews, 1000))
