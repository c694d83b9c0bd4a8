"""The simulated season: what it says it holds, it holds; and each policy opens what it may."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "targeting"
DRIFT_DAY, SETTLED = 80, 87


@pytest.fixture(scope="module", autouse=True)
def _beside() -> Any:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(FOLDER))
        yield


@pytest.fixture(scope="module")
def drifting() -> Any:
    from season_simulator import season

    return season(seed=7, drift=True)


def test_the_shares_are_those_that_are_published(drifting: Any) -> None:
    shipments, used = drifting.shipments, drifting.settings
    assert shipments["day"].n_unique() == used["days"]["last"]
    assert shipments.height / used["days"]["last"] == pytest.approx(2_000, rel=0.01)
    honest = shipments.filter(pl.col("consignor") >= 0)
    assert honest["is_counterfeit"].mean() == pytest.approx(used["honest"]["counterfeit"], rel=0.2)
    assert shipments["is_counterfeit"].mean() == pytest.approx(0.02, rel=0.25)
    assert shipments["shipment_id"].n_unique() == shipments.height


def test_with_drift_a_tenth_of_the_rings_trade_stays_on_the_old_routes(drifting: Any) -> None:
    ring = drifting.shipments.filter(pl.col("consignor") < 0)
    before = ring.filter(pl.col("day") < DRIFT_DAY).select("origin", "description").unique()
    after = ring.filter(pl.col("day") >= SETTLED)
    stayed = after.join(before, on=["origin", "description"], how="semi")
    assert stayed.height / after.height == pytest.approx(drifting.settings["rings"]["stay"], abs=0.02)
    moved = after.join(before, on=["origin", "description"], how="anti")
    assert set(moved["origin"]).isdisjoint(before["origin"])
    assert set(moved["description"]).isdisjoint(before["description"])


def test_honest_trade_is_the_same_with_drift_and_without(drifting: Any) -> None:
    from season_simulator import season

    still = season(seed=7, drift=False).shipments
    columns = ["day", "consignor", "origin", "description", "is_counterfeit"]
    honest = [rows.filter(pl.col("consignor") >= 0).select(columns) for rows in (still, drifting.shipments)]
    assert honest[0].sort(columns).equals(honest[1].sort(columns))


def test_each_policy_opens_what_can_be_opened(drifting: Any) -> None:
    from season_policies import POLICIES

    today = drifting.shipments.filter(pl.col("day") == 30).with_columns(risk=pl.col("origin") / 100)
    day = today["selected_for"][0]
    for name, policy in POLICIES.items():
        opened = [
            policy(today, capacity=12, seed=seed, day=day, history=pl.DataFrame()).filter("is_selected").height
            for seed in range(30)
        ]
        assert sum(opened) / 30 == pytest.approx(48, abs=1), name
    assert policy is POLICIES["oracle"]


def test_the_figures_follow_from_the_rows() -> None:
    from season import figures_of
    from season_policies import POLICIES

    rows: list[dict[str, Any]] = [
        {"seed": seed, "drift": drift, "kind": "policy", "name": name, "finds": 100 * at + 100, "after": 10 * at + 10}
        for seed in (1, 2)
        for drift in (False, True)
        for at, name in enumerate(POLICIES)
    ]
    rows += [
        {"seed": seed, "drift": drift, "kind": kind, "truth": 0.02, "low": 0.01 * seed, "estimate": 0.03, "high": 0.03}
        | {"plain": 0.4}
        for seed in (1, 2, 3)
        for drift in (False, True)
        for kind in ("season", "month")
    ]
    told = {figure["name"]: figure for figure in figures_of(rows)}
    assert told["finds of ours over those of pure ranking, without drift"]["value"] == 4
    assert told["finds after the drift of ours in a season, with drift"]["value"] == 40
    assert told["seasons whose prevalence lies in its 95 % interval, with drift"]["value"] == pytest.approx(0.667)
    assert told["mean error of the estimate of a month, with drift"]["value"] == pytest.approx(0.01)
