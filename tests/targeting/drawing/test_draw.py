"""Which shipments of a day are drawn? So many as can be opened, each as often as it is said."""

import datetime as dt
import random

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.targeting.drawing import chance
from counterfoil.targeting.drawing.draw import draw
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.systematic import taken
from reference.drawing import taken_by_walking

DAY = dt.date(2026, 9, 29)
COLUMNS = ["shipment_id", "facility", "risk", "is_mandatory", "is_open", "is_new_party"]
ROWS = st.lists(
    st.tuples(st.sampled_from(["north", "south"]), st.floats(0, 1), st.booleans(), st.booleans(), st.booleans()),
    max_size=30,
)


def candidates(*rows: tuple[object, ...]) -> pl.DataFrame:
    numbered = [(f"s-{at:03d}", *row) for at, row in enumerate(rows)]
    types = [pl.String, pl.String, pl.Float64, pl.Boolean, pl.Boolean, pl.Boolean]
    return pl.DataFrame(numbered, schema=dict(zip(COLUMNS, types, strict=True)), orient="row")


def drawn(rows: pl.DataFrame, seed: int | str = 1, policy: DrawPolicy | None = None, **places: int) -> pl.DataFrame:
    capacities = pl.DataFrame({"facility": list(places), "capacity": list(places.values())})
    return draw(rows, capacities=capacities, policy=policy or DrawPolicy(), day=DAY, seed=seed)


def test_mandatory_ones_come_first_and_what_cannot_be_opened_is_out() -> None:
    rows = candidates(
        ("north", 0.1, True, True, False),
        ("north", 0.9, False, False, False),
        ("north", 0.2, True, False, False),
        ("north", 0.8, False, True, False),
        ("north", 0.0, False, True, True),
        ("south", 0.7, False, True, True),
    )
    got = drawn(rows, north=3, south=0)
    assert got["how"].to_list() == ["mandatory", "out of window", "out of window", "drawn", "drawn", "not drawn"]
    assert got["probability"].to_list() == [1, 0, 0, 1, 1, 0]
    assert got["rank"].to_list() == [4, 1, 3, 2, 5, 1]
    assert got.select(COLUMNS).equals(rows)


def test_all_mandatory_ones_are_opened_even_beyond_the_capacity() -> None:
    got = drawn(candidates(*[("north", 0.1, True, True, False)] * 3, ("north", 0.9, False, True, False)), north=2)
    assert got["is_selected"].to_list() == [True, True, True, False]
    assert got["probability"].to_list() == [1, 1, 1, 0]


def test_a_facility_without_a_capacity_opens_nothing_and_no_candidates_are_no_error() -> None:
    assert drawn(candidates(("north", 0.9, False, True, False)), south=2)["is_selected"].to_list() == [False]
    assert drawn(candidates(), north=2).is_empty()


@given(ROWS, st.integers(0, 12), st.integers(0, 12), st.integers(0, 1_000), st.randoms(use_true_random=False))
def test_size_bounds_and_order(
    rows: list[tuple[object, ...]], north: int, south: int, seed: int, shuffled: random.Random
) -> None:
    got = drawn(candidates(*rows), seed, north=north, south=south)
    for facility, capacity in (("north", north), ("south", south)):
        part = got.filter(pl.col("facility") == facility)
        can = part.filter("is_open")
        must = can["is_mandatory"].sum()
        assert part["is_selected"].sum() == max(must, min(capacity, can.height))
        assert sorted(part["rank"]) == list(range(1, part.height + 1))
        if can.height and capacity > must:
            assert (can["probability"] >= DrawPolicy().floor * (capacity - must) / can.height).all()
    assert (got["is_selected"] <= (got["probability"] > 0)).all()
    order = list(range(got.height))
    shuffled.shuffle(order)
    other = drawn(candidates(*rows)[order], seed, north=north, south=south)
    assert other.sort("shipment_id").equals(got.sort("shipment_id"))  # the order of the input does not matter


def test_each_is_selected_as_often_as_it_is_said() -> None:
    chance_of_risk = np.random.default_rng(5)
    rows = candidates(*[("north", float(risk), False, True, False) for risk in chance_of_risk.beta(0.4, 3, 40)])
    seeds = 3_000
    times = np.zeros(40)
    for seed in range(seeds):
        got = drawn(rows, seed, north=7)
        times += got["is_selected"].to_numpy()
    said = got["probability"].to_numpy()
    off = (times / seeds - said) / np.sqrt(np.maximum(said * (1 - said), 1e-12) / seeds)
    assert np.abs(off[said < 1]).max() < 4  # standard errors; 40 of them
    assert (times[said == 1] == seeds).all()
    assert 0.6 < np.mean(off[said < 1] ** 2) < 1.5


def test_another_day_seed_or_facility_draws_others() -> None:
    names = [f"s-{at}" for at in range(50)]
    first = chance.numbers(names, seed=1, day=DAY, facility="north")
    for other in ({"seed": 2}, {"day": DAY + dt.timedelta(days=1)}, {"facility": "south"}):
        assert not (first == chance.numbers(names, **{"seed": 1, "day": DAY, "facility": "north"} | other)).any()
    assert (first == chance.numbers(names, seed="1", day=DAY, facility="north")).all()


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=20), st.floats(0, 0.999), st.randoms())
def test_the_points_take_whom_a_walk_takes(shares: list[float], start: float, shuffled: random.Random) -> None:
    probabilities = np.array(shares) * (max(1, int(sum(shares))) / sum(shares))
    order = list(range(len(shares)))
    shuffled.shuffle(order)
    got = taken(probabilities, np.array(order), start)
    if probabilities.max() < 1:
        size = round(probabilities.sum())
        assert len(set(got.tolist())) == size
        assert got.tolist() == [*taken_by_walking(probabilities.tolist(), order, start), order[-1]][:size]
