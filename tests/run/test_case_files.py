"""A case on disk: read as it was written, its events only ever added to."""

import datetime as dt
from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, changing, read_case, record, write_case_table
from counterfoil.tables import case, case_evidence, case_subject, event

CASE_ID = "case-5b1f0c2d9a3e"
ACT = Act(
    at=dt.datetime(2026, 11, 9, 8, 0, tzinfo=dt.UTC),
    actor="reviewer:7",
    kind="taken up",
    subject_kind="case",
    subject_id=CASE_ID,
    what="The case was taken up.",
    why="It is the heaviest of the week.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / CASE_ID
    for name, rows in (("subjects", case_subject), ("evidence", case_evidence), ("events", event), ("case", case)):
        write_case_table(here, name, rows.EXAMPLE)
    return here


def test_an_act_is_added_after_the_others_and_nothing_else_changes(folder: Path) -> None:
    before = read_case(folder)
    with changing(folder):
        record(before, [ACT, ACT._replace(kind="confirmed")])
    after = read_case(folder)
    assert after.tables["events"].head(1).equals(before.tables["events"])
    assert after.tables["events"]["number"].to_list() == [1, 2, 3]
    assert after.tables["events"]["kind"].to_list() == ["found", "taken up", "confirmed"]
    assert after.tables["notices"].is_empty()


def test_a_folder_of_cases_says_which_it_holds(folder: Path) -> None:
    with pytest.raises(UserError, match=f"Name one of its cases: {CASE_ID}"):
        read_case(folder.parent)


def test_a_damaged_table_is_told_with_its_cure(folder: Path) -> None:
    (folder / "events.parquet").write_bytes(b"PAR1 cut short")
    with pytest.raises(UserError, match="missing or damaged"):
        read_case(folder)


def test_an_act_out_of_its_turn_is_refused_before_anything_is_written(folder: Path) -> None:
    case = read_case(folder)
    before = (folder / "events.parquet").read_bytes()
    with changing(folder), pytest.raises(UserError, match=r"“under review” cannot be closed\. It can be: confirmed"):
        record(case, [ACT, ACT._replace(kind="closed")])
    assert (folder / "events.parquet").read_bytes() == before


def test_each_exhibit_is_in_a_state_of_its_own(folder: Path) -> None:
    sealed = ACT._replace(kind="sealed", subject_kind="exhibit", subject_id="E-1")
    with changing(folder):
        record(read_case(folder), [sealed, sealed._replace(subject_id="E-2")])
    with changing(folder), pytest.raises(UserError, match="An exhibit that is “sealed” cannot be sealed"):
        record(read_case(folder), [sealed])


def test_an_act_that_no_machine_knows_is_always_in_its_turn(folder: Path) -> None:
    seized = ACT._replace(kind="seized", subject_kind="seizure", subject_id="2026-EX-0412")
    with changing(folder):
        record(read_case(folder), [seized, seized])
    assert read_case(folder).tables["events"].height == 3
