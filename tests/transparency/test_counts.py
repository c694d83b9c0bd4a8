"""What does a report count, and what does it say of what it cannot count? Small tables, case by case."""

import datetime as dt

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.tables.transparency_count import NOT_COUNTED, WITHHELD
from counterfoil.transparency.all_measures import MEASURES, SECTIONS
from counterfoil.transparency.measure import OTHER
from counterfoil.transparency.report import report
from transparency.platform_tables import ASKED, FIRST, LAST, Rows, at, counted, table


def test_measures_are_counted_once_by_how_they_came_to_be_known() -> None:
    rows: Rows = [
        {"kind": "remove", "source": "own initiative", "in_force_since": at(3)},
        {"kind": "demote", "source": "own initiative", "in_force_since": at(3), "decided": "fully"},
        {"kind": "remove", "source": "trusted flagger", "in_force_since": at(4)},
        {"kind": "terminate", "source": "own initiative", "in_force_since": at(5)},
        {"kind": "remove", "source": "article 9 order", "in_force_since": at(5)},
        {"kind": "remove", "source": "own initiative", "in_force_since": at(30, month=9)},  # before the period
        {"kind": "remove", "source": "own initiative", "in_force_since": None},  # was never in force
    ]
    told = counted({"action": table("action", rows)})
    assert told["measures-own-initiative", "", ""] == 2
    assert told["measures-on-notices", "by who notified", "trusted flagger"] == 1
    assert told["accounts-suspended", "by measure", "terminate"] == 1
    assert told["measures-on-orders", "", ""] == 1
    assert told["measures-own-initiative", "by restriction", "demote"] == 1


def test_what_was_taken_back_is_a_share_with_its_interval() -> None:
    rows: Rows = [{"kind": "remove", "in_force_since": at(3), "decided": "fully", "source": "own initiative"}] * 18
    undone = {"state": "undone", "ended_at": at(20)}
    rows = [row | (undone if place < 6 else {}) for place, row in enumerate(rows)]
    made = report({"action": table("action", [row | {"id": str(n)} for n, row in enumerate(rows)])}, ASKED)
    share = made.counts.filter(pl.col("unit") == "share", pl.col("part") == "fully automated").row(0, named=True)
    assert (share["value"], share["low"], share["high"]) == (0.3333, 0.1628, 0.5625)  # Wilson, by hand


def test_orders_have_a_state_and_a_time_to_effect() -> None:
    orders: Rows = [
        {"id": "o-1", "served_on": dt.date(2026, 11, 3), "territory": ["DE"]},
        {"id": "o-2", "served_on": dt.date(2026, 11, 4), "territory": ["US"]},
        {"id": "o-3", "served_on": None, "issued_on": dt.date(2026, 11, 4), "territory": ["FR", "DE"]},
        {"id": "o-4", "served_on": dt.date(2027, 1, 4), "territory": []},
    ]
    acts: Rows = [{"subject_kind": "order", "subject_id": "o-1", "kind": "compiled", "at": at(4, 12)}]
    told = counted({"order": table("order", orders), "event": table("event", acts)})
    by = "by the state that they are in force in"
    assert told["orders", "", ""] == 3
    assert (told["orders", by, "DE"], told["orders", by, "several states"]) == (1, 1)
    assert told["orders", by, "outside the European Economic Area"] == 1
    assert told["orders", "median hours", "from service until the order was given effect"] == 36.0


def test_a_complaint_has_the_first_decision_after_it() -> None:
    acts: Rows = [
        {"subject_kind": "action", "subject_id": one, "kind": kind, "at": when}
        for one, kind, when in (
            ("a-1", "appealed", at(3)), ("a-1", "upheld", at(5)), ("a-1", "appealed", at(6)), ("a-1", "undone", at(9)),
            ("a-2", "appealed", at(30, month=12)), ("a-2", "undone", dt.datetime(2027, 1, 2, tzinfo=dt.UTC)),
            ("a-3", "appealed", at(20, month=9)),
        )
    ]  # fmt: skip
    told = counted({"event": table("event", acts)})
    parts = ("measure upheld", "measure taken back", "not decided")
    assert [told["complaints", "by what was decided", part] for part in parts] == [1, 1, 1]
    assert told["complaints", "median hours", "from the complaint to the decision, of those decided"] == 60.0


def test_who_complains_twice_before_the_decision_has_complained_once() -> None:
    acts: Rows = [
        {"subject_kind": "action", "subject_id": "a-1", "kind": kind, "at": at(day), "number": place}
        for place, (kind, day) in enumerate((("appealed", 3), ("appealed", 4), ("undone", 5)), start=1)
    ]
    told = counted({"event": table("event", acts)})
    assert told["complaints", "", ""] == told["complaints", "by what was decided", "measure taken back"] == 1
    assert told["complaints", "median hours", "from the complaint to the decision, of those decided"] == 48.0


def test_an_act_that_lies_in_two_files_is_counted_once() -> None:
    acts: Rows = [{"subject_kind": "action", "subject_id": "a-1", "kind": "appealed", "at": at(3), "case_id": "c-1"}]
    twice = [*acts, acts[0] | {"case_id": "order-1"}]
    assert counted({"event": table("event", twice)})["complaints", "", ""] == 1


def test_statements_tell_whether_they_were_in_time_and_what_was_answered() -> None:
    rows: Rows = [{"told_on": dt.date(2026, 11, 8), "days_late": late} for late in (0, 0, 3)]
    answers = pl.LazyFrame({"puid": ["p-0", "p-0", "p-1"], "state": ["refused", "kept", "refused"]})
    told = counted({"statement": table("statement", rows), "statement_answer": answers})
    assert told["statements-of-reasons", "by when it was given", "later"] == 1
    by = "by what the DSA Transparency Database answered"
    assert [told["statements-of-reasons", by, one] for one in ("kept", "refused", "no answer is given")] == [1, 1, 1]


