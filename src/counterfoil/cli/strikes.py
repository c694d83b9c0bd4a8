"""`counterfoil strikes`: how many strikes each party has, and what another strike policy would have changed."""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.acting import day_asked
from counterfoil.cli.strikes_tables import print_count, print_replay
from counterfoil.enforcement.strikes.strike_policy import SHIPPED
from counterfoil.run.strikes import run_count, run_strike_replay, strike_policy_in

PATH = click.Path(path_type=Path)
EXAMPLES = """
\b
Examples:
  counterfoil strikes count examples/strike_history.csv --day 2026-06-30
  counterfoil strikes replay examples/strike_history.csv
  counterfoil strikes replay examples/strike_history.csv --policy shop-safe-2023 -o strikes
"""


@click.group(epilog=EXAMPLES)
def strikes() -> None:
    """Count strikes, and ask what another strike policy would have changed."""


@strikes.command()
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--policy", default="graduated", show_default=True, help=f"A TOML file, or: {', '.join(SHIPPED)}.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they are counted; default: today.")
@click.option("-o", "--out", type=PATH, help="File for all parties (.csv, .parquet, .json).")
def count(paths: tuple[Path, ...], policy: str, day: dt.datetime | None, out: Path | None) -> None:
    """Count the strikes of each party in PATHS: files of violations, cases, or folders of cases.

    All accounts of a party count together; what was overturned or undone until that day does not count.
    """
    asked = day_asked(day)
    chosen = strike_policy_in(policy)
    print_count(run_count(paths, chosen, day=asked, out=out), chosen, day=asked, out=out)


@strikes.command()
@click.argument("history", type=PATH)
@click.option(
    "--policy",
    "policies",
    multiple=True,
    help=f"A TOML file, or: {', '.join(SHIPPED)}; may be repeated. Default: those.",
)
@click.option("-o", "--out", type=PATH, help="Folder for the tables behind the figures, by ids only.")
def replay(history: Path, policies: tuple[str, ...], out: Path | None) -> None:
    """Had the strike policy been this one, what would have been prevented in HISTORY, and who wrongly hit?

    HISTORY is a file of violations with what became of them. The days are gone through in their order; no policy
    knows what came later.
    """
    chosen = [strike_policy_in(name) for name in policies or SHIPPED]
    read, found = run_strike_replay(history, chosen, out=out)
    print_replay(read, found, out=out)
