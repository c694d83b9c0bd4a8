"""Recording what became of units: what may be and what may not, each with its reason, and never half."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.case_files import read_case
from counterfoil.run.disposition_files import disposed_in
from counterfoil.run.dispositions import run_line_act, run_record_file, run_record_one, run_withdraw
from counterfoil.run.reconciling import run_reconcile
from enforcement.dispositions.held_case import (
    COLUMBUS,
    DONE,
    LATER,
    OFFICER,
    RENO,
    csv,
    kinds_of_events,
    told,
    write_answers,
    write_held_case,
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return write_held_case(tmp_path)


REFUSED: list[tuple[dict[str, Any], str, str]] = [  # what is told otherwise, the field, part of the rule
    ({"units": 381}, "units", "no more than the 380 units that are held; open besides: 5 shipped"),
    ({"units": 0}, "units", "units must be at least 1"),
    ({"units": "many"}, "units", "units must be readable as a whole number"),
    ({"line": 9}, "notice_line", "one of the case's notices"),
    ({"line": 4, "units": 1}, "notice_line", "to be left alone"),
    ({"line": "x"}, "notice_line", "notice_line must be readable as a whole number"),
    ({"notice_id": "fn-1"}, "notice_line", "one of the case's notices"),
    ({"kind": "burnt"}, "kind", "kind is one of six"),
    ({"authority": "a friend"}, "authority", "authority is one of seven"),
    ({"authority": "none needed"}, "authority", "authority is named unless"),
    ({"authority": "owner's consent"}, "authority", "goods are destroyed by: contract clause"),
    ({"kind": "abandoned", "authority": "forfeiture"}, "authority", "goods are abandoned by: written abandonment"),
    ({"line": 3, "units": 118}, "authority", "only goods that were found identical"),
    ({"kind": "released", "authority": "none needed"}, "authority", "only by a decision that overturns it"),
    ({"kind": "released", "authority": "decision"}, "authority", "must stand in the case"),
    ({"of": "shipped", "units": 6}, "units", "no more than the 5 units that are shipped"),
    ({"of": "sold"}, "of", "of is held allocated"),
    ({"reference": ""}, "reference", "reference must be given"),
    ({"at": "2026-11-08T00:00:00Z"}, "at", "before the notice was drafted"),
    ({"at": "2026-12-24T00:00:00Z"}, "at", "before it is recorded"),
    ({"by": "John Smith"}, "by", "by is a role and an id"),
    ({"corrects": "d-7"}, "corrects", "must be a disposition that counts"),
]


@pytest.mark.parametrize(("other", "field", "rule"), REFUSED)
def test_a_row_that_may_not_be_is_set_aside_with_its_reason(
    here: Path, tmp_path: Path, other: dict[str, Any], field: str, rule: str
) -> None:
    rows = [told(2, units=171, of="held", by="facility:reno", corrects=None), told(**other)]
    done = run_record_file(
        here,
        csv(
            tmp_path,
            [{key: "" if row.get(key) is None else str(row[key]) for key in {**rows[0], **rows[1]}} for row in rows],
        ),
        OFFICER,
    )
    assert done.rows["line"].to_list() == [2]
    (reject,) = done.rejects.to_dicts()
    assert (reject["line"], reject["field"]) == (3, field)
    assert rule in reject["rule"]
    assert "John" not in str(reject)
    assert run_reconcile(here).table.row(-1, named=True)["destroyed"] == 171


ALLOWED: list[dict[str, Any]] = [
    {},
    {"units": 1, "authority": "Court_Order"},
    {"kind": "abandoned", "authority": "written abandonment"},
    {"kind": "forfeited", "authority": "forfeiture", "reference": "2026-FF-12"},
    {"kind": "retained", "authority": "none needed", "reference": "E-4", "units": 2},
    {"kind": "released", "authority": "court order"},
    {"kind": "released", "authority": "owner's consent"},
    {"kind": "missing", "authority": "none needed", "of": "shipped", "units": 5},
    {"line": 3, "units": 118, "kind": "released", "authority": "none needed"},
    {"line": 3, "units": 118, "authority": "written abandonment"},
]


@pytest.mark.parametrize("other", ALLOWED)
def test_a_row_that_may_be_is_recorded_and_moves_its_units(here: Path, tmp_path: Path, other: dict[str, Any]) -> None:
    before = run_reconcile(here).table.row(-1, named=True)
    row = told(**other)
    done = run_record_file(here, csv(tmp_path, [row]), OFFICER)
    after = run_reconcile(here).table.row(-1, named=True)
    assert done.rejects.is_empty()
    assert done.rows["id"].to_list() == ["d-1"]
    assert after[row["kind"]] == before[row["kind"]] + row["units"]
    of = row.get("of", "held")
    assert after[of] == before[of] - row["units"]
    assert after["found"] == before["found"] == 388 + 171 + 118 + 1046


def test_nothing_is_written_where_no_row_may_be(here: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    with pytest.raises(UserError, match=r"no more than the 380 units that are held.*2 rows were refused"):
        run_record_file(here, csv(tmp_path, [told(units=400), told(units=401)]), OFFICER)
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


def test_a_file_without_its_columns_is_told_which(here: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="notice_line"):
        run_record_file(here, csv(tmp_path, [{"notice_id": RENO, "kind": "destroyed"}]), OFFICER)


def test_the_same_file_twice_changes_nothing(here: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, [told(units=100)])
    run_record_file(here, path, OFFICER)
    with pytest.raises(UserError, match="it is recorded already, as d-1"):
        run_record_file(here, path, OFFICER)


def test_one_disposition_by_its_options(here: Path) -> None:
    one = {"notice_id": RENO, "line": 1, "kind": "destroyed", "units": 80, "of": "held", "authority": "court order"}
    done = run_record_one(here, one | {"reference": "1:26-cv-1"}, OFFICER)
    assert done.rows.select("id", "units", "at", "by").rows() == [("d-1", 80, LATER, "facility:reno")]
    with pytest.raises(UserError, match="no more than the 300 units"):
        run_record_one(here, one | {"reference": "1:26-cv-2", "units": 301}, OFFICER)
    with pytest.raises(UserError, match="reference must not be empty"):
        run_record_one(here, one | {"reference": "", "units": 301}, OFFICER)


BARRIERS = [
    ("sample-taken", "sample-returned", "a sample is out"),
    ("objection-raised", "objection-decided", "an objection is not decided"),
    ("litigation-hold", "litigation-hold-lifted", "a litigation hold is in force"),
]


@pytest.mark.parametrize(("begins", "ends", "said"), BARRIERS)
@pytest.mark.parametrize("subject", [f"{RENO}/1", RENO, "case-5b1f0c2d9a3e"])
def test_nothing_is_disposed_of_while_something_is_open(
    here: Path, tmp_path: Path, begins: str, ends: str, said: str, subject: str
) -> None:
    run_line_act(here, begins, subject, OFFICER)
    run_line_act(here, begins, subject, OFFICER)
    run_line_act(here, ends, subject, OFFICER)
    with pytest.raises(UserError, match=f"nothing is disposed of while {said}"):
        run_record_file(here, csv(tmp_path, [told()]), OFFICER)
    lost = told(kind="missing", authority="none needed", units=2)
    assert run_record_file(here, csv(tmp_path, [lost]), OFFICER).rows.height == 1  # to say so ends nothing
    run_line_act(here, ends, subject, OFFICER)
    assert run_record_file(here, csv(tmp_path, [told(units=10)]), OFFICER).rows.height == 1


def test_a_barrier_of_another_line_bars_nothing(here: Path, tmp_path: Path) -> None:
    run_line_act(here, "sample-taken", f"{RENO}/2", OFFICER)
    run_line_act(here, "litigation-hold", COLUMBUS, OFFICER)
    assert run_record_file(here, csv(tmp_path, [told()]), OFFICER).rows.height == 1


def test_acts_on_lines_are_in_their_turn_and_of_what_there_is(here: Path) -> None:
    for kind, subject, said in (
        ("sample-returned", f"{RENO}/1", "No sample-taken of .* is open"),
        ("sample-taken", f"{RENO}/77", "no line or notice"),
        ("finding-overturned", RENO, "line by line"),
        ("sample-eaten", RENO, "no act on goods"),
    ):
        with pytest.raises(UserError, match=said):
            run_line_act(here, kind, subject, OFFICER)
    assert kinds_of_events(here) == []


def test_what_was_overturned_is_released_and_no_more_destroyed(here: Path, tmp_path: Path) -> None:
    run_line_act(here, "finding-overturned", f"{RENO}/1", OFFICER)
    released = told(kind="released", authority="decision", reference="2026-D-7", units=200)
    done = run_record_file(here, csv(tmp_path, [released, told(units=180)]), OFFICER)
    assert done.rows["kind"].to_list() == ["released"]
    assert "released or retained" in done.rejects.item(0, "rule")
    run_line_act(here, "finding-restored", f"{RENO}/1", OFFICER)
    assert run_record_file(here, csv(tmp_path, [told(units=180)]), OFFICER).rows.height == 1


def test_hazardous_goods_are_not_released_by_consent_and_ask_for_a_manifest(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, answers=[(COLUMBUS, 1, "held", 1046)])
    perfume = {"notice_id": COLUMBUS, "line": 1, "units": 1000}
    with pytest.raises(UserError, match=r"only if they are safe: perfume \(UN 1266\)"):
        run_record_file(here, csv(tmp_path, [told(**perfume, kind="released", authority="owner's consent")]), OFFICER)
    done = run_record_file(here, csv(tmp_path, [told(**perfume, hazards="glass")]), OFFICER)
    assert done.rows["hazards"].to_list() == [["perfume (UN 1266)", "glass"]]
    (row,) = run_reconcile(here).dispositions.to_dicts()
    assert "a waste manifest (perfume (UN 1266), glass)" in row["lacks"]


def test_a_correction_takes_the_place_of_the_other_and_both_stay(here: Path, tmp_path: Path) -> None:
    run_record_file(here, csv(tmp_path, [told(units=380)]), OFFICER)
    done = run_record_file(here, csv(tmp_path, [told(units=377, corrects="d-1")]), OFFICER)
    assert done.rows["id"].to_list() == ["d-2"]
    case = read_case(here)
    assert case.tables["dispositions"].select("id", "units").rows() == [("d-1", 380), ("d-2", 377)]
    assert disposed_in(case).dispositions["id"].to_list() == ["d-2"]
    assert kinds_of_events(here) == ["recorded", "withdrawn", "recorded"]
    whole = run_reconcile(here).table.row(-1, named=True)
    assert (whole["destroyed"], whole["held"]) == (377, 3 + 171 + 118)


def test_what_is_withdrawn_is_open_again_and_cannot_be_withdrawn_twice(here: Path, tmp_path: Path) -> None:
    run_record_file(here, csv(tmp_path, [told()]), OFFICER)
    assert run_withdraw(here, "d-1", OFFICER) == "disposition"
    assert run_reconcile(here).table.row(-1, named=True)["destroyed"] == 0
    with pytest.raises(UserError, match="“d-1” is no disposition or proof that counts"):
        run_withdraw(here, "d-1", OFFICER)
    assert run_record_file(here, csv(tmp_path, [told()]), OFFICER).rows["id"].to_list() == ["d-2"]


def test_a_notice_is_disposed_of_once_nothing_is_open_and_no_more_once_something_is(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, state="held", answers=[(COLUMBUS, 1, "held", 1046)])
    row = told(notice_id=COLUMBUS, units=1000)
    assert run_record_file(here, csv(tmp_path, [row]), OFFICER).done == ()
    done = run_record_file(here, csv(tmp_path, [row | {"units": 46}]), OFFICER)
    assert done.done == (COLUMBUS,)
    states = read_case(here).tables["facility_notices"].select("id", "state").rows()
    assert states == [(RENO, "held"), (COLUMBUS, "disposed")]
    run_withdraw(here, "d-2", OFFICER)
    assert read_case(here).tables["facility_notices"]["state"].to_list() == ["held", "held in part"]
    assert read_case(here).tables["events"]["kind"].to_list()[-2:] == ["withdrawn", "found more"]


def test_goods_to_be_examined_are_no_finds_until_something_is_told_of_them(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, state="held", answers=[(RENO, 1, "held", 388), (RENO, 2, "held", 171)])
    before = run_reconcile(here)
    assert (before.to_examine, before.table.row(-1, named=True)["found"]) == (118, 388 + 171 + 1046)
    assert before.table.filter(level="line")["line"].to_list() == [1, 2, 1]
    done = run_record_file(here, csv(tmp_path, [told(units=388), told(2, units=171)]), OFFICER)
    assert done.done == (RENO,)  # though line 3 may still be examined
    examined = told(3, units=8, kind="destroyed", authority="written abandonment", of="unanswered")
    run_record_file(here, csv(tmp_path, [examined]), OFFICER)
    after = run_reconcile(here)
    assert (after.to_examine, after.table.row(-1, named=True)["found"]) == (0, 388 + 171 + 118 + 1046)
    assert after.table.row(-1, named=True)["unanswered"] == 110 + 1046
    assert read_case(here).tables["facility_notices"]["state"].to_list()[0] == "held in part"  # 110 are open again


def test_a_closed_notice_with_open_units_does_not_come_out(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, state="closed")
    told_ = run_reconcile(here)
    assert not told_.comes_out
    assert told_.table.filter(pl.col("level") == "line")["comes_out"].to_list() == [False] * 4


def test_answers_that_shrink_afterwards_are_told_as_over(here: Path, tmp_path: Path) -> None:
    run_record_file(here, csv(tmp_path, [told()]), OFFICER)
    write_answers(here, [(RENO, 1, "held", 370)])
    line = run_reconcile(here).table.row(0, named=True)
    assert (line["found"], line["destroyed"], line["held"], line["unanswered"], line["over"]) == (388, 380, 0, 18, 10)
    assert not line["comes_out"]


def test_a_facility_that_finds_more_than_was_told(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, answers=[(RENO, 1, "held", 400), (RENO, 1, "not found", 0)])
    line = run_reconcile(here).table.row(0, named=True)
    assert (line["told"], line["found"], line["held"], line["unanswered"]) == (388, 400, 400, 0)
    assert line["comes_out"]


def test_the_hour_of_an_act_is_kept(here: Path, tmp_path: Path) -> None:
    done = run_record_file(here, csv(tmp_path, [told()]), OFFICER)
    assert done.rows.item(0, "at") == DONE
    assert read_case(here).tables["events"].row(-1, named=True)["at"] == LATER
    assert dt.timedelta(days=5) == LATER - DONE
