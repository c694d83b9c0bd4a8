"""A case that a person found not to hold: nothing more is asked of facilities, nothing destroyed, all can be let go."""

from pathlib import Path

import pytest
from facility_desk import FIRST, LATER, SECOND, WHOLE, Desk

from counterfoil.run.case_files import read_case
from counterfoil.run.facility_ground import is_refuted
from integration.commands import called

REVIEWER = ("--by", "reviewer:7", "--why", "The pair is real.", "--at")
FACILITY = ("--by", "facility:reno", "--why", "Told by the facility.", "--at", LATER)
UNITS = ("--on", f"{FIRST}/1", "--units", "388", "--reference", "R-1")
BARRED = "no facility is told on its ground"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.sent()
    return desk


def refuted(desk: Desk, *acts: str) -> None:
    for at, kind in enumerate(("not confirmed", *acts), start=11):
        done = called("case", "act", desk.case, kind, *REVIEWER, f"2026-11-14T{at}:00:00")
        assert done.exit_code == 0, done.output


def disposed(desk: Desk, *words: str) -> str:
    done = called("disposition", "record", desk.case, *UNITS, *words, *FACILITY)
    return str(done.exception) if done.exception is not None else done.output


def test_nothing_more_is_asked_on_its_ground_and_nothing_is_written(desk: Desk) -> None:
    refuted(desk)
    before = {path: path.read_bytes() for path in desk.case.rglob("*") if path.is_file()}
    assert BARRED in desk.run("hold", desk.case, FIRST, "-o", desk.folder / "hold.csv", code=2)
    assert BARRED in desk.run("due", desk.case, "--day", LATER, at=LATER, code=2)
    assert BARRED in desk.run("receive", desk.case, desk.matching, "--key", desk.key, at=LATER, code=2)
    assert BARRED in desk.run("sent", desk.case, FIRST, at=LATER, code=2)
    assert not (desk.folder / "hold.csv").exists()
    assert {path: path.read_bytes() for path in desk.case.rglob("*") if path.is_file()} == before


def test_what_the_facility_says_is_taken_and_the_notice_can_be_withdrawn(desk: Desk) -> None:
    refuted(desk)
    desk.confirm(WHOLE, at=LATER)
    assert desk.states() == ["held", "sent"]
    desk.run("act", desk.case, FIRST, "withdrawn", at=LATER)
    assert desk.states() == ["withdrawn", "sent"]


def test_no_goods_are_ended_and_those_held_may_be_let_go(desk: Desk) -> None:
    desk.confirm(WHOLE)
    refuted(desk)
    told = disposed(desk, "--kind", "destroyed", "--authority", "contract clause")
    assert "goods of which the finding was overturned are released or retained" in told
    assert "1 disposition" in disposed(desk, "--kind", "released", "--authority", "decision")


def test_taken_up_again_it_bears_nothing_until_it_is_confirmed_anew(desk: Desk) -> None:
    desk.confirm(WHOLE)
    refuted(desk, "reopened")
    assert is_refuted(read_case(desk.case))
    assert "No person has confirmed" in desk.run("hold", desk.case, SECOND, "-o", desk.folder / "hold.csv", code=2)
    done = called("case", "act", desk.case, "confirmed", *REVIEWER, "2026-11-15")
    assert done.exit_code == 0, done.output
    assert not is_refuted(read_case(desk.case))
    desk.run("hold", desk.case, FIRST, "-o", desk.folder / "hold.csv")
    assert "1 disposition" in disposed(desk, "--kind", "destroyed", "--authority", "contract clause")
