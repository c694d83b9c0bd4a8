"""Does the random share grow when counterfeiters have moved, and shrink while they have not?"""

import datetime as dt
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.targeting.drawing.adapting import adapted
from counterfoil.targeting.drawing.draw_policy import DrawPolicy

FIRST = dt.date(2026, 3, 2)
SCHEMA = {
    "selected_for": pl.Date,
    "how": pl.String,
    "risk": pl.Float64,
    "probability": pl.Float64,
    "is_found": pl.Boolean,
}


def days(first: int, number: int, *, ranked: int, by_chance: int) -> list[tuple[object, ...]]:
    """Return so many days with 10 examinations by rank, risk .5, and 10 by chance, risk .05; and so many finds."""
    return [
        (FIRST + dt.timedelta(days=first + day), "drawn", risk, probability, at < finds)
        for day in range(number)
        for risk, probability, finds in ((0.5, 1.0, ranked), (0.05, 0.01, by_chance))
        for at in range(10)
    ]


def share(*rows: tuple[object, ...]) -> float:
    return adapted(DrawPolicy(), pl.DataFrame(rows, schema=SCHEMA, orient="row")).random_share


def test_without_history_it_is_the_policys_own() -> None:
    assert share() == 0.10
    assert share((FIRST, "mandatory", 0.5, 1.0, True)) == 0.10


def test_it_shrinks_while_everything_is_as_it_was() -> None:
    assert 0.05 <= share(*days(0, 60, ranked=5, by_chance=0)) < 0.10


def test_it_grows_when_the_ranking_finds_less_than_it_did() -> None:
    before = days(0, 60, ranked=5, by_chance=0)
    assert share(*before, *days(60, 10, ranked=1, by_chance=0)) > 0.10
    assert share(*before, *days(60, 30, ranked=0, by_chance=0)) == 0.50


def test_it_grows_when_chance_finds_more_than_it_did() -> None:
    before = days(0, 60, ranked=5, by_chance=0)
    assert share(*before, *days(60, 14, ranked=5, by_chance=2)) > 0.10


def test_risks_that_are_all_too_high_change_little() -> None:
    rows = [*days(0, 60, ranked=5, by_chance=0), *days(60, 10, ranked=2, by_chance=1)]
    doubled = [(day, how, 2 * risk, *others) for day, how, risk, *others in rows]  # type: ignore[misc]
    assert share(*doubled) == pytest.approx(share(*rows), rel=0.2)


ROWS = st.lists(
    st.tuples(
        st.dates(FIRST, FIRST + dt.timedelta(days=90)),
        st.sampled_from(["drawn", "mandatory"]),
        st.floats(0, 1),
        st.floats(0.001, 1),
        st.booleans(),
    ),
    max_size=30,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_it_stays_within_its_bounds_and_knows_no_order(rows: list[tuple[object, ...]], shuffled: random.Random) -> None:
    policy = DrawPolicy()
    assert policy.least_share <= share(*rows) <= policy.most_share
    others = list(rows)
    shuffled.shuffle(others)
    assert share(*others) == pytest.approx(share(*rows))
