"""`counterfoil case act` and `clock CASE`: what is recorded, and what is refused before anything is written."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from counterfoil.enforcement.clocks.rule import ClockRule
from counterfoil.enforcement.clocks.running import RULES
from counterfoil.errors import UserError
from counterfoil.run.case_acts import Doing, act_in_case
from counterfoil.run.case_files import read_case, write_case_table
from counterfoil.run.clock import run_clock
from counterfoil.run.lock import locked
from counterfoil.run.penalty import run_penalty
from counterfoil.tables import case, case_evidence, case_subject, event, exhibit
from integration.commands import called

CASE = "case-5b1f0c2d9a3e"
AT = dt.datetime(2026, 11, 9, 8, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)
TABLES = {"case": case, "subjects": case_subject, "evidence": case_evidence, "exhibits": exhibit, "events": event}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / CASE
    for name, rows in TABLES.items():
        write_case_table(here, name, rows.EXAMPLE)
    pl.read_parquet(here / "case.parquet").write_parquet(tmp_path / "cases.parquet")
    return here


def doing(kind: str, by: str = "reviewer:7", of: str = "", at: dt.datetime = AT) -> Doing:
    return Doing(kind, by, "It is so.", at, of)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_a_case_is_moved_on_in_its_row_its_events_and_the_list_of_cases(folder: Path) -> None:
    states = [act_in_case(folder, doing(kind)).state for kind in ("taken up", "confirmed")]
    assert states == ["under review", "confirmed"]
    assert act_in_case(folder, doing("acted on", "case-officer:3")).state == "acted on"
    read = read_case(folder)
    assert read.tables["case"]["state"].to_list() == ["acted on"]
    assert read.tables["events"]["kind"].to_list() == ["found", "taken up", "confirmed", "acted on"]
    assert pl.read_parquet(folder.parent / "cases.parquet")["state"].to_list() == ["acted on"]


@pytest.mark.parametrize(
    ("done", "says"),
    [
        (doing("closed"), "A case that is “found” cannot be closed"),
        (doing("taken up", "clerk:7"), "is for a reviewer to do. Have one do it, with --by reviewer:ID"),
        (doing("taken up", at=AT - dt.timedelta(days=30)), "The last act before it was on 2026-11-08 10:00"),
        (doing("dissolved"), "“dissolved” is no act of a case. The case can be: “taken up”"),
        (doing("sealed", "custodian:1", "E-9"), "The case has no exhibit “E-9”. Name one with --of: E-1 to E-1"),
        (doing("shown", "case-officer:1", "E-1"), "An exhibit that is “taken” cannot be shown"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(folder: Path, done: Doing, says: str) -> None:
    before = bytes_of(folder)
    with pytest.raises(UserError, match=says.replace("(", r"\(")):
        act_in_case(folder, done)
    assert bytes_of(folder) == before


def test_an_exhibit_that_is_withheld_says_so_in_its_row_until_it_is_disclosed(folder: Path) -> None:
    act_in_case(folder, doing("withheld", of="E-1"))
    assert read_case(folder).tables["exhibits"]["withheld"].to_list() == [True]
    act_in_case(folder, doing("disclosed", of="E-1"))
    assert read_case(folder).tables["exhibits"]["withheld"].to_list() == [False]


def test_what_deadlines_run_from_is_told_once_and_the_clock_runs_from_it(folder: Path) -> None:
    mailed = doing("seizure-notice-mailed", "customs:3", "2026-EX-0412", dt.datetime(2026, 10, 29, tzinfo=dt.UTC))
    told = act_in_case(folder, mailed)
    assert told.sets_going == ("the importer: petition for relief from the seizure",)
    found, _ = run_clock(folder, day=DAY, out=None)
    assert [(one.rule.name, one.due, one.act.id, one.state) for one in found] == [
        ("petition for relief from the seizure", dt.date(2026, 11, 28), "2026-EX-0412", "running")
    ]
    with pytest.raises(UserError, match="of 2026-EX-0412 is there already, on 2026-10-29"):
        act_in_case(folder, mailed)
    act_in_case(folder, doing("petition-filed", "customs:3", "2026-EX-0412", dt.datetime(2026, 11, 10, tzinfo=dt.UTC)))
    assert [one.state for one in run_clock(folder, day=DAY, out=None)[0]] == ["met"]
    assert run_clock(folder, day=dt.date(2026, 10, 1), out=None)[0] == []  # nothing had happened yet


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.since][:2], ids=lambda rule: rule.begins)
def test_a_law_that_did_not_hold_yet_is_said_before_the_act_is_written(folder: Path, rule: ClockRule) -> None:
    before = bytes_of(folder)
    with pytest.raises(UserError, match="holds since"):
        act_in_case(folder, doing(rule.begins, "platform:1", "s-1", dt.datetime(1900, 1, 1, tzinfo=dt.UTC)))
    assert bytes_of(folder) == before


def test_the_clock_command_takes_a_case(folder: Path) -> None:
    act_in_case(folder, doing("presented", "customs:3", "2026-EX-0412", dt.datetime(2026, 11, 2, tzinfo=dt.UTC)))
    assert "decide to release or detain" in called("clock", folder, "--day", "2026-11-20").output


def test_a_drafted_penalty_is_read_and_a_file_that_is_there_stays(folder: Path, tmp_path: Path) -> None:
    act_in_case(folder, doing("seized", "customs:3", "2026-EX-0412", dt.datetime(2026, 10, 26, tzinfo=dt.UTC)))
    out = tmp_path / "penalty.toml"
    done = called("case", "penalty", folder, "-o", out, "--day", DAY)
    assert (done.exit_code, out.exists()) == (0, True)
    assert [one.statute for one in run_penalty(out, day=DAY, out=None).exposed][:1] == ["19 USC 1526(f)"]
    again = called("case", "penalty", folder, "-o", out, "--day", DAY)
    assert "There is a file already" in str(again.exception)


def test_an_act_stands_while_cases_are_built_beside_it(folder: Path) -> None:
    with locked(folder.parent):
        assert act_in_case(folder, doing("taken up")).state == "under review"
    assert read_case(folder).tables["events"]["kind"].to_list() == ["found", "taken up"]


def test_a_folder_that_is_no_case_is_refused_and_not_made(folder: Path) -> None:
    nothing = folder.parent / "case-of-nobody"
    with pytest.raises(UserError, match="This folder is no case"):
        act_in_case(nothing, doing("taken up"))
    assert not nothing.exists()
