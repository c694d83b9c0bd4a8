"""Are intervals and records right?"""

import pytest
from figures import Share, as_json, figure_of, wilson
from hypothesis import given
from hypothesis import strategies as st

KEYS = {"name", "value", "unit", "target", "peers", "data", "command", "commit"}


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(Share(hits, total)) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(Share(*counts))
    assert -1e-12 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1 + 1e-12


def test_a_share_of_no_rows_has_no_value() -> None:
    assert Share(0, 0).value is None
    assert Share(1, 3).value == 0.3333


def test_the_record_of_a_figure() -> None:
    figure = figure_of(Share(8, 10), name="recall", file="a.csv", target=">= 0.80", peers={"bad word": Share(1, 10)})
    record = as_json(figure, command="run.py", commit="abc")
    assert set(record) == KEYS
    assert (record["value"], record["peers"]) == (0.8, [{"name": "bad word", "value": 0.1}])
    assert record["data"] == "a.csv: 8 of 10 rows, 95 % Wilson 0.490 to 0.943"
