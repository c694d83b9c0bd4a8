"""The command line: one file per command. Exit codes: 0 done, 1 found what the user asked to fail on, 2 bad input."""

import sys

import click

from counterfoil import __version__
from counterfoil.cli.bundle import bundle
from counterfoil.cli.calibrate import calibrate
from counterfoil.cli.clock import clock
from counterfoil.cli.evaluate import evaluate
from counterfoil.cli.explain import explain
from counterfoil.cli.export import export
from counterfoil.cli.inspect import inspect
from counterfoil.cli.link import link
from counterfoil.cli.match import match
from counterfoil.cli.penalty import penalty
from counterfoil.cli.policy import policy
from counterfoil.cli.prices import prices
from counterfoil.cli.register import register
from counterfoil.cli.replay import replay
from counterfoil.cli.screen import screen
from counterfoil.cli.signature import signature
from counterfoil.cli.verify import verify
from counterfoil.cli.vet import vet
from counterfoil.errors import UserError

INTERRUPTED = 130  # what shells give a command that Ctrl-C ended


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="counterfoil")
def cli() -> None:
    """Find counterfeit goods sold online and carry each find through to what is done about it."""


cli.add_command(screen)
cli.add_command(match)
cli.add_command(signature)
cli.add_command(inspect)
cli.add_command(link)
cli.add_command(prices)
cli.add_command(policy)
cli.add_command(explain)
cli.add_command(replay)
cli.add_command(register)
cli.add_command(penalty)
cli.add_command(clock)
cli.add_command(export)
cli.add_command(calibrate)
cli.add_command(evaluate)
cli.add_command(vet)
cli.add_command(bundle)
cli.add_command(verify)


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
