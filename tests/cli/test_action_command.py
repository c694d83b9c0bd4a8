"""`counterfoil action` and `counterfoil strikes` as a person meets them: what is shown, refused, and left behind."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterfoil.cli.main import cli
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.errors import UserError
from counterfoil.run.actions import read_actions
from enforcement.actions.ring_case import METHOD, SECRET, write_acted_case, write_ring_case

HISTORY = str(Path(__file__).parents[2] / "examples" / "strike_history.csv")
BY = ["--by", "case-officer:5", "--why", "Looked at."]


def run(*arguments: str, width: int = 100) -> Result:
    return CliRunner().invoke(cli, arguments, env={"COLUMNS": str(width)})


@pytest.mark.parametrize("width", [80, 120])
def test_every_kind_is_listed_and_told_whole(width: int) -> None:
    told = run("action", "kinds", width=width)
    assert told.exit_code == 0
    assert all(key in told.output for key in ACTIONS)
    for key, kind in ACTIONS.items():
        one = " ".join(run("action", "kinds", key, width=width).output.split())
        assert kind.undo.stays in one
        assert all(need.says in one for need in kind.needs)


def test_a_proposal_shows_what_it_means_before_anybody_approves_it(tmp_path: Path) -> None:
    case = str(write_ring_case(tmp_path, confirmed=True))
    told = run("action", "propose", case, "terminate", "--on", "account:s-34", *BY)
    text = " ".join(told.output.split())
    assert told.exit_code == 0
    assert "We have closed your account s-34 for good." in text
    assert "Terminate: account:s-31." in text
    assert "Block relisting: offer:TM-8280467, offer:TM-9032957." in text
    assert "s-32 lacks a fact" in text
    assert "stock that was destroyed" in text
    assert "2 × case-officer; not by case-officer:5" in text
    assert METHOD not in told.output
    assert SECRET not in told.output


def test_the_list_says_who_has_to_act_next(tmp_path: Path) -> None:
    case = str(write_acted_case(tmp_path))
    told = run("action", "list", case)
    assert [word in told.output for word in ("approver", "operator", "case officer", "uninvolved officer")] == [
        True
    ] * 4
    assert run("action", "list", str(write_ring_case(tmp_path / "other"))).output.startswith("No actions")


def test_a_refused_command_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    case = write_acted_case(tmp_path)
    before = {path.name: path.read_bytes() for path in case.glob("*.parquet")}
    refused = run("action", "begin", str(case), "2", "1", *BY)  # 1 is not approved
    assert isinstance(refused.exception, UserError)
    assert {path.name: path.read_bytes() for path in case.glob("*.parquet")} == before


def test_each_act_moves_its_action(tmp_path: Path) -> None:
    case = write_acted_case(tmp_path)
    acts = [("approve", "1"), ("begin", "2"), ("uphold", "4"), ("undo", "3"), ("refuse", "1")]
    for act, name in acts:
        assert run("action", act, str(case), name, *BY).exit_code == 0, act
    states = [row["state"] for row in read_actions(case).actions]
    assert states == ["refused", "in force", "undone", "upheld", "refused"]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--on", "TM-1", "Write kind:id"), ("--territory", "Germany", "two letters"), ("--by", "Ana", "role:id")],
)
def test_what_cannot_be_read_is_told_with_its_cure(tmp_path: Path, option: str, value: str, said: str) -> None:
    case = str(write_ring_case(tmp_path))
    told = run("action", "propose", case, "remove", "--on", "offer:TM-6514935", *BY, option, value)
    assert said in str(told.exception)


@pytest.mark.parametrize("width", [80, 120])
def test_strikes_are_counted_and_policies_stand_side_by_side(width: int) -> None:
    counted = run("strikes", "count", HISTORY, "--day", "2026-06-30", width=width)
    assert "p-ring" in counted.output
    assert "16.00" in counted.output
    told = run("strikes", "replay", HISTORY, width=width).output
    assert "1 of 5 (4% to 62%)" in told
    assert "USD 28,339.00" in told
    assert all(len(line) <= width for line in told.splitlines())


def test_a_milder_policy_says_what_it_cannot_know(tmp_path: Path) -> None:
    mild = tmp_path / "mild.toml"
    mild.write_text(
        'name = "mild"\nversion = 1\ntitle = "mild"\n[memory]\nwindow_days = 30\nsource = "ours"\nverified = "D"\n'
        '[weights]\ncounterfeit = 1\n[[steps]]\nat = 9\naction = "terminate"\nsource = "ours"\nverified = "D"\n',
        encoding="utf-8",
    )
    told = " ".join(run("strikes", "replay", HISTORY, "--policy", str(mild)).output.split())
    assert "the platform closed 3 parties that it would not have" in told
