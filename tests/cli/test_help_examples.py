"""Help of every command shows examples; that they run is tested with the pages, in tests/docs."""

import shlex

import click
import pytest

from counterfoil import __version__
from counterfoil.cli.main import cli
from integration.commands import called

CONTEXT = click.Context(cli)
COMMANDS = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}


def examples_of(name: str) -> list[str]:
    command = COMMANDS[name]
    assert command is not None
    lines = (command.epilog or "").splitlines()
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


@pytest.mark.parametrize("name", sorted(name for name in COMMANDS if not isinstance(COMMANDS[name], click.Group)))
def test_every_option_in_an_example_is_an_option_of_the_command(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    used = {word for line in examples_of(name) for word in shlex.split(line) if word.startswith("-")}
    assert used <= known
