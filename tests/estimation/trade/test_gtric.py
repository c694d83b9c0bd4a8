"""The index of counterfeit trade, against the worked vectors of law.md 6.4 and what it must always keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.estimation.trade.gtric import BY_CELL, BY_REPORTER, Reading, counterfeiting_factor, gtric

SEIZED = np.array([[60.0, 30, 10], [10, 10, 30]])
IMPORTED = np.array([[100.0, 400, 500], [200, 300, 500]])
SEIZED_FROM = np.array([[70.0, 20, 10], [20, 20, 10]])
IMPORTED_FROM = np.array([[300.0, 200, 500], [400, 300, 300]])

# seized, imported, weight, ddof, factor, index: law.md 6.4
VECTORS = [
    (SEIZED, IMPORTED, BY_REPORTER, 1, [2.666667, 0.714286, 0.70], [0.871140, 0.257749, 0.251102]),
    (SEIZED, IMPORTED, BY_REPORTER, 0, [2.666667, 0.714286, 0.70], [0.920206, 0.232465, 0.225146]),
    (SEIZED, IMPORTED, BY_CELL, 1, [2.222222, 0.734694, 0.70], [0.873335, 0.277313, 0.258170]),
    (SEIZED_FROM, IMPORTED_FROM, BY_REPORTER, 1, [1.571429, 1.2, 0.375], [0.784256, 0.619138, 0.115248]),
    (SEIZED_FROM, IMPORTED_FROM, BY_REPORTER, 0, [1.571429, 1.2, 0.375], [0.835551, 0.651208, 0.080183]),
]


@pytest.mark.parametrize(("seized", "imported", "weight", "ddof", "factor", "index"), VECTORS)
def test_the_vectors_of_the_sheet(
    seized: np.ndarray, imported: np.ndarray, weight: str, ddof: int, factor: list[float], index: list[float]
) -> None:
    found = gtric(seized, imported, Reading(weight, ddof))
    assert found.factor == pytest.approx(factor, abs=1e-6)
    assert found.index == pytest.approx(index, abs=1e-6)


def test_what_was_never_seized_counts_nowhere() -> None:
    more = np.hstack([IMPORTED, [[5000.0], [7000.0]]])
    none = np.hstack([SEIZED, [[0.0], [0.0]]])
    found = gtric(none, more, Reading())
    assert found.index[:3] == pytest.approx(gtric(SEIZED, IMPORTED, Reading()).index)
    assert (found.factor[3], np.isnan(found.index[3])) == (0, True)


def test_a_reporter_without_seizures_weighs_nothing() -> None:
    found = gtric(np.vstack([SEIZED, [0.0, 0, 0]]), np.vstack([IMPORTED, [9e9, 1, 1]]), Reading())
    assert found.index == pytest.approx(gtric(SEIZED, IMPORTED, Reading()).index)


def test_what_is_seized_and_never_imported_has_no_index() -> None:
    found = gtric(np.hstack([SEIZED, [[5.0], [5.0]]]), np.hstack([IMPORTED, [[0.0], [0.0]]]), Reading())
    assert np.isinf(found.factor[3])
    assert np.isnan(found.index[3])
    assert np.isfinite(found.index[:3]).all()


@pytest.mark.parametrize(
    ("seized", "imported", "says"),
    [
        (SEIZED[:, :2], IMPORTED[:, :2], "Only 2 of the products or"),
        (np.ones((2, 3)), np.ones((2, 3)), "as much as they are traded"),
        (np.zeros((2, 3)), np.ones((2, 3)), "Only 0 of the products"),
    ],
)
def test_what_cannot_be_compared_is_refused(seized: np.ndarray, imported: np.ndarray, says: str) -> None:
    with pytest.raises(UserError, match=says):
        gtric(seized, imported, Reading())


positive = st.integers(1, 10**9)


@st.composite
def matrices(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(3, 6))
    cells = st.lists(positive, min_size=rows * columns, max_size=rows * columns)
    return tuple(np.array(draw(cells), float).reshape(rows, columns) for _ in range(2))  # type: ignore[return-value]


@given(matrices(), st.sampled_from([BY_REPORTER, BY_CELL]), st.integers(1, 1000))
def test_the_currency_of_a_reporter_changes_nothing_and_order_is_kept(
    both: tuple[np.ndarray, np.ndarray], weight: str, rate: int
) -> None:
    seized, imported = both
    factor = counterfeiting_factor(seized, imported, weight)
    scaled = np.vstack([seized[:1] * rate, seized[1:]])
    assert counterfeiting_factor(scaled, imported, weight) == pytest.approx(factor)
    try:
        index = gtric(seized, imported, Reading(weight)).index
    except UserError:
        return  # all alike
    assert ((index >= 0) & (index <= 1)).all()
    assert (np.diff(index[np.argsort(factor)]) >= -1e-12).all()
