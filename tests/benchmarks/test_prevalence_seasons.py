"""The simulated audits hold what their designs say: rates, probabilities, clusters, drift, and reviewers who err."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "estimation"
SEASONS = range(1, 41)
COLUMNS = {
    "unit_id": pl.String,
    "stratum": pl.String,
    "cluster": pl.String,
    "probability": pl.Float64,
    "is_found": pl.Boolean,
    "value": pl.Float64,
    "how": pl.String,
}


@pytest.fixture(scope="module", autouse=True)
def _beside() -> Any:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(FOLDER))
        yield


def drawn(name: str, seeds: Any = SEASONS) -> list[Any]:
    from season_designs import DESIGNS
    from seasons import season

    return [season(DESIGNS[name], seed) for seed in seeds]


def every_design() -> list[Any]:
    from season_designs import DESIGNS

    return list(DESIGNS.values())


def test_every_design_draws_as_many_as_it_says_each_once_and_the_truth_is_its_rate() -> None:
    for design in every_design():
        seen = drawn(design.name, range(1, 6))
        for one in seen:
            assert dict(one.sampled.schema) == COLUMNS
            assert one.sampled["unit_id"].n_unique() == one.sampled.height
            assert one.sampled["probability"].is_between(0, 1, closed="right").all()
        assert np.mean([one.sampled.height for one in seen]) == pytest.approx(design.sampled, rel=0.1), design.name
        rate = 0.0402 if design.kind == "drifting" else design.rate
        assert np.mean([one.truth for one in seen]) == pytest.approx(rate, rel=0.1), design.name


def test_the_same_seed_gives_the_same_season_and_another_one_another() -> None:
    for design in every_design():
        first, again, other = drawn(design.name, (1, 1, 2))
        assert first.sampled.equals(again.sampled)
        assert first.truth == again.truth
        assert not first.sampled.equals(other.sampled)


def test_weighted_by_the_inverse_of_their_probabilities_the_samples_hold_as_many_units_as_there_are() -> None:
    for design in every_design():
        if design.kind == "clustered" and not design.more.get("frame", True):
            continue
        of = drawn(design.name, range(1, 401) if design.kind == "clustered" and design.units < 200_000 else SEASONS)
        ratio = [(1 / one.sampled["probability"]).sum() / one.frame["units"].sum() for one in of]
        assert np.mean(ratio) == pytest.approx(1, abs=0.05), design.name


def test_weighted_finds_are_right_in_the_mean_and_plain_ones_are_not_where_the_risky_are_drawn() -> None:
    for name in ("common 20 %, stratified", "sellers", "selective, n 600", "drifting, n 1,200"):
        of = drawn(name, range(1, 201))
        weighted = [one.sampled.select((pl.col("is_found") / pl.col("probability")).sum()).item() for one in of]
        fakes = [one.truth * one.frame["units"].sum() for one in of]
        assert np.mean(weighted) == pytest.approx(np.mean(fakes), rel=0.06), name
    assert np.mean([one.sampled["is_found"].mean() / one.truth for one in of]) > 2


def test_units_are_drawn_as_often_as_their_probability_says_and_as_many_as_there_are_places() -> None:
    from seasons import _drawn, _probabilities

    chance = np.random.default_rng(5)
    score = chance.random((1, 80)) ** 3
    probability = _probabilities(score, 20, 8)
    assert probability.sum() == pytest.approx(20)
    assert (np.sort(score[0])[-8:] >= score[0][probability[0] < 1].max()).all()
    apart = np.argsort(score[0])[: int((probability < 1).sum())]
    assert np.allclose(probability[0, apart] / score[0, apart], probability[0, apart[0]] / score[0, apart[0]])
    taken = _drawn(np.repeat(probability, 20_000, axis=0), chance)
    assert (taken.sum(axis=1) == 20).all()
    assert taken.mean(axis=0) == pytest.approx(probability[0], abs=0.015)


def test_units_of_a_cluster_are_as_alike_as_the_design_says() -> None:
    from season_designs import DESIGNS

    design = DESIGNS["consignments, n 10,000"]
    finds = np.concatenate(
        [one.sampled.group_by("cluster").agg(pl.col("is_found").sum())["is_found"] for one in drawn(design.name)]
    )
    size, rate = design.more["take"], finds.mean() / design.more["take"]
    spread = finds.var() / (size * rate * (1 - rate))  # the design effect, 1 + (size - 1) correlation
    assert (spread - 1) / (size - 1) == pytest.approx(design.more["correlation"], abs=0.02)
    for name in ("sellers", "few sellers"):
        assert {one.sampled["cluster"].n_unique() for one in drawn(name)} == {DESIGNS[name].more["drawn"]}


def test_in_mid_season_the_rate_rises_and_the_scores_lose_their_worth() -> None:
    of = pl.concat(
        one.sampled.select("probability", "is_found", day=pl.col("unit_id").str.slice(2).cast(pl.Int64) // 1_600)
        for one in drawn("drifting, n 12,000", range(1, 9))
    )
    assert set(of.group_by("day").len()["len"]) == {800}
    early, late = of.filter(pl.col("day") < 50), of.filter(pl.col("day") >= 70)
    for part, rate in ((early, 0.02), (late, 0.06)):
        weight = 1 / part["probability"]
        assert (weight * part["is_found"]).sum() / weight.sum() == pytest.approx(rate, rel=0.12)
    lift = [
        part.filter(pl.col("probability") == 1)["is_found"].mean() / rate
        for part, rate in ((early, 0.02), (late, 0.06))
    ]
    assert lift[0] > 4
    assert 1 < lift[1] < 2


def test_reviewers_err_as_often_as_the_design_says_and_nobody_sees_a_unit_twice() -> None:
    from season_designs import DESIGNS

    for name in ("reviewer error, double reviews", "reviewer error, triple reviews", "reviewer error, hard cases"):
        used = DESIGNS[name].more
        of = drawn(name, range(1, 11))
        for one in of:
            assert not one.reviews.select("unit_id", "reviewer").is_duplicated().any()
            times = one.reviews.group_by("unit_id").len()["len"]
            assert (times == used["times"]).sum() == used["again"]
            first = one.reviews.unique("unit_id", keep="first", maintain_order=True)
            assert first["is_found"].equals(one.sampled["is_found"])
        missed, alarm, rate = used.get("missed", used["error"]), used["error"], 0.20
        raw = np.mean([one.sampled["is_found"].mean() for one in of])
        assert raw == pytest.approx(rate * (1 - missed) + (1 - rate) * alarm, abs=0.004)


def test_reviewers_disagree_as_errors_of_5_per_cent_do_unless_they_err_on_the_same_units() -> None:
    def disagree(name: str) -> float:
        told = [one.reviews.group_by("unit_id").agg(pl.len(), pl.col("is_found").n_unique()) for one in drawn(name)]
        twice = pl.concat(told).filter(pl.col("len") == 2)
        return int((twice["is_found"] == 2).sum()) / twice.height

    assert disagree("reviewer error, double reviews") == pytest.approx(2 * 0.05 * 0.95, abs=0.004)
    together = 0.1 * 2 * 0.275 * 0.725 + 0.9 * 2 * 0.025 * 0.975
    assert disagree("reviewer error, hard cases") == pytest.approx(together, abs=0.004)


def test_gold_reviews_are_right_and_are_of_units_that_others_reviewed() -> None:
    (one,) = drawn("reviewer error, gold", (1,))
    gold = one.reviews.filter("is_gold").join(one.sampled, on="unit_id", how="left", suffix="_first")
    assert gold.height == 500
    assert (gold["is_found"] != gold["is_found_first"]).mean() == pytest.approx(0.05, abs=0.03)
