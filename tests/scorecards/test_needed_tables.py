"""Is it told of every table that a measure needs who has it, and how it comes about?"""

import re

import click
import pytest

from counterfoil.cli.main import cli
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.needed_tables import NEEDED
from counterfoil.tables.table_names import CONTRACTS

NAMED = sorted(
    {name for one in NEEDED.values() for name in re.findall(r"counterfoil ([a-z-]+(?: [a-z-]+)?)", one.cure)}
)


def test_every_table_that_is_needed_has_its_cure() -> None:
    needed = {name for one in MEASURES.values() for name in one.needs}
    assert needed <= set(NEEDED)
    assert set(NEEDED) <= set(CONTRACTS)
    assert all(one.held_by and one.cure.endswith(".") for one in NEEDED.values())


@pytest.mark.parametrize("command", NAMED)
def test_the_commands_that_are_named_exist(command: str) -> None:
    """A group's own command, where one is named; the words after a command itself are of the sentence."""
    first, _, second = command.partition(" ")
    context = click.Context(cli)
    found = cli.get_command(context, first)
    assert found is not None
    if isinstance(found, click.Group) and second:
        assert found.get_command(context, second) is not None
