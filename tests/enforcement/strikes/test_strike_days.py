"""Does the fast way say what the plain one says, and does it never look ahead?"""

import datetime as dt
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
import polars as pl
from hypothesis import given

from counterfoil.enforcement.strikes.count import counted
from counterfoil.enforcement.strikes.strike_days import replayed
from counterfoil.enforcement.strikes.strike_policy import Memory, StepAt, StrikePolicy
from counterfoil.tables.contract import completed
from counterfoil.tables.violation import Violation
from reference.strike_days import Said, counts_for, gone_through, party_of

FIRST = dt.date(2026, 1, 1)
days = st.integers(0, 40).map(lambda after: FIRST + dt.timedelta(days=after))
Rows = list[dict[str, Any]]


@st.composite
def violation(draw: st.DrawFn) -> dict[str, Any]:
    found = draw(days)
    overturned = draw(st.sampled_from([None, None, "upheld", "overturned"]))
    return {
        "party_id": draw(st.sampled_from([None, "p-1"])),
        "account_id": draw(st.sampled_from(["s-1", "s-2"])),
        "kind": draw(st.sampled_from(["counterfeit", "mark misuse", "dull"])),
        "offered_on": draw(st.one_of(st.none(), st.integers(0, 9).map(lambda back: found - dt.timedelta(days=back)))),
        "found_on": found,
        "outcome": overturned,
        "outcome_on": found + dt.timedelta(days=draw(st.integers(0, 20))) if overturned else None,
        "is_genuine": draw(st.sampled_from([None, True, False])),
    }


histories = st.lists(violation(), max_size=14).map(
    lambda rows: [row | {"id": f"v-{place:02}"} for place, row in enumerate(rows)]
)


@st.composite
def strike_policy(draw: st.DrawFn) -> StrikePolicy:
    actions = draw(st.lists(st.sampled_from(["warn", "suspend", "terminate"]), min_size=1, max_size=4))
    steps = tuple(
        StepAt(
            at=Decimal(place + 1) / 2 * draw(st.sampled_from([1, 2])) + place,
            action=action,  # type: ignore[arg-type]  # drawn from the three words
            days=draw(st.integers(1, 15)) if action == "suspend" else None,
            source="drawn",
            verified="D",
        )
        for place, action in enumerate(actions)
    )
    window, half_life = draw(st.sampled_from([(5, None), (20, None), (None, 3), (None, 10), (12, 4)]))
    memory = Memory(source="drawn", verified="D", window_days=window, half_life_days=half_life)
    weights = {"counterfeit": Decimal(1), "mark misuse": Decimal("0.5")}
    return StrikePolicy(
        name="drawn",
        version=1,
        title="drawn",
        memory=memory,
        weights=weights,
        steps=steps,
        warn_first="warn" in actions and draw(st.booleans()),
    )


def table(rows: Rows) -> pl.DataFrame:
    schema = Violation.create_empty().schema
    return Violation.validate(completed(pl.DataFrame(rows, schema={name: schema[name] for name in COLUMNS}), Violation))


COLUMNS = (
    *("id", "party_id", "account_id", "kind", "offered_on", "found_on"),
    *("outcome", "outcome_on", "is_genuine"),
)


def said(found: pl.DataFrame) -> list[Said]:
    steps = found.filter(pl.col("step").is_not_null()).sort("found_on", "party")
    return [Said(*row) for row in steps.select("party", "found_on", "step", "strikes").iter_rows()]


@given(histories, strike_policy())
def test_the_compiled_way_says_what_the_plain_one_says(rows: Rows, policy: StrikePolicy) -> None:
    found = replayed(table(rows), policy)
    steps, prevented = gone_through(rows, policy)
    assert said(found) == steps
    assert set(found.filter("prevented")["id"]) == prevented


@given(histories, strike_policy(), days, st.data())
def test_what_is_said_until_a_day_does_not_change_with_what_comes_later(
    rows: Rows, policy: StrikePolicy, day: dt.date, data: st.DataObject
) -> None:
    """Later violations are left out, and later outcomes turned round, made up or forgotten."""
    known = [_as_another_day_may_tell(row, day, data) for row in rows if row["found_on"] <= day]
    whole, until = replayed(table(rows), policy), replayed(table(known), policy)
    assert [one for one in said(whole) if one.day <= day] == said(until)
    by_then = whole.filter(pl.col("found_on") <= day, pl.col("prevented"))
    assert set(by_then["id"]) == set(until.filter("prevented")["id"])


def _as_another_day_may_tell(row: dict[str, Any], day: dt.date, data: st.DataObject) -> dict[str, Any]:
    if row["outcome_on"] is not None and row["outcome_on"] <= day:
        return row
    outcome = data.draw(st.sampled_from([None, "upheld", "overturned"]))
    later = day + dt.timedelta(days=data.draw(st.integers(1, 9)))
    genuine = data.draw(st.sampled_from([None, True, False]))
    return row | {"outcome": outcome, "outcome_on": later if outcome else None, "is_genuine": genuine}


@given(histories, strike_policy(), days)
def test_strikes_on_a_day_are_the_sum_of_what_each_violation_counts(
    rows: Rows, policy: StrikePolicy, day: dt.date
) -> None:
    known = [row for row in rows if row["found_on"] <= day]
    expected = {
        party: sum(counts_for(row, policy, day) for row in known if party_of(row) == party)
        for party in map(party_of, known)
    }
    found = counted(table(rows), policy, day=day)
    assert dict(found.select("party", "strikes").iter_rows()) == expected


@given(histories, strike_policy())
def test_the_order_of_the_rows_changes_nothing(rows: Rows, policy: StrikePolicy) -> None:
    assert replayed(table(rows), policy).equals(replayed(table(rows[::-1]), policy))


@given(histories, strike_policy(), days)
def test_strikes_stay_as_they_are_until_the_day_on_which_they_count_less(
    rows: Rows, policy: StrikePolicy, day: dt.date
) -> None:
    found = counted(table([row | {"outcome": None, "outcome_on": None} for row in rows]), policy, day=day)
    for row in found.filter(pl.col("less_on").is_not_null()).iter_rows(named=True):
        mine = [one for one in rows if party_of(one) == row["party"] and one["found_on"] <= day]
        mine = [one | {"outcome": None, "outcome_on": None} for one in mine]
        before = sum(counts_for(one, policy, row["less_on"] - dt.timedelta(days=1)) for one in mine)
        assert before == row["strikes"]
        assert sum(counts_for(one, policy, row["less_on"]) for one in mine) < before
