"""What do labels do to weights? They move them within their side and their caps, and no further than they can tell."""

import label_simulator as simulator
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calibration.small import cases, model
from counterfoil.calibration.boosting import by_boosting
from counterfoil.calibration.cases import cases_of, weighed
from counterfoil.calibration.regression import by_regression
from counterfoil.calibration.shape import Shape, sample_of, shape_of
from counterfoil.evidence.weights import Model


def weights_of(fitted: Model) -> dict[str, int]:
    return dict(fitted.kinds.select("kind", "weight").iter_rows())


def test_labels_that_say_what_the_weights_say_leave_them_nearly_alone() -> None:
    # log-odds -1.000 without a sign, -0.200 with one: 27 % and 45 %
    labelled = cases(
        (269, "counterfeit", ""), (731, "genuine", ""), (450, "counterfeit", "odd"), (550, "genuine", "odd")
    )
    fitted = by_regression(labelled, model(), move_prior=True)
    assert weights_of(fitted)["odd"] == pytest.approx(800, abs=10)
    assert fitted.prior == pytest.approx(-1000, abs=10)


def test_many_labels_move_a_weight_to_what_they_show() -> None:
    # 50 % without a sign, 80 % with one: log-odds 0 and 1.386
    labelled = cases(
        (1000, "counterfeit", ""), (1000, "genuine", ""), (1600, "counterfeit", "odd"), (400, "genuine", "odd")
    )
    fitted = by_regression(labelled, model(), move_prior=True)
    assert weights_of(fitted)["odd"] == pytest.approx(1386, abs=15)
    assert fitted.prior == pytest.approx(0, abs=15)


def test_few_labels_move_a_weight_little() -> None:
    eleven = cases((4, "counterfeit", "odd"), (1, "genuine", "odd"), (3, "counterfeit", ""), (3, "genuine", ""))
    assert 800 < weights_of(by_regression(eleven, model(), move_prior=True))["odd"] < 1250  # they show 1,386


def test_a_weight_never_changes_its_side() -> None:
    labelled = cases(
        (200, "genuine", "odd"), (200, "counterfeit", "trusted"), (50, "counterfeit", ""), (50, "genuine", "")
    )
    weights = weights_of(by_regression(labelled, model(), move_prior=True))
    assert weights["odd"] == 0
    assert weights["trusted"] == 0


def test_a_kind_without_labels_keeps_its_weight() -> None:
    labelled = cases((300, "counterfeit", "odd"), (300, "genuine", ""))
    weights = weights_of(by_regression(labelled, model(), move_prior=True))
    assert (weights["silent"], weights["ugly"], weights["trusted"]) == (700, 1500, -1200)


def test_no_weight_exceeds_the_cap_of_its_group() -> None:
    labelled = cases((5000, "counterfeit", "odd"), (5000, "genuine", ""))
    assert weights_of(by_regression(labelled, model(), move_prior=True))["odd"] == 2000


def test_the_prior_stays_where_the_labels_do_not_stand_for_all_offers() -> None:
    labelled = cases(
        (500, "counterfeit", "odd"), (100, "genuine", "odd"), (300, "counterfeit", ""), (300, "genuine", "")
    )
    assert by_regression(labelled, model(), move_prior=False).prior == -1000


def test_the_result_is_the_next_version() -> None:
    fitted = by_regression(cases((5, "counterfeit", "odd"), (5, "genuine", "")), model(), move_prior=True)
    assert fitted.label == "small-5"
    assert fitted.kinds.select("kind", "group", "ground").equals(model().kinds.select("kind", "group", "ground"))


KINDS = st.sampled_from(["", "odd", "ugly", "trusted", "odd ugly", "odd trusted", "odd ugly trusted"])
GROUPS = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from(["counterfeit", "genuine"]), KINDS), min_size=1, max_size=8
)


@given(groups=GROUPS)
@settings(max_examples=20)
def test_whatever_the_labels_the_bounds_hold(groups: list[tuple[int, str, str]]) -> None:
    fitted = by_regression(cases(*groups), model(), move_prior=True)
    shape: Shape = shape_of(model())
    written = fitted.kinds["weight"].to_numpy() / 1000
    assert (written >= shape.lower - 1e-9).all()
    assert (written <= shape.upper + 1e-9).all()


@pytest.fixture(scope="module")
def world(start: Model) -> simulator.World:
    truth = simulator.true_model(start, spread=0.5, prior=-4000, seed=5)
    return simulator.world(truth, start, offers=20_000, seed=6)


def test_the_simulator_adds_up_as_the_engine_does(world: simulator.World, start: Model) -> None:
    rows = cases_of(simulator.labels(world, audited=0.05, seed=7), world.findings, simulator.assessments(world))
    by_simulator = simulator.log_odds(sample_of(rows, start).seen.astype(bool), start) * 1000
    assert weighed(rows, start)["weight"].to_list() == np.rint(by_simulator).astype(int).tolist()


def test_known_weights_are_recovered_from_selected_labels(world: simulator.World, start: Model) -> None:
    labelled = cases_of(simulator.labels(world, audited=0.3, seed=7), world.findings, simulator.assessments(world))
    fitted = by_regression(labelled, start, move_prior=True)
    true = world.truth.kinds["weight"]
    assert (fitted.kinds["weight"] - true).abs().mean() < 0.5 * (start.kinds["weight"] - true).abs().mean()
    assert fitted.prior == pytest.approx(world.truth.prior, abs=200)


def test_without_inverse_weighting_the_selection_would_bias_the_prior(world: simulator.World, start: Model) -> None:
    drawn = simulator.labels(world, audited=0.3, seed=7)
    as_if_all_were_drawn = drawn.with_columns(selection_probability=pl.lit(1.0))
    errors = [
        abs(
            by_regression(cases_of(labels, world.findings, simulator.assessments(world)), start, move_prior=True).prior
            - world.truth.prior
        )
        for labels in (drawn, as_if_all_were_drawn)
    ]
    assert errors[0] < errors[1] / 2


def test_boosting_keeps_sides_caps_and_rare_kinds(world: simulator.World, start: Model) -> None:
    labelled = cases_of(simulator.labels(world, audited=0.05, seed=8), world.findings, simulator.assessments(world))
    fitted = by_boosting(labelled, start, move_prior=True, seed=1)
    shape = shape_of(start)
    written = fitted.kinds["weight"].to_numpy() / 1000
    assert (written >= shape.lower - 1e-9).all()
    assert (written <= shape.upper + 1e-9).all()
    true = world.truth.kinds["weight"]
    assert (fitted.kinds["weight"] - true).abs().mean() < (start.kinds["weight"] - true).abs().mean()
