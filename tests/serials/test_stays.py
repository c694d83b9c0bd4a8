"""Stays and moves against a twin that walks through the readings one by one."""

import itertools
import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.serials.stays import EARTH, moves, stays
from serials.drawn import COLUMBUS, RENO, at, sites

READ = st.tuples(
    st.integers(0, 2), st.integers(0, 5), st.sampled_from(["A", "B", "C", None]), st.sampled_from(["x", "y", None])
)
SCHEMA = {"thing": pl.Int64, "at": pl.Datetime("us", "UTC"), "place": pl.String, "step": pl.String}
Read = tuple[int, int, str | None, str | None]


def table(rows: list[Read]) -> pl.DataFrame:
    return pl.DataFrame([(thing, at(hours), *rest) for thing, hours, *rest in rows], schema=SCHEMA, orient="row")


def walked(rows: list[Read]) -> list[tuple[object, ...]]:
    """The slow twin: thing by thing, in order of time, place and step."""
    placed = sorted(
        (r for r in rows if r[2] is not None), key=lambda r: (r[0], r[1], r[2], r[3] is not None, r[3] or "")
    )
    found = []
    for (thing, place), run in itertools.groupby(placed, key=lambda r: (r[0], r[2])):
        own = list(run)
        found.append((thing, place, at(own[0][1]), at(own[-1][1]), own[0][3], own[-1][3]))
    return found


@given(st.lists(READ, max_size=12))
def test_stays_are_the_unbroken_runs_at_a_place(rows: list[Read]) -> None:
    columns = ("thing", "place", "first", "last", "first_step", "last_step")
    assert stays(table(rows)).select(columns).rows() == walked(rows)


@given(st.lists(READ, max_size=12))
def test_a_move_leads_from_each_stay_to_the_next_of_the_same_thing(rows: list[Read]) -> None:
    expected: list[tuple[object, ...]] = []
    for _, run in itertools.groupby(walked(rows), key=lambda stay: stay[0]):
        own = list(run)
        for here, (left, came) in enumerate(itertools.pairwise(own)):
            back = own[here + 2] if here + 2 < len(own) else (None,) * 6
            expected.append((left[0], left[1], came[1], left[3], came[2], came[5], back[1], back[2]))
    columns = ("thing", "from_place", "to_place", "left_at", "came_at", "away_step", "back_place", "back_at")
    found = moves(table(rows), sites().select("place", "latitude", "longitude"))
    assert found.select(columns).rows() == expected
    assert found["km"].null_count() == found.height


def test_distances_are_those_on_the_globe() -> None:
    pole, antipode = ("A", 90.0, 0.0), ("B", -90.0, 0.0)
    rows = table([(0, 0, "A", None), (0, 1, "B", None), (1, 0, "Reno", None), (1, 1, "Columbus", None)])
    led = moves(rows, sites(pole, antipode, RENO, COLUMBUS).select("place", "latitude", "longitude"))
    assert led["km"].to_list() == pytest.approx([math.pi * EARTH, 3125], rel=1e-3)