def test_without_a_table_it_is_said_that_nothing_was_counted() -> None:
    made = report({}, ASKED)
    assert set(made.counts["section"]) == {section.id for section in SECTIONS}
    assert set(made.counts["standing"]) == {NOT_COUNTED}
    assert "No table “seller event” was given." in made.counts["why"].to_list()


def test_free_text_is_never_a_part() -> None:
    rows: Rows = [{"form": "Jane Doe, jane@example.com", "sent_at": at(3)}] * 7
    told = counted({"notice": table("notice", rows)})
    assert told["notices", "by form of the notice", OTHER] == 7
    assert not [key for key in told if "Jane" in "".join(key)]


def test_a_value_outside_of_its_list_is_a_mistake_that_is_told() -> None:
    rows: Rows = [{"source": "a friend", "kind": "terminate", "in_force_since": at(3)}]
    with pytest.raises(UserError, match="by how it came to be known"):
        report({"action": table("action", rows)}, ASKED)


def test_small_numbers_their_parts_and_their_times_are_withheld() -> None:
    rows: Rows = [{"sent_at": at(3), "answered_at": at(4), "ground": "counterfeit"}] * 4
    told = counted({"notice": table("notice", rows)}, limit=5)
    assert {told[key] for key in told if key[0] == "notices"} == {WITHHELD}


def told_of(name: str, tables: dict[str, pl.LazyFrame]) -> str:
    """Return what is said of a total."""
    rows = report(tables, ASKED, limit=0).counts
    return str(rows.filter(pl.col("measure") == name, pl.col("breakdown") == "")["why"].item())


def test_two_platforms_in_the_same_tables_have_a_report_each() -> None:
    cases = table("case", [{"id": "c-1", "platform": "tidewater market "}, {"id": "c-2", "platform": "Another"}])
    rows: Rows = [{"case_id": case, "source": "own initiative", "in_force_since": at(3)} for case in ("c-1", "c-2")]
    acts: Rows = [
        {"case_id": case, "subject_kind": "action", "subject_id": "a-1", "kind": "appealed", "at": at(day)}
        for case, day in (("c-1", 3), ("c-2", 4), ("c-2", 5))
    ]
    tables = {"case": cases, "action": table("action", rows), "event": table("event", acts)}
    told = counted(tables)
    assert (told["measures-own-initiative", "", ""], told["complaints", "", ""]) == (1, 1)
    assert not [row for row in report(tables, ASKED).counts["why"] if "tells whose they are" in row]


def test_where_no_table_tells_whose_rows_are_it_is_said() -> None:
    rows: Rows = [{"case_id": case, "source": "own initiative", "in_force_since": at(3)} for case in ("c-1", "c-2")]
    actions = {"action": table("action", rows)}
    name = "measures-own-initiative"
    whole = "tells whose they are: all that lie in the tables are counted."
    assert told_of(name, actions).endswith(f"No table “case” or “notice” or “seller” was given that {whole}")
    known = actions | {"case": table("case", [{"id": "c-1", "platform": "Tidewater Market"}])}
    assert told_of(name, known).endswith("Of some, no table tells whose they are: those are counted too.")
    assert "whose" not in told_of("measures-on-notices", actions)  # there are none
    assert "whose" not in told_of("notices", {"notice": table("notice", [{"sent_at": at(3)}])})


def test_of_copies_the_latest_counts_in_whatever_order_they_are_given() -> None:
    old: Rows = [{"id": "a-1", "source": "own initiative", "in_force_since": at(3), "state": "in force"}]
    new: Rows = [old[0] | {"state": "undone", "ended_at": at(9)}]
    sent: Rows = [{"id": "n-1", "sent_at": at(3)}]
    open_still: Rows = [{"notice_id": "n-1", "outcome": None, "outcome_at": None}]
    decided: Rows = [{"notice_id": "n-1", "outcome": "acted", "outcome_at": at(5)}]
    for actions, listings in (((old, new), (open_still, decided)), ((new, old), (decided, open_still))):
        tables = {
            "action": pl.concat(table("action", rows) for rows in actions),
            "notice": table("notice", sent),
            "notice_listing": pl.concat(table("notice_listing", rows) for rows in listings),
        }
        told = counted(tables)
        by = "by how it was decided, and whether it stands"
        assert told["measures-own-initiative", "", ""] == 1
        assert (
            sum(
                told["measures-own-initiative", by, f"{how}, taken back"]
                for how in ("not automated", "fully automated", "partially automated")
            )
            == 1
        )
        assert told["listings-notified", "by what was decided", "acted on"] == 1


def test_an_answer_after_the_last_day_is_not_timed() -> None:
    rows: Rows = [
        {"sent_at": at(3), "answered_at": at(4)},
        {"sent_at": at(4), "answered_at": dt.datetime(2027, 1, 9, tzinfo=dt.UTC)},
    ]
    told = counted({"notice": table("notice", rows)})
    assert told["notices", "median hours", "from the notice to its first answer, of those answered"] == 24.0


def test_a_limit_that_hides_nothing_and_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UserError, match="Below 2"):
        report({}, ASKED, limit=2)
    with pytest.raises(UserError, match="ends before it begins"):
        report({}, ASKED._replace(first=LAST, last=FIRST))


def test_no_two_measures_share_an_id_and_every_breakdown_lists_each_part_once() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        for one in measure.breakdowns:
            assert len(set(one.parts)) == len(one.parts) > 1
