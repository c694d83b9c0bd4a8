"""What do few examinations teach?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from tests.targeting.learning.examinations_drawn import STRICTNESS, drawn

from counterfoil.targeting.learning.columns import Columns, coded
from counterfoil.targeting.learning.people import averaged, people_of, spread_of
from counterfoil.targeting.learning.regression import SPREAD, Labels, contributions, fit_regression, level

NOBODY = csr_matrix((400, 0))


def test_ridge_is_that_of_another_library() -> None:
    """scikit-learn's C is the variance of an effect where each row counts once."""
    rows = drawn(400)
    columns = Columns({"origin": ("AA", "BB", "CC")}, ())
    told = coded(rows, columns)
    labels = Labels(rows["is_found"].to_numpy().astype(float), np.ones(400))
    effects = np.array(fit_regression(told, columns, NOBODY, labels).regression.effects["origin"])
    one_hot = (told == np.arange(3)).astype(float)
    theirs = LogisticRegression(C=SPREAD**2, tol=1e-8, max_iter=1_000).fit(one_hot, labels.found).coef_[0]
    np.testing.assert_allclose(effects - effects[0], theirs - theirs[0], atol=1e-3)
    assert one_hot.mean(axis=0) @ effects == pytest.approx(0.0, abs=1e-9)


def test_effects_of_people_are_found_and_kept_apart() -> None:
    rows = drawn(6_000)
    columns = Columns({"origin": ("AA", "BB", "CC")}, ("unit_price",))
    labels = Labels(rows["is_found"].to_numpy().astype(float), np.ones(6_000))
    added = fit_regression(coded(rows, columns), columns, people_of(rows), labels).people
    by_inspector = {name: added[(rows["inspector"] == name).to_numpy()].mean() for name in STRICTNESS}
    assert by_inspector["inspector:3"] - by_inspector["inspector:1"] == pytest.approx(3.0, abs=0.4)


def test_numbers_are_told_by_their_standing() -> None:
    """Ties stand in their middle, what is not known in the middle of all, what lies beyond at the end."""
    columns = Columns({}, ("price",))
    values = np.concatenate([np.zeros(200), np.arange(200.0)])[:, None]
    labels = Labels(np.concatenate([np.zeros(300), np.ones(100)]), np.ones(400))
    regression = fit_regression(values, columns, NOBODY, labels).regression
    asked = np.array([[0.0], [1e9], [-5.0], [np.nan], [100.0]])
    told = contributions(regression, asked, columns)[:, 0] / regression.slopes["price"]
    assert told == pytest.approx([-0.5, 1.0, -1.0, 0.0, 0.5], abs=0.03)


@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans(), st.floats(0.1, 5)), min_size=2, max_size=20))
def test_level_expects_as_many_finds_as_there_were(rows: list[tuple[float, bool, float]]) -> None:
    score, found, weight = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    if found.min() == found.max():
        return
    expected = weight @ (1 / (1 + np.exp(-score - level(score, Labels(found, weight)))))
    assert expected == pytest.approx(weight @ found, abs=0.01 * weight.sum())


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=200), st.floats(-8, 8))
def test_average_over_people_is_the_mean_over_rows(added: list[float], score: float) -> None:
    people = np.array(added)
    spread = spread_of(people, np.ones(len(people)))
    assert sum(spread.share) == pytest.approx(1.0)
    slow = np.mean([1 / (1 + np.exp(-score - one)) for one in added])
    assert averaged(np.array([score]), spread)[0] == pytest.approx(slow, abs=0.02)
