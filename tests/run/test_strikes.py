"""Strikes from files and cases, and strike policies over the example: figures, files, intervals."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from counterfoil.enforcement.actions.proposal import Asked
from counterfoil.errors import UserError
from counterfoil.run.actions import run_approve, run_begin, run_propose, run_undo
from counterfoil.run.strikes import run_count, run_next, run_strike_replay, strike_policy_in
from enforcement.actions.ring_case import NOON, OFFICER, REVIEWER, write_ring_case

HISTORY = Path(__file__).parents[2] / "examples" / "strike_history.csv"
DAY = dt.date(2026, 11, 30)
PARTY = "party-ebb98c8434c72036"
OFFERS = ("TM-6514935", "TM-8280467", "TM-9032957")


def test_the_example_history_under_both_policies(tmp_path: Path) -> None:
    history, (shop_safe, graduated) = run_strike_replay(
        HISTORY, [strike_policy_in("shop-safe-2023"), strike_policy_in("graduated")], out=tmp_path / "out"
    )
    assert (history.violations.height, history.rejects.height) == (63, 0)
    assert (shop_safe.wrongly.part, shop_safe.wrongly.whole) == (1, 5)
    assert 0 < shop_safe.wrongly.low < 0.2 < shop_safe.wrongly.high < 1
    assert shop_safe.replay.parties.filter("wrongly")["party"].to_list() == ["s-20"]  # its watches were genuine
    ring = shop_safe.replay.parties.row(by_predicate=pl.col("party") == "p-ring", named=True)
    assert (ring["on"], ring["days_earlier"]) == (dt.date(2026, 1, 15), 146)
    assert graduated.prevented.part < shop_safe.prevented.part
    assert graduated.prevented.low < graduated.prevented.part / graduated.prevented.whole < graduated.prevented.high
    hits = pl.read_parquet(tmp_path / "out" / "graduated-1-hits.parquet")
    assert hits.equals(graduated.replay.hits)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *(f"graduated-1-{name}.parquet" for name in ("hits", "parties", "prevented")),
        "rejects.parquet",
        *(f"shop-safe-2023-1-{name}.parquet" for name in ("hits", "parties", "prevented")),
    ]


def test_the_interval_of_clustered_violations_is_wider_than_if_each_stood_alone() -> None:
    _, (found,) = run_strike_replay(HISTORY, [strike_policy_in("graduated")], out=None)
    share = found.prevented.part / found.prevented.whole
    alone = 1.96 * (share * (1 - share) / found.prevented.whole) ** 0.5
    assert found.prevented.high - found.prevented.low > 2 * alone


def test_strikes_of_a_case_count_what_is_in_force_and_are_taken_back(tmp_path: Path) -> None:
    case = write_ring_case(tmp_path, confirmed=True)
    asked = Asked("remove", tuple(("offer", one) for one in OFFERS), REVIEWER.actor, NOON)
    names = [row["id"] for row in run_propose(case, asked, why="They are false.")[0].added]
    policy = strike_policy_in("graduated")
    assert run_count([tmp_path], policy, day=DAY, out=None).is_empty()
    run_approve(case, names, OFFICER)
    run_begin(case, names, OFFICER)
    out = tmp_path / "strikes.csv"
    (row,) = run_count([tmp_path], policy, day=DAY, out=out).rows(named=True)
    assert (row["party"], row["accounts"], row["strikes"], row["action"]) == (PARTY, ["s-31", "s-34"], 3000, "suspend")
    assert pl.read_csv(out)["accounts"].to_list() == ["s-31; s-34"]
    run_undo(case, names[:1], OFFICER)
    (row,) = run_count([case], policy, day=DAY, out=None).rows(named=True)
    assert (row["strikes"], row["taken_back"]) == (2000, 1)


def test_the_next_step_is_the_gravest_that_may_be_taken(tmp_path: Path) -> None:
    case, policy = write_ring_case(tmp_path), strike_policy_in("graduated")
    assert run_next(case, policy, day=DAY) == []
    asked = Asked("remove", tuple(("offer", one) for one in OFFERS), REVIEWER.actor, NOON)
    names = [row["id"] for row in run_propose(case, asked, why="They are false.")[0].added]
    run_approve(case, names, OFFICER)
    run_begin(case, names, OFFICER)
    steps = run_next(case, policy, day=DAY)
    assert [(step.kind, step.on) for step in steps] == [("warn", (("account", one),)) for one in ("s-31", "s-34")]
    assert steps[0].why == "3.00 strikes reach “suspend” at 3 (graduated-1)"
    assert "“Suspend” lacks" in steps[0].lacking[0]
    assert "an earlier warning" in steps[0].lacking[0]
    warned = Asked("warn", (("account", "s-31"),), REVIEWER.actor, NOON)
    run_propose(case, warned, why="As the policy says.")
    assert [step.on[0][1] for step in run_next(case, policy, day=DAY)] == ["s-34"]  # the other is under way


@pytest.mark.parametrize(
    ("name", "said"),
    [("mercy", "Name one that is shipped"), ("mercy.toml", "no such file")],
)
def test_a_policy_that_there_is_not_is_told(name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        strike_policy_in(name)


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no case"):
        run_count([tmp_path], strike_policy_in("graduated"), day=DAY, out=None)


def test_bad_rows_are_set_aside_with_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(
        "account_id,kind,found_on,offered_on,outcome,outcome_on,units\n"
        "s-1,counterfeit,2026-01-05,2026-01-01,,,3\n"
        "s-1,counterfeit,2026-01-05,2026-02-01,,,3\n"  # put up after it was found
        "s-1,counterfeit,soon,,,,3\n"
        "s-1,counterfeit,2026-01-05,,overturned,,3\n"  # nobody says when
        ",counterfeit,2026-01-05,,,,3\n",
        encoding="utf-8",
    )
    history, _ = run_strike_replay(path, [strike_policy_in("graduated")], out=None)
    assert history.violations["id"].to_list() == ["violation 1"]
    assert history.rejects["line"].to_list() == [3, 4, 5, 6]
    assert "offered on is not after found on" in history.rejects["rule"].to_list()
