"""`counterfoil statement` says what was made, what not and why, and what to do next."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterfoil.cli.main import cli
from counterfoil.errors import UserError

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "actions.jsonl")
ASKED = ["statement", EXAMPLE, "--platform", "Tidewater Market", "--day", "2026-11-10"]


def test_it_tells_what_was_made_and_what_not(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, [*ASKED, "-o", str(tmp_path / "out")], env={"COLUMNS": "160"})
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0] == "7 statements of 11 actions made, in 1 batch for the database"
    assert lines[1] == "  1 after the restriction took effect (article 17(2))"
    assert "  1  It restricts nothing." in lines
    assert "act-09  decision_facts holds what looks like a telephone number.  Take it out" in told.stdout
    again = CliRunner().invoke(cli, [*ASKED, "-o", str(tmp_path / "out")], env={"COLUMNS": "160"})
    assert again.stdout.startswith("0 statements of 11 actions made\n  7 statements made before\n")


def test_it_needs_a_folder() -> None:
    told = CliRunner().invoke(cli, ASKED)
    assert isinstance(told.exception, UserError)
    assert str(told.exception) == "There is no folder for the results. Name one with -o."


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--language", "fr", "There are no texts in “fr”"),
        ("--platform", " ", "The platform has no name"),
        ("--used", EXAMPLE, "puid"),
    ],
)
def test_a_mistake_is_told_with_its_cure(option: str, value: str, says: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, [*ASKED, option, value, "-o", str(tmp_path / "out")])
    assert isinstance(told.exception, UserError)
    assert says in str(told.exception)
