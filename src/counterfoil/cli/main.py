"""The command line: one file per command. Exit codes: 0 done, 1 found what the user asked to fail on, 2 bad input."""

import importlib
import sys
from importlib.metadata import EntryPoint, entry_points

import click

from counterfoil import __version__
from counterfoil.errors import UserError

INTERRUPTED = 130  # what shells give a command that Ctrl-C ended
COMMANDS = (  # each in the file of its name; in the order in which the data flows
    "inspect",
    "prices",
    "register",
    "screen",
    "explain",
    "replay",
    "policy",
    "calibrate",
    "evaluate",
    "vet",
    "link",
    "target",
    "match",
    "signature",
    "serials",
    "stock",
    "consignee",
    "case",
    "action",
    "strikes",
    "statement",
    "notice",
    "order",
    "facility-notice",
    "disposition",
    "reconcile",
    "penalty",
    "clock",
    "document",
    "scorecard",
    "escalation",
    "estimate",
    "track",
    "transparency",
    "bundle",
    "verify",
    "export",
)


class _Commands(click.Group):
    """The commands, each read only when it is called: all of them together take seconds to import."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click passes it
        return [*COMMANDS, *sorted(_joined())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click passes it
        if cmd_name not in COMMANDS:  # only then are other packages asked: to look through all of them takes time
            return _joined_command(cmd_name)
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"counterfoil.cli.{name}"), name)
        return command


def _joined() -> dict[str, EntryPoint]:
    """Return the commands of other packages, such as the desk's: the engine does not know them."""
    return {found.name: found for found in entry_points(group="counterfoil.commands")}


def _joined_command(name: str) -> click.Command | None:
    found = _joined().get(name)
    if found is None:
        return None
    try:
        command: click.Command = found.load()
    except ImportError as cause:
        raise UserError(f"“{name}” is not installed.", cure=f'Run: pip install "counterfoil[{name}]"') from cause
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="counterfoil")
def cli() -> None:
    """Find counterfeit goods sold online and carry each find through to what is done about it."""


def main() -> None:
    """Run the command line; a user's mistake ends in one sentence with its cure and exit code 2."""
    try:
        cli(standalone_mode=False)
    except UserError as error:
        click.echo(f"counterfoil: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:  # Ctrl-C; 1 would say that something was found
        click.echo("counterfoil: stopped; no results were written.", err=True)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
