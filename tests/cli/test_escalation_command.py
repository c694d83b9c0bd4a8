"""`counterfoil escalation`, the whole command: what is written, what a person reads, and with which code it ends."""

import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from integration.commands import EXAMPLES, called
from integration.escalations import SLOW, scorecard

HEAD = str(EXAMPLES / "quayside_head.toml")
OFFICER = ("--by", "programme-officer:5", "--why", "The numbers say so.")
APPROVER = ("--by", "approver:2", "--why", "They were looked at.")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one escalation that was found."""
    monkeypatch.setenv("COLUMNS", "200")
    told = assessed(tmp_path, "gff", "2026-04-02")
    assert told.exit_code == 0, told.output
    return tmp_path / "escalations"


def assessed(folder: Path, drawn: str, day: str):  # type: ignore[no-untyped-def]
    card = str(scorecard(folder, drawn))
    return called("escalation", "assess", str(folder / "escalations"), card, "--day", day, "--at", day)


def did(place: Path, act: str, *given: str) -> str:
    """Do an act and return what was printed."""
    told = called("escalation", "act", str(place), SLOW, act, *given)
    assert told.exit_code == 0, told.output
    return told.output


def test_what_was_found_is_told_period_by_period(tmp_path: Path) -> None:
    told = assessed(tmp_path, "gft", "2026-04-02").output
    assert "no failure" in told
    for said in (
        "✓ January 2026",
        "✗ February 2026",
        "– March 2026",
        "Too few: Too few notices.",
        "0 escalations opened",
    ):
        assert said in told
    assert "relists: no scorecard has relists-after-removal; not judged" in told


def test_a_step_with_its_paper_from_proposal_to_answer(place: Path) -> None:
    did(place, "reminder", "--head", HEAD, *OFFICER, "--at", "2026-04-03T09:00:00")
    did(place, "approved", *APPROVER, "--at", "2026-04-03T10:00:00")
    issued = did(place, "issued", "--head", HEAD, *OFFICER, "--at", "2026-04-03T11:00:00")
    assert "documents/1-reminder.pdf" in issued
    assert f"{SLOW} is reminder" in issued
    paper = place / SLOW / "documents" / "1-reminder.pdf"
    assert paper.read_bytes().startswith(b"%PDF-1.7")
    assert (
        json.loads((place / SLOW / "documents" / "1-reminder.pdf.json").read_text("utf-8"))["kind"]
        == "platform-reminder"
    )
    said = ("--text", "We look into it.", "--by", "platform:quayside", "--why", "Its mail.")
    assert "answered step 1" in called("escalation", "answer", str(place), SLOW, *said, "--at", "2026-04-10").output
    number = ("--number", "2026-03-01", "--text", "A mailbox was not read.", *said[2:], "--at", "2026-04-11")
    assert called("escalation", "answer", str(place), SLOW, *number).exit_code == 0
    shown = called("escalation", "show", str(place), SLOW, "--day", "2026-04-12").output
    assert "A mailbox was not read." in shown
    assert "2026-04-03 + 10 US business days = 2026-04-17" in shown
    assert pl.read_parquet(place / SLOW / "measure_answers.parquet").height == 1


def test_lists_and_what_is_due(place: Path) -> None:
    listed = called("escalation", "list", str(place), "--day", "2026-04-03").output
    assert "may go up to reminder" in listed
    assert "propose reminder" in called("escalation", "due", str(place), "--day", "2026-04-03").output
    did(place, "reminder", "--head", HEAD, *OFFICER, "--at", "2026-04-03T09:00:00")
    assert "approve or refuse step 1" in called("escalation", "due", str(place), "--day", "2026-04-03").output
    did(place, "approved", *APPROVER, "--at", "2026-04-03T10:00:00")
    did(place, "issued", "--head", HEAD, *OFFICER, "--at", "2026-04-03T11:00:00")
    in_time = called("escalation", "due", str(place), "--day", "2026-04-17", "--fail-on", "late")
    assert in_time.exit_code == 0
    late = called("escalation", "due", str(place), "--day", "2026-04-20", "--fail-on", "late")
    assert late.exit_code == 1
    assert "3 days late" in late.output


def test_nothing_due_and_nothing_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "escalations").mkdir()
    assert "There are no escalations" in called("escalation", "list", str(tmp_path / "escalations")).output
    assert "Nothing is to be done" in called("escalation", "due", str(tmp_path / "escalations")).output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("reminder", *OFFICER), "who writes to whom"),
        (("reminder", "--head", HEAD, *APPROVER), "is for a programme-officer"),
        (("fine", "--head", HEAD, *OFFICER), "One step at a time"),
        (("reminder", "--amount", "5", "--head", HEAD, *OFFICER), "needs its amount, currency, legal ground"),
        (("approved", *APPROVER), "No step waits"),
    ],
)
def test_what_may_not_be_is_refused_with_its_cure(given: tuple[str, ...], said: str, place: Path) -> None:
    told = called("escalation", "act", str(place), SLOW, *given, "--at", "2026-04-03")
    assert isinstance(told.exception, UserError)
    assert said in str(told.exception)


def test_nobodys_data_stands_in_an_answer(place: Path) -> None:
    text = ("--text", "Write to jane.roe@example.com.", "--by", "platform:quayside", "--why", "Its mail.")
    told = called("escalation", "answer", str(place), SLOW, *text, "--at", "2026-04-10")
    assert "an e-mail" in str(told.exception) or "mail" in str(told.exception)


def test_no_step_is_taken_by_an_act_that_is_none(place: Path) -> None:
    told = called("escalation", "act", str(place), SLOW, "pardoned", *OFFICER)
    assert told.exit_code != 0
    assert pl.read_parquet(place / SLOW / "events.parquet").height == 1
