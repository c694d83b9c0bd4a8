"""With which probability are two drawn together? Against counting over many draws."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest

from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.joint import joint_probabilities
from targeting.drawing.test_draw import DAY, candidates, drawn

POLICY = DrawPolicy(random_share=0.5, most_share=0.5)


def many() -> pl.DataFrame:
    risks = np.random.default_rng(2).beta(0.4, 3, 24)
    return candidates(*[("north", float(risk), False, True, False) for risk in risks])


def joint(rows: pl.DataFrame, *, replays: int, seed: int = 1, **places: int) -> pl.DataFrame:
    capacities = pl.DataFrame({"facility": list(places), "capacity": list(places.values())})
    return joint_probabilities(rows, capacities=capacities, policy=POLICY, day=DAY, seed=seed, replays=replays)


def test_only_pairs_drawn_by_chance_in_one_facility_are_told() -> None:
    rows = pl.concat([many(), many().with_columns(shipment_id="t" + pl.col("shipment_id"), facility=pl.lit("south"))])
    got = drawn(rows, policy=POLICY, north=8, south=9)
    by_chance = got.filter(pl.col("is_selected") & (pl.col("probability") < 1))
    expected = [
        pair
        for facility in ("north", "south")
        for pair in combinations(sorted(by_chance.filter(pl.col("facility") == facility)["shipment_id"]), 2)
    ]
    pairs = joint(rows, replays=50, north=8, south=9)
    assert list(pairs.select("shipment_id", "other_id").iter_rows()) == sorted(expected)
    assert joint(rows.reverse(), replays=50, north=8, south=9).equals(pairs)
    assert joint(candidates(), replays=50, north=8).is_empty()


def test_the_probability_is_near_what_counting_many_draws_gives() -> None:
    rows, seeds = many(), 4_000
    counted = np.zeros((24, 24))
    for seed in range(seeds):
        selected = drawn(rows, seed, policy=POLICY, north=8)["is_selected"].to_numpy()
        counted += np.outer(selected, selected)
    told = []
    for seed in range(40):
        for one, other, probability in joint(rows, replays=400, seed=seed, north=8).iter_rows():
            told.append((probability, counted[int(one[2:]), int(other[2:])] / seeds))
    said, seen = np.array(told).T
    assert said.mean() == pytest.approx(seen.mean(), rel=0.04)
    assert np.abs(said - seen).mean() < 0.25 * seen.mean()


def test_no_pair_is_likelier_than_either_alone() -> None:
    got = drawn(many(), policy=POLICY, north=8).select("shipment_id", alone="probability")
    pairs = (
        joint(many(), replays=5, north=8)
        .join(got, on="shipment_id")
        .join(got, left_on="other_id", right_on="shipment_id", suffix="_other")
    )
    assert pairs.height > 1
    assert pairs.filter(pl.col("probability") > pl.min_horizontal("alone", "alone_other")).is_empty()
    assert (pairs["probability"] > 0).all()
