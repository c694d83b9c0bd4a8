"""Does the map from weight to probability rise, and does the curve say how well it holds?"""

import itertools

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.calibration.curve import calibration_error, fitted_map, log_loss, reliability


def rows(*counts: tuple[int, int, int]) -> pl.DataFrame:
    """Return labels: weight, how many infringe, how many do not."""
    drawn = [(weight, at < bad) for weight, bad, good in counts for at in range(bad + good)]
    table = pl.DataFrame(drawn, schema={"weight": pl.Int64, "infringes": pl.Boolean}, orient="row")
    return table.with_columns(sample_weight=pl.lit(1.0))


def test_weights_that_mean_what_they_say_are_mapped_to_themselves() -> None:
    # 269 of 1000 is log-odds -1.000, 731 of 1000 is 1.000
    points = fitted_map(rows((-1000, 269, 731), (1000, 731, 269)))
    assert points[0] == (-1000, pytest.approx(-1000, abs=5))
    assert points[-1] == (1000, pytest.approx(1000, abs=5))


def test_weights_that_say_too_much_are_flattened() -> None:
    points = fitted_map(rows((-4000, 269, 731), (4000, 731, 269)))
    assert points[0][1] == pytest.approx(-1000, abs=100)
    assert points[-1][1] == pytest.approx(1000, abs=100)


def test_labels_of_one_weight_still_give_a_map() -> None:
    (low, high) = fitted_map(rows((500, 10, 10)))
    assert low[0] == 500 < high[0]
    assert low[1] == pytest.approx(0, abs=5)


@given(
    counts=st.lists(
        st.tuples(st.integers(-9000, 9000), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12
    ).filter(lambda drawn: sum(bad + good for _, bad, good in drawn) > 0)
)
@settings(max_examples=30)
def test_more_weight_is_never_less_probable(counts: list[tuple[int, int, int]]) -> None:
    points = fitted_map(rows(*counts))
    assert len(points) >= 2
    assert all(one[0] < other[0] and one[1] <= other[1] for one, other in itertools.pairwise(points))


def test_the_curve_has_bins_of_equal_count_with_what_was_predicted_and_seen() -> None:
    predicted = pl.DataFrame(
        {"probability": [0.1] * 10 + [0.9] * 10, "infringes": [True] + [False] * 10 + [True] * 9}
    ).with_columns(sample_weight=pl.lit(2.0))
    curve = reliability(predicted)
    assert curve.select("n", "predicted", "observed", "share_of_weight").rows() == [
        (10, 0.1, 0.1, 0.5),
        (10, 0.9, 0.9, 0.5),
    ]
    assert curve["low"][0] == pytest.approx(0.0179, abs=1e-4)  # Wilson, 1 of 10
    assert curve["high"][0] == pytest.approx(0.4042, abs=1e-4)
    assert calibration_error(curve) == 0


def test_the_error_is_the_mean_distance() -> None:
    predicted = pl.DataFrame({"probability": [0.1] * 4 + [0.9] * 4, "infringes": [False] * 4 + [True] * 4})
    assert calibration_error(reliability(predicted.with_columns(sample_weight=pl.lit(1.0)))) == pytest.approx(0.1)


def test_log_loss_of_a_coin_is_the_logarithm_of_two() -> None:
    predicted = pl.DataFrame({"probability": [0.5, 0.5], "infringes": [True, False], "sample_weight": [1.0, 9.0]})
    assert log_loss(predicted) == pytest.approx(0.693147, abs=1e-6)


def test_a_prediction_that_was_certain_and_wrong_costs_much_and_not_everything() -> None:
    predicted = pl.DataFrame({"probability": [0.0], "infringes": [True], "sample_weight": [1.0]})
    assert 10 < log_loss(predicted) < 20
