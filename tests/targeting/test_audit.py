"""Was opened what was drawn? Drawn days, and any days: each shipment and each examination in exactly one class."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tables.audited_examination import STANDINGS, UNSELECTED, AuditedExamination
from counterfoil.tables.audited_selection import OPENED, OUTCOMES, AuditedSelection
from counterfoil.tables.contract import completed
from counterfoil.tables.examination import RESULTS, Examination
from counterfoil.targeting.audit import Audited, audit
from counterfoil.targeting.audit_counts import counts
from reference.worklist_audit import slow_audit
from targeting.drawn_worklists import DAY, examinations, selections

WORKLIST = """
facility  id   how        risk  p
Reno      S-1  drawn      .9    .8
Reno      S-2  drawn      .8    .7
Reno      S-3  drawn      .7    .6
Reno      S-4  mandatory  .1    1
Reno      S-5  drawn      .5    .4
Reno      S-6  drawn      .5    .4
Reno      S-7  not_drawn  .9    .1
Ohio      S-8  drawn      .2    .1
"""
TOLD = """
facility  id    for  at  by   result         instead  reason
Reno      S-1   +0   10  i:1  counterfeit    -        -
Reno      S-2   +0   60  i:1  nothing_found  -        -
Reno      S-3   +0   -   i:2  not_opened     -        no_ramp
Reno      S-7   -    12  i:2  nothing_found  S-3      nearer
Reno      S-4   -    10  i:3  undecided      -        -
Reno      S-4   -    11  i:4  counterfeit    -        -
Reno      S-5   +0   -   i:3  not_opened     -        late
Reno      S-9   +1   30  i:3  nothing_found  -        -
Reno      S-8   +0   10  i:3  nothing_found  -        -
Reno      S-1   +0   10  i:1  counterfeit    -        -
Reno      S-10  -    10  i:1  nothing_found  -        -
Reno      S-11  +0   -   i:1  not_opened     -        -
"""


OPENED_ONE, IN_PLACE = "Reno S-1 +0 10 i:1 undecided - -", "Reno S-2 +0 10 i:1 undecided S-1 -"


def outcomes(found: Audited) -> dict[str, str]:
    return dict(found.selected.select("shipment_id", "outcome").iter_rows())


def one(told: str, worklist: str = "Reno S-1 drawn .5 .5", **zone: str) -> tuple[str, list[str]]:
    """Return the outcome of the one selected shipment, and the standings."""
    head = "facility id for at by result instead reason\n"
    found = audit(selections("facility id how risk p\n" + worklist), examinations(head + told), **zone)
    return found.selected["outcome"][0], found.examined["standing"].to_list()


def test_a_day_in_which_everything_happened() -> None:
    found = audit(selections(WORKLIST), examinations(TOLD))
    assert outcomes(found) == {
        "S-1": "opened as drawn",
        "S-2": "opened on another day",
        "S-3": "substituted",
        "S-4": "opened twice",
        "S-5": "not opened",
        "S-6": "no answer",
        "S-8": "no answer",
    }
    assert found.examined["standing"].to_list() == [
        "as drawn",
        "on another day",
        "told as not opened",
        "substitute",
        "as drawn",
        "opened again",
        "told as not opened",
        "of another worklist",
        "in another facility",
        "same row again",
        "not selected",
        "not opened, not selected",
    ]
    third = found.selected.row(2, named=True)
    assert (third["substitute_id"], third["substitute_is"], third["inspector"]) == ("S-7", "riskier", "i:2")
    assert third["reason"] == "no ramp"
    fourth = found.selected.row(3, named=True)
    assert (fourth["times_opened"], fourth["result"], fourth["inspector"]) == (2, "counterfeit", "i:3")


@pytest.mark.parametrize(
    ("hours", "zone", "outcome"),
    [
        (23, "", "opened as drawn"),
        (-13, "", "opened as drawn"),  # the day has begun in Kiribati
        (35, "", "opened as drawn"),  # and is not over on Baker Island
        (-15, "", "opened on another day"),
        (36, "", "opened on another day"),
        (30, "America/Los_Angeles", "opened as drawn"),
        (31, "America/Los_Angeles", "opened on another day"),
        (7, "America/Los_Angeles", "opened as drawn"),
        (6, "America/Los_Angeles", "opened on another day"),
        (15, "Asia/Tokyo", "opened on another day"),
    ],
)
def test_the_day_is_that_of_the_facility(hours: int, zone: str, outcome: str) -> None:
    assert one(f"Reno S-1 +0 {hours} i:1 undecided - -", zone=zone)[0] == outcome


@pytest.mark.parametrize(
    ("told", "outcome", "standings"),
    [
        # opened and said not to be: opened
        (f"{OPENED_ONE}\nReno S-1 +0 - i:2 not_opened - x", "opened as drawn", ["as drawn", "told as not opened"]),
        # a substitute of what was opened is none
        (f"{OPENED_ONE}\nReno S-2 +0 11 i:1 undecided S-1 -", "opened as drawn", ["as drawn", "not selected"]),
        # a substitute in another building, or for what nobody drew
        ("Ohio S-2 +0 10 i:1 undecided S-1 -", "no answer", ["not selected"]),
        ("Reno S-2 +0 10 i:1 undecided S-3 -", "no answer", ["not selected"]),
        # two for one
        (f"{IN_PLACE}\nReno S-3 +0 9 i:1 undecided S-1 -", "substituted", ["substitute", "substitute"]),
        # opened before the worklist was drawn, and not for it
        ("Reno S-1 - -40 i:1 undecided - -", "no answer", ["of another worklist"]),
        ("Reno S-1 - 90 i:1 undecided - -", "opened on another day", ["on another day"]),
        ("Reno S-1 - - i:1 not_opened - -", "not opened", ["told as not opened"]),
        ("Reno S-2 - - i:1 not_opened - -", "no answer", ["of another worklist"]),
    ],
)  # fmt: skip
def test_what_is_told_both_ways_or_for_another(told: str, outcome: str, standings: list[str]) -> None:
    assert one(told) == (outcome, standings)


def test_nothing_told_is_no_answer() -> None:
    found = audit(selections(WORKLIST), Examination.create_empty())
    assert set(outcomes(found).values()) == {"no answer"}
    assert found.examined.is_empty()


def test_the_counts_are_by_facility_and_by_who_answered() -> None:
    measures = counts(audit(selections(WORKLIST), examinations(TOLD)))
    rows = {(row["group"], row["name"]): row for row in measures.iter_rows(named=True)}
    assert [name for group, name in rows if group == "inspector"] == ["i:1", "i:2", "i:3", "(not told)"]
    assert (rows["all", "all"]["selected"], rows["all", "all"]["opened"], rows["all", "all"]["unselected"]) == (7, 3, 3)
    assert (rows["facility", "Reno"]["selected"], rows["facility", "Ohio"]["no_answer"]) == (6, 1)
    assert (rows["inspector", "i:2"]["substituted"], rows["inspector", "i:2"]["unselected"]) == (1, 1)
    assert (rows["inspector", "(not told)"]["selected"], rows["inspector", "(not told)"]["opened"]) == (2, 0)


NAMES, PLACES = st.sampled_from([f"S-{number}" for number in range(6)]), st.sampled_from(["Reno", "Ohio"])
CHOSEN = st.fixed_dictionaries(
    {"facility": PLACES, "shipment_id": NAMES, "how": st.sampled_from(["drawn", "mandatory", "not drawn"])}
)
MOMENTS = st.integers(-60, 90).map(
    lambda hours: dt.datetime.combine(DAY, dt.time(), dt.UTC) + dt.timedelta(hours=hours)
)
OPENINGS = st.fixed_dictionaries(
    {
        "facility": PLACES,
        "shipment_id": NAMES,
        "selected_for": st.sampled_from([None, DAY, DAY + dt.timedelta(days=1)]),
        "examined_at": MOMENTS,
        "inspector": st.sampled_from([None, "i:1", "i:2"]),
        "result": st.sampled_from(RESULTS[:-1]),
        "instead_of": st.none() | NAMES,
        "reason": st.sampled_from([None, "no ramp"]),
    }
).filter(lambda row: row["instead_of"] != row["shipment_id"])
REFUSALS = OPENINGS.map(lambda row: row | {"examined_at": None, "instead_of": None, "result": "not opened"})


def _day(rows: list[dict[str, str]]) -> pl.DataFrame:
    lines = [f"{row['facility']} {row['shipment_id']} {row['how'].replace(' ', '_')} .5 1" for row in rows]
    return selections("facility id how risk p\n" + "\n".join(lines))


@settings(max_examples=60)
@given(
    st.lists(CHOSEN, min_size=1, max_size=8, unique_by=lambda row: (row["facility"], row["shipment_id"])),
    st.lists(OPENINGS | REFUSALS, max_size=12),
    st.sampled_from(["", "America/Los_Angeles", "Pacific/Auckland"]),
)
def test_all_are_accounted_for_once_and_as_the_slow_twin_has_it(
    chosen: list[dict[str, str]], told: list[dict[str, object]], zone: str
) -> None:
    worklist = _day(chosen)
    empty = Examination.create_empty()
    given = pl.DataFrame(told, schema={name: empty.schema[name] for name in told[0]}) if told else empty
    exams = Examination.validate(completed(given, Examination))
    found = audit(worklist, exams, zone=zone)
    AuditedSelection.validate(found.selected)
    AuditedExamination.validate(found.examined)
    asked = worklist.filter("is_selected")
    assert found.selected.select("facility", "shipment_id").equals(asked.select("facility", "shipment_id"))
    assert found.examined.height == len(told)
    expected, standings = slow_audit(worklist.to_dicts(), told, zone=zone)
    assert {(row["facility"], row["shipment_id"]): row["outcome"] for row in found.selected.to_dicts()} == expected
    assert found.examined["standing"].to_list() == standings
    assert int(found.selected["times_opened"].sum()) == sum(
        standing in ("as drawn", "on another day", "opened again") for standing in standings
    )
    for group in ("facility", "inspector"):
        measures = counts(found).filter(group=group)
        assert int(measures["selected"].sum()) == asked.height
        assert int(measures["opened"].sum()) == found.selected.filter(pl.col("outcome").is_in(OPENED)).height
        assert int(measures["unselected"].sum()) == sum(standing in UNSELECTED for standing in standings)
    assert set(expected.values()) <= set(OUTCOMES)
    assert set(standings) <= set(STANDINGS)
