"""What a warehouse's system confirms: held once it says so, never twice, never too much, and whole or not at all."""

from pathlib import Path

import polars as pl
import pytest
from facility_desk import FIRST, HEAD, READ, SECOND, WHOLE, Desk

from counterfoil.run import case_files


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counts(desk: Desk, status: str) -> int:
    return int(desk.table("hold_answers").filter(status=status)["units"].sum())


def test_a_quarantine_counts_once_the_system_confirms_it(desk: Desk) -> None:
    desk.sent()
    shown = desk.confirm(WHOLE)
    assert desk.states() == ["held", "sent"]
    assert (counts(desk, "held"), counts(desk, "shipped")) == (548, 4)
    assert "ORD-7" in shown
    listed = desk.run("list", desk.case, "--lines")
    assert "20.0 h in the middle case" in listed


def test_the_same_answer_twice_changes_nothing(desk: Desk) -> None:
    desk.sent()
    desk.confirm(WHOLE)
    answers, events = desk.table("hold_answers"), desk.table("events")
    assert "nothing was changed" in desk.confirm(WHOLE, name="again.csv")
    assert desk.table("hold_answers").equals(answers)
    assert desk.table("events").equals(events)


def test_a_later_row_under_the_same_reference_takes_the_place_of_the_earlier(desk: Desk) -> None:
    desk.sent()
    desk.confirm(HEAD + "1,allocated,388,2026-11-12,A-1,ORD-1\n2,held,164,2026-11-12,A-2,\n")
    assert desk.states()[0] == "held in part"
    desk.confirm(HEAD + "1,held,388,2026-11-13,A-1,\n", name="later.csv")
    assert desk.states()[0] == "held"
    assert counts(desk, "allocated") == 0
    shown = desk.confirm(HEAD + "1,allocated,388,2026-11-12,A-1,ORD-1\n", name="stale.csv", code=2)
    assert "must not lie before" in shown
    assert counts(desk, "held") == 552


def test_no_line_gets_more_units_than_were_found_unless_it_is_said(desk: Desk) -> None:
    desk.sent()
    told = HEAD + "1,held,390,2026-11-12,A-1,\n2,held,164,2026-11-12,A-2,\n"
    shown = desk.confirm(told)
    assert "390 told, 388 found" in " ".join(shown.split())
    assert counts(desk, "held") == 164
    desk.confirm(told, "--accept-more", name="more.csv")
    assert desk.table("facility_lines").filter(notice_id=FIRST, line=1)["units"].item() == 390
    assert desk.states()[0] == "held"


def test_what_was_never_counted_is_counted_by_the_answer(desk: Desk) -> None:
    desk.sent()
    desk.confirm(HEAD + "1,held,203,2026-11-12,B-1,\n", notice=SECOND)
    assert desk.table("facility_lines").filter(notice_id=SECOND)["units"].to_list() == [203]
    assert desk.states()[1] == "held"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("4,held,1,2026-11-12,A-1,", "left alone"),
        ("9,held,1,2026-11-12,A-1,", "must be one of the notice"),
        (",held,1,2026-11-12,A-1,", "must be one of the notice"),
        ("1,held,1,2026-11-15,A-1,", "must not lie after"),
        ("1,eaten,1,2026-11-12,A-1,", "status is held"),
        ("1,held,-1,2026-11-12,A-1,", "units must be at least 0"),
        ("1,held,1,2026-11-12,,", "reference must be given"),
    ],
)
def test_a_row_that_cannot_be_taken_is_explained_and_the_others_count(row: str, rule: str, desk: Desk) -> None:
    desk.sent()
    shown = desk.confirm(HEAD + "2,held,164,2026-11-12,A-2,\n" + row + "\n")
    assert rule in " ".join(shown.split())
    assert counts(desk, "held") == 164


@pytest.mark.parametrize("ending", ["csv", "json", "jsonld", "xml"])
def test_what_is_asked_for_is_no_answer(ending: str, desk: Desk) -> None:
    desk.sent()
    out = desk.folder / f"hold.{ending}"
    shown = desk.run("hold", desk.case, FIRST, "-o", out)
    assert "2 lines, 552 units" in shown
    said = desk.run("confirm", desk.case, FIRST, out, at=READ, code=2)
    assert "reference must" in said or "must be given" in said
    assert desk.table("hold_answers").is_empty()
    assert desk.states()[0] == "sent"


@pytest.mark.parametrize("ending", ["jsonld", "xml"])
def test_events_of_epcis_confirm_a_hold(ending: str, desk: Desk) -> None:
    desk.sent()
    out = desk.folder / f"hold.{ending}"
    desk.run("hold", desk.case, FIRST, "-o", out)
    text = out.read_text("utf-8").replace("urn:uuid:", "urn:adjustment:")
    desk.confirm(text, name=f"done.{ending}")
    assert desk.states()[0] == "held"
    assert counts(desk, "held") == 552


def test_the_947_comes_back_filled_in(desk: Desk) -> None:
    desk.sent()
    out = desk.folder / "hold.csv"
    desk.run("hold", desk.case, FIRST, "-o", out)
    rows = pl.read_csv(out, infer_schema=False)
    assert rows["w1901_adjustment_reason"].to_list() == ["05", "05"]
    assert rows["w1902_quantity"].to_list() == ["388", "164"]
    filled = rows.with_columns(
        w1502_warehouse_adjustment_number=pl.lit("ADJ-1"),
        w1902_quantity="-" + pl.col("w1902_quantity"),  # debited from what can be sold
        w1501_date=pl.lit("20261112"),
    )
    desk.confirm(filled.write_csv())
    assert desk.states()[0] == "held"
    off = filled.with_columns(w1901_adjustment_reason=pl.lit("55"), w1502_warehouse_adjustment_number=pl.lit("ADJ-2"))
    off.write_csv(desk.folder / "off.csv")
    assert "status is held" in desk.run("confirm", desk.case, FIRST, desk.folder / "off.csv", at=READ, code=2)


class KilledError(BaseException):
    """The process was killed."""


@pytest.mark.parametrize("at_table", ["events", "facility_notices", "hold_answers"])
def test_an_act_that_is_killed_on_its_way_was_not_done(
    at_table: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sent()
    before = read_all(desk)
    write = case_files.write_case_table

    def killed(folder: Path, name: str, table: pl.DataFrame) -> None:
        if name == at_table:
            raise KilledError
        write(folder, name, table)

    monkeypatch.setattr(case_files, "write_case_table", killed)
    (desk.folder / "answer.csv").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(KilledError):
        desk.run("confirm", desk.case, FIRST, desk.folder / "answer.csv", at=READ)
    monkeypatch.undo()
    assert read_all(desk) == before
    desk.confirm(WHOLE)
    assert desk.states()[0] == "held"
    assert not list(desk.case.glob(".before-*"))


def read_all(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {name: table.rows() for name, table in case_files.read_case(desk.case).tables.items()}
