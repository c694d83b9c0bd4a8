"""`counterfoil case`: cases from the results of runs; shown, moved on, and drafted for penalties."""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.case_summary import print_building
from counterfoil.enforcement.cases.networks import LEAST
from counterfoil.run.case_building import CaseRequest, run_case_building
from counterfoil.tables.decision import DECISIONS

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil case build demo-output/screening -o cases
"""


@click.group(epilog=EXAMPLES)
def case() -> None:
    """Cases: what is held against one operator, with the evidence for and against."""


@case.command()
@click.argument("results", type=FILE, nargs=-1, required=True)
@click.option("-o", "--out", type=FILE, required=True, help="Folder of the cases; those that are there already go on.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the cases; default: today.")
@click.option(
    "--least",
    type=click.Choice(DECISIONS[1:]),
    default=LEAST,
    show_default=True,
    help="The mildest decision on an offer that makes a case of an account without a network.",
)
@click.option("--rates", type=FILE, help="currency,usd: what the prices are converted with; default: the screening's.")
def build(results: tuple[Path, ...], out: Path, day: dt.datetime | None, least: str, rates: Path | None) -> None:
    """Build cases from RESULTS, the folders that `screen`, `link`, `match` and `vet` wrote.

    One case for each network; each gets a folder with its subjects, the evidence for and against, exhibits and events.
    """
    at = day.replace(tzinfo=dt.UTC) if day else dt.datetime.now(dt.UTC).replace(microsecond=0)
    record = run_case_building(CaseRequest(results=results, out=out, at=at, least=least, rates=rates))
    print_building(record, out=out)
