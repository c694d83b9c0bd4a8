"""`counterfoil track`: what became of what was found, as one page of charts with their tables and queries."""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.acting import day_asked
from counterfoil.cli.track_summary import print_tracking
from counterfoil.run.tracking import TrackingRequest, run_tracking

FILE = click.Path(path_type=Path)
EXAMPLES = """
\b
Examples:
  counterfoil track examples/examinations.csv examples/shipments.csv --day 2026-11-22 -o shipments.html
  counterfoil track demo-output/screening cases examples/rights.csv examples/labels.csv examples/sales.csv \
--costs examples/costs.toml --day 2026-11-22 -o tracking.html
"""


@click.command(epilog=EXAMPLES)
@click.argument("tables", type=FILE, nargs=-1, required=True)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="What is open on this day lasts; default: today.")
@click.option("--costs", type=FILE, help="Your minutes, hourly rates and fees (TOML); without it no cost is told.")
@click.option(
    "--prevalence", type=FILE, multiple=True, help="Folder of `counterfoil estimate prevalence`; once for each."
)
@click.option("-o", "--out", type=FILE, required=True, help="The page (.html); a folder of its name stands beside it.")
def track(
    tables: tuple[Path, ...], day: dt.datetime | None, costs: Path | None, prevalence: tuple[Path, ...], out: Path
) -> None:
    """Show what became of what was found: value, funnels, times, the network, costs and accuracy records.

    TABLES are folders of runs and cases, and single files: each is known by its columns. By mark, category, origin,
    platform, facility and intermediary. OUT is one page without a script; the folder beside it receives each chart's
    table as CSV, accuracy_record.csv, queries.sql, rejects and run.json. A chart for which a table is missing says
    which.
    """
    request = TrackingRequest(tables=tables, day=day_asked(day), out=out, costs=costs, prevalence=prevalence)
    print_tracking(run_tracking(request), out=out)
