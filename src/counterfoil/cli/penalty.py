"""`counterfoil penalty`: what may be asked of a person under every statute, and what is proven of it."""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.penalty_tables import print_exposure
from counterfoil.run.penalty import run_penalty

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil penalty examples/penalty_case.toml --day 2026-11-08
  counterfoil penalty examples/penalty_case.toml -o exposure.json
"""


@click.command(epilog=EXAMPLES)
@click.argument("case", type=FILE)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is asked; default: today.")
@click.option("-o", "--out", type=FILE, help="File for all of it, with every number's source (JSON).")
def penalty(case: Path, day: dt.datetime | None, out: Path | None) -> None:
    """Work out the penalties that the facts in CASE (TOML) expose a person to, element by element.

    Amounts are US dollars. They are what the law allows, not what will be imposed; several exclude each other, so they
    are not added up. A score of Counterfoil's proves no element.
    """
    print_exposure(run_penalty(case, day=day.date() if day else None, out=out), out=out)
