"""A group whose default command is meant where none is named: which command gets which arguments?"""

import click
import pytest
from click.testing import CliRunner

from counterfoil.cli.default_group import DefaultGroup


@click.group(cls=DefaultGroup, default="make")
def group() -> None:
    """Make or check."""


@group.command()
@click.argument("what")
@click.option("-o", "--out")
def make(what: str, out: str | None) -> None:
    """Make WHAT."""
    click.echo(f"made {what} {out}")


@group.command()
@click.argument("what")
def check(what: str) -> None:
    """Check WHAT."""
    click.echo(f"checked {what}")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["make", "a"], "made a None"),
        (["a", "-o", "b"], "made a b"),
        (["-o", "b", "a"], "made a b"),
        (["check", "a"], "checked a"),
        (["make", "check"], "made check None"),
        (["--help"], "Make or check."),
    ],
)
def test_the_default_command_takes_what_begins_with_no_command(given: list[str], told: str) -> None:
    result = CliRunner().invoke(group, given)
    assert result.exit_code == 0
    assert told in result.output
