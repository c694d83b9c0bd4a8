"""`counterfoil transparency`: what a platform received, decided and got wrong in a period, for the public."""

import datetime as dt
import sys
from pathlib import Path

import click

from counterfoil.cli.acting import day_asked
from counterfoil.cli.transparency_summary import print_differences, print_transparency
from counterfoil.errors import UserError
from counterfoil.run.transparency import TransparencyRequest, run_transparency
from counterfoil.run.transparency_check import run_recompute
from counterfoil.transparency.measure import asked_on
from counterfoil.transparency.report import USUAL_LIMIT

PATH = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

EXAMPLES = """
\b
Examples:
  counterfoil transparency examples/quayside_notices.csv examples/quayside_notice_listings.csv \
--platform "Quayside Bazaar" --from 2026-01-01 --until 2026-10-31 -o transparency
  counterfoil transparency cases examples/sellers.csv examples/seller_events.csv --platform "Tidewater Market" \
--from 2026-10-01 --until 2026-12-31 --day 2026-11-22 --suppress-below 3 -o transparency
"""


@click.command(epilog=EXAMPLES)
@click.argument("tables", type=PATH, nargs=-1)
@click.option("--platform", help="Whose report it is, as the tables name it; case does not matter.")
@click.option("--from", "first", type=DAY, help="First day of the period.")
@click.option("--until", "last", type=DAY, help="Last day of the period.")
@click.option("--day", type=DAY, help="Nothing later is counted; default: today, UTC.")
@click.option(
    "--suppress-below",
    "limit",
    type=click.IntRange(min=0),
    default=USUAL_LIMIT,
    show_default=True,
    help="Withhold numbers below this, and what would give one away; 0 withholds nothing.",
)
@click.option("--fonts", type=PATH, multiple=True, help="Folder of Noto fonts, instead of the system's.")
@click.option("-o", "--out", type=PATH, help="Folder for the results; what may be published lies in its folder public.")
@click.option("--recompute", type=PATH, help="Check an exported report instead, from TABLES if any are given.")
def transparency(
    tables: tuple[Path, ...],
    platform: str | None,
    first: dt.datetime | None,
    last: dt.datetime | None,
    day: dt.datetime | None,
    limit: int,
    fonts: tuple[Path, ...],
    out: Path | None,
    recompute: Path | None,
) -> None:
    """Count what the Digital Services Act asks a platform to publish of a period, as page, PDF, CSV and JSON.

    TABLES are files and result folders: cases with their events, actions, notices and statements, orders, and events of
    sellers. Tables of several platforms may lie beside one another: those of cases and sellers tell which rows are the
    platform's. What they do not tell is said to be not counted. Small numbers are withheld so that no other gives them
    away. With --recompute DIR nothing is written; exit code 1 where the report is not what its tables give.
    """
    if recompute is not None:
        differences = run_recompute(recompute, tables)
        print_differences(differences, folder=recompute, is_counted=bool(tables))
        sys.exit(1 if differences else 0)
    if platform is None or first is None or last is None or out is None or not tables:
        raise UserError("A report needs its tables, --platform, --from, --until and -o.", cure="Give all of them.")
    asked = asked_on(day_asked(day), platform=platform, first=first.date(), until=last.date())
    request = TransparencyRequest(tables=tables, asked=asked, out=out, limit=limit, font_folders=fonts)
    made, record = run_transparency(request)
    print_transparency(made, record, out=out)
