"""Drawn histories: whom does a policy hit, when, what does it prevent, and who is hit wrongly?"""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from counterfoil.enforcement.strikes.of_actions import violations_of
from counterfoil.enforcement.strikes.replay import Replay, replay
from counterfoil.enforcement.strikes.strike_policy import StrikePolicy, read_strike_policy, shipped_policy
from counterfoil.tables import action
from counterfoil.tables.contract import completed
from counterfoil.tables.violation import Violation

JANUARY = dt.date(2026, 1, 1)
SHOP_SAFE = read_strike_policy(shipped_policy("shop-safe-2023"), file="it")
GRADUATED = read_strike_policy(shipped_policy("graduated"), file="it")


def history(*rows: dict[str, object]) -> pl.DataFrame:
    """Return violations found `day` days after the first of January, put up `stood` days before (1)."""
    told = []
    for place, row in enumerate(rows):
        found = JANUARY + dt.timedelta(days=row.pop("day"))  # type: ignore[arg-type]
        offered = found - dt.timedelta(days=row.pop("stood", 1))  # type: ignore[arg-type]
        fell = row.pop("fell", None)
        outcome = {"outcome": "overturned", "outcome_on": JANUARY + dt.timedelta(days=fell)} if fell else {}  # type: ignore[arg-type]
        known = {"id": f"v-{place:02}", "account_id": "s-1", "kind": "counterfeit", "units": 10, "value": Decimal(100)}
        told.append({**known, "currency": "USD", "found_on": found, "offered_on": offered, **outcome, **row})
    return Violation.validate(completed(pl.DataFrame(told, infer_schema_length=None), Violation), cast=True)


def steps(found: Replay) -> list[tuple[int, str]]:
    return [((row["day"] - JANUARY).days, row["action"]) for row in found.hits.iter_rows(named=True)]


@pytest.mark.parametrize(
    ("days", "hit"),
    [
        ((0, 100, 200), 200),
        ((0, 100), None),
        ((0, 0, 0), 0),  # three on one day are three
        ((0, 100, 364), 364),  # the 365th day is still within the year
        ((0, 100, 365), None),  # a year later the first is over
        ((0, 100, 365, 400), 400),
    ],
)
def test_three_violations_in_one_year(days: tuple[int, ...], hit: int | None) -> None:
    found = replay(history(*({"day": day} for day in days)), SHOP_SAFE)
    assert steps(found) == ([] if hit is None else [(hit, "terminate")])


def test_accounts_of_one_party_count_together_and_those_of_nobody_for_themselves() -> None:
    rows = [{"day": day, "account_id": f"s-{day}"} for day in (1, 2, 3)]
    assert steps(replay(history(*(dict(row) for row in rows)), SHOP_SAFE)) == []
    assert steps(replay(history(*(dict(row) | {"party_id": "p-1"} for row in rows)), SHOP_SAFE)) == [(3, "terminate")]


def test_graduated_steps_and_what_is_put_up_while_suspended_is_prevented() -> None:
    found = replay(
        history(
            {"day": 0},  # 1 strike: warned
            {"day": 5},  # 2: suspended until day 19
            {"day": 12, "stood": 3},  # put up on day 9: prevented
            {"day": 16, "stood": 14},  # put up on day 2, before: counted, 3: suspended until day 46
            {"day": 47, "stood": 2},  # put up on day 45: prevented
            {"day": 60},  # 4: terminated
            {"day": 90, "stood": 40},  # put up before: there, but nothing is left to do
            {"day": 91, "stood": 5},  # prevented
        ),
        GRADUATED,
    )
    assert steps(found) == [(0, "warn"), (5, "suspend"), (16, "suspend"), (60, "terminate")]
    assert found.rows.filter("prevented")["id"].to_list() == ["v-02", "v-04", "v-07"]
    assert found.prevented.row(0) == ("USD", 30, Decimal(300))
    assert found.hits["until"].to_list()[1] == JANUARY + dt.timedelta(days=19)


def test_strikes_halve_and_a_suspension_waits_for_a_warning() -> None:
    found = replay(history({"day": 0}, {"day": 180}, {"day": 360}), GRADUATED)
    assert found.hits["strikes"].to_list() == [1000, 1500, 1750]
    two_at_once = replay(history({"day": 0}, {"day": 0}, {"day": 1}), GRADUATED)
    assert steps(two_at_once) == [(0, "warn"), (1, "suspend")]  # article 23(1): after a prior warning


def test_who_is_hit_on_strikes_that_fall_later_is_hit_wrongly() -> None:
    found = replay(history({"day": 0, "fell": 90}, {"day": 10}, {"day": 20}), SHOP_SAFE)
    assert steps(found) == [(20, "terminate")]  # on day 20 nobody knew
    assert found.parties["wrongly"].to_list() == [True]
    in_time = replay(history({"day": 0, "fell": 15}, {"day": 10}, {"day": 20}), SHOP_SAFE)
    assert steps(in_time) == []
    known = replay(history({"day": 0, "is_genuine": True}, {"day": 10}, {"day": 20}), SHOP_SAFE)
    assert known.parties["wrongly"].to_list() == [True]
    held = replay(history({"day": 0}, {"day": 10}, {"day": 20}, {"day": 30, "fell": 40}), SHOP_SAFE)
    assert held.parties["wrongly"].to_list() == [False]


def test_days_earlier_than_the_platform_and_whom_it_alone_closed() -> None:
    rows = [{"day": 0}, {"day": 10}, {"day": 20}, {"day": 50, "stood": 40, "answer": "terminate"}]
    alone = {"day": 5, "account_id": "s-2", "answer": "suspend"}
    found = replay(history(*rows, alone), SHOP_SAFE)
    assert found.parties.select("party", "days_earlier").rows() == [("s-1", 30)]
    assert found.unseen == 1


def test_an_offer_of_which_nobody_knows_since_when_is_never_prevented() -> None:
    found = replay(history(*({"day": day} for day in (0, 1, 2)), {"day": 9, "offered_on": None}), SHOP_SAFE)
    assert found.rows["prevented"].any() is False


def test_no_history_is_no_answer() -> None:
    found = replay(Violation.create_empty(), GRADUATED)
    assert (found.hits.height, found.parties.height, found.held_prevented, found.unseen) == (0, 0, 0, 0)


def test_actions_are_violations_once_in_force_and_fall_when_they_are_undone() -> None:
    at = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
    row = action.EXAMPLE.with_columns(
        case_id=pl.lit("case-1"),
        in_force_since=pl.lit(at),
        approved_by=pl.lit(["case-officer:3"]),
        state=pl.lit("in force"),
    )
    rows = [
        row,
        row.with_columns(id=pl.lit("a-2"), subject_id=pl.lit("o-3"), state=pl.lit("undone"), ended_at=pl.lit(at)),
        row.with_columns(id=pl.lit("a-3")),  # the same offer again
        row.with_columns(id=pl.lit("a-4"), kind=pl.lit("warn"), subject_id=pl.lit("s-34")),
        row.with_columns(id=pl.lit("a-5"), subject_id=pl.lit("o-5"), in_force_since=pl.lit(None)),
    ]
    actions = action.Action.validate(
        pl.concat([completed(one, action.Action) for one in rows], how="vertical_relaxed"), cast=True
    )
    found = violations_of(actions, pl.DataFrame({"case_id": ["case-1"], "party_id": ["p-1"]}), policy())
    assert found.select("id", "party_id", "offer_id", "outcome").rows() == [
        ("a-1", "p-1", "o-2", None),
        ("a-2", "p-1", "o-3", "overturned"),
    ]


def policy() -> StrikePolicy:
    return GRADUATED
