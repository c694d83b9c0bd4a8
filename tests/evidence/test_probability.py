"""Which probability does a weight stand for? Drawn by hand from a map of three points."""

import dataclasses

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.evidence.combination import assess, probability_of, weigh
from counterfoil.evidence.weights import HEAVIEST, default_model, read_model

UNCALIBRATED = read_model(default_model())
MODEL = dataclasses.replace(UNCALIBRATED, calibration=((-3000, -4000), (0, -1000), (2000, 1000)))


def probability(*weights: int) -> list[float | None]:
    frame = pl.DataFrame({"weight": weights}, schema={"weight": pl.Int64})
    return frame.select(probability_of(pl.col("weight"), MODEL)).to_series().to_list()


@pytest.mark.parametrize(
    ("weight", "log_odds", "expected"),
    [
        (-9000, -4000, 0.017986),  # below the first point nothing was observed
        (-3000, -4000, 0.017986),
        (-1500, -2500, 0.075858),
        (0, -1000, 0.268941),
        (1000, 0, 0.5),
        (2000, 1000, 0.731059),
        (9000, 1000, 0.731059),
    ],
)
def test_between_points_the_log_odds_go_straight(weight: int, log_odds: int, expected: float) -> None:
    assert probability(weight) == [expected]


@given(st.lists(st.integers(-HEAVIEST, HEAVIEST), min_size=2, max_size=8))
def test_more_weight_is_never_less_probable(weights: list[int]) -> None:
    found = probability(*sorted(weights))
    assert found == sorted(found)  # type: ignore[type-var]


def test_an_uncalibrated_model_gives_none() -> None:
    frame = pl.DataFrame({"weight": [0]})
    assert frame.select(probability_of(pl.col("weight"), UNCALIBRATED)).to_series().to_list() == [None]


def test_assessments_carry_it() -> None:
    seen = pl.DataFrame(
        {"subject_id": ["o-1"], "right_id": ["r-1"], "kind": ["called_a_copy"], "detail": ["d"], "party_detail": ["p"]}
    )
    (row,) = assess(
        weigh(seen, MODEL), seen.select("subject_id", "right_id"), MODEL, engine_version="1", inputs_digest="d"
    ).rows(named=True)
    assert (row["weight"], row["probability"]) == (200, 0.310026)  # log-odds -1000 + 200


BASE = default_model().decode()


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("probability = true\nmap = [[0, 0]]", "does not rise"),
        ("probability = true\nmap = [[0, 0], [0, 5]]", "does not rise"),
        ("probability = true\nmap = [[0, 5], [10, 0]]", "does not rise"),
        ("probability = true\nmap = [[0, 0.5], [10, 1]]", "no whole number"),
        ("probability = true\nmap = [[0], [10]]", "no model of weights"),
        ("probability = true", "it lacks 'map'"),
    ],
)
def test_a_map_that_cannot_be_used_is_refused(section: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        read_model(f"{BASE}\n[calibration]\n{section}\n".encode())


def test_a_calibration_without_probability_leaves_the_score_alone() -> None:
    assert read_model(f"{BASE}\n[calibration]\nprobability = false\n".encode()).calibration == ()
