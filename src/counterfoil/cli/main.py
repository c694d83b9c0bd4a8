"""The command line: one file per command. Exit codes: 0 done, 1 found what the user asked to fail on, 2 bad input."""

import sys

import click

from counterfoil import __version__
from counterfoil.cli.prices import prices
from counterfoil.cli.screen import screen
from counterfoil.errors import UserError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="counterfoil")
def cli() -> None:
    """Find counterfeit goods sold online and carry each find through to what is done about it."""


cli.add_command(screen)
cli.add_command(prices)


def main() -> None:
    """Run the command line; a user's mistake ends in one sentence with its cure and exit code 2."""
    try:
        cli()
    except UserError as error:
        click.echo(f"counterfoil: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
