"""Who acts is an id, and no act lies in the future."""

import datetime as dt

import click
import pytest
from click.testing import CliRunner

from counterfoil.cli.acting import acting
from counterfoil.errors import UserError


@click.command()
@acting
def act(by: str, why: str, at: dt.datetime) -> None:
    click.echo(f"{by} {why} {at.isoformat()}")


def _run(*given: str) -> str:
    return CliRunner().invoke(act, given, catch_exceptions=False, standalone_mode=False).output


def test_an_act_has_its_actor_reason_and_time() -> None:
    found = _run("--by", "reviewer:7", "--why", "seen", "--at", "2026-11-08")
    assert found == "reviewer:7 seen 2026-11-08T00:00:00+00:00\n"


@pytest.mark.parametrize(
    "given", [("--by", "Ann Lee", "--at", "2026-11-08"), ("--by", "reviewer:7", "--at", "2999-01-01")]
)
def test_a_name_and_a_day_to_come_are_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        _run("--why", "seen", *given)
