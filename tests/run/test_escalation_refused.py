"""What may not be done with an escalation is refused before anything is written: out of turn, or without ground."""

from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil.run.escalation_acts import Asked
from counterfoil.run.escalation_files import read_escalation
from counterfoil.run.escalation_standing import run_escalation_list, run_escalation_show
from integration.escalations import APPROVER, FINED, HEAD, OFFICER, SLOW, after, assess, do
from integration.escalations import plain_papers as _plain_papers  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("_plain_papers")


def test_acts_out_of_their_turn(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    for act, said in (
        ("approved", "No step waits"),
        ("issued", "No step waits"),
        ("accepted", "No step stands"),
        ("fine", "One step at a time"),
        ("step down", "cannot go to"),
    ):
        with pytest.raises(UserError, match=said):
            do(tmp_path, act, OFFICER, after(3), FINED if act == "fine" else None)
    do(tmp_path, "reminder", OFFICER, after(3))
    for act, by, said in (
        ("reminder", OFFICER, "is proposed"),
        ("issued", OFFICER, "cannot be issued"),
        ("approved", "approver:5", "proposed"),
        ("dropped", OFFICER, "is proposed"),
    ):
        with pytest.raises(UserError, match=said):
            do(tmp_path, act, by, after(3, hour=10))
    assert read_escalation(tmp_path / "escalations" / SLOW).tables["events"].height == 2


def test_an_act_before_the_last(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    do(tmp_path, "reminder", OFFICER, after(3))
    with pytest.raises(UserError, match="The act before it was on"):
        do(tmp_path, "approved", APPROVER, after(2))


def test_a_head_of_another_platform(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    other = tmp_path / "head.toml"
    other.write_text(HEAD.read_text("utf-8").replace('"Quayside Bazaar"', '"Tidewater Market"'), "utf-8")
    for head, said in ((other, "names Tidewater Market"), (None, "who writes to whom")):
        with pytest.raises(UserError, match=said):
            do(tmp_path, "reminder", OFFICER, after(3), Asked(head=head))


def test_no_such_escalation(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    with pytest.raises(UserError, match=f"There are: {SLOW}"):
        run_escalation_show(tmp_path / "escalations", "esc-0", day=after(3).date())
    with pytest.raises(UserError, match="no such folder"):
        run_escalation_list(tmp_path / "nowhere", day=after(3).date())


def test_a_fine_is_needed_for_a_fine_alone(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    with pytest.raises(UserError, match="has no amount"):
        do(tmp_path, "reminder", OFFICER, after(3), FINED)
