"""Help of every command shows examples, and the examples on the example files run as they stand."""

import shlex
import shutil
from pathlib import Path

import click
import pytest

from counterfoil import __version__
from counterfoil.cli.main import cli
from integration.commands import EXAMPLES, called

COMMANDS: dict[str, click.Command] = cli.commands


def examples_of(name: str) -> list[str]:
    lines = (COMMANDS[name].epilog or "").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("counterfoil ")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_shows_what_the_command_does_and_examples_of_it(name: str, option: str) -> None:
    result = called(name, option)
    assert result.exit_code == 0
    for example in examples_of(name):
        assert example in result.output
    assert examples_of(name)
    assert all(example.startswith(f"counterfoil {name} ") for example in examples_of(name))


def test_the_version_and_the_help_of_all() -> None:
    assert called("--version").output.strip().endswith(__version__)
    assert all(name in called("-h").output for name in COMMANDS)


@pytest.mark.parametrize("name", ["prices", "screen"])
def test_examples_on_the_example_files_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("pictures"))
    monkeypatch.chdir(tmp_path)
    runnable = [line for line in examples_of(name) if "examples/" in line]
    assert runnable
    for line in runnable:
        result = called(*shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output, result.exception)


@pytest.mark.parametrize("name", ["prices", "screen"])
def test_every_option_in_an_example_is_an_option_of_the_command(name: str) -> None:
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    used = {word for line in examples_of(name) for word in shlex.split(line) if word.startswith("-")}
    assert used <= known
