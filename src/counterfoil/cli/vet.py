"""`counterfoil vet`: sellers in; dossiers, checks, clocks, denied matches, rejects and a report out."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.vetting_summary import print_vetting
from counterfoil.run.vetting import VetRequest, run_vetting
from counterfoil.tables.dossier import STATUSES
from counterfoil.vetting.regime import DEFAULT, NAMES

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil vet examples/sellers.csv --day 2026-11-08 -o vetting
  counterfoil vet sellers.csv --denied examples/denied.csv --documents seller_documents.csv --events seller_events.csv \
--sales sales.csv --day 2026-11-08 -o vetting
  counterfoil vet sellers.csv --regime dsa-30 --day 2026-11-08 --fail-on refused -o vetting
"""


@click.command(epilog=EXAMPLES)
@click.argument("sellers", type=FILE)
@click.option(
    "--denied",
    type=FILE,
    multiple=True,
    help="A list of denied parties: OFAC, UN, US consolidated, FollowTheMoney, CSV. May be given again.",
)
@click.option(
    "--documents", type=FILE, help="What sellers showed: seller_id,type; with issuer, number, expiry, result."
)
@click.option("--events", type=FILE, help="What happened with sellers, from which clocks run: seller_id,kind,day.")
@click.option("--sales", type=FILE, help="Sales with seller_id, amount and condition: who is of high volume.")
@click.option("--rates", type=FILE, help="currency,usd: without it, sales in other currencies are not counted.")
@click.option("--offers", type=FILE, help="What the sellers offer: held against what they declared.")
@click.option("--rights", type=FILE, help="Marks and the sellers their owners authorise.")
@click.option("--authorisations", type=FILE, help="Who may sell whose goods, where and when.")
@click.option("--re-entries", type=FILE, help="Accounts that come back, as `counterfoil link` finds them.")
@click.option(
    "--regime",
    "regimes",
    multiple=True,
    default=DEFAULT,
    show_default=True,
    help=f"{', '.join(NAMES)}, or your own file (TOML). May be given again.",
)
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day to vet on; the same files and day give the same result.",
)
@click.option("--mapping", type=FILE, help="Which column of SELLERS is which of ours (TOML).")
@click.option("--encoding", help="Encoding of SELLERS when it is not UTF-8, such as cp1252.")
@click.option(
    "--fail-on", type=click.Choice(STATUSES[1:]), help="Exit with 1 when a seller has this status, or graver."
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def vet(day: dt.datetime, fail_on: str | None, **given: Any) -> None:
    """Vet SELLERS: a dossier for each, with what was checked and how, what is missing, and by when.

    SELLERS is any CSV, TSV, JSON Lines or Parquet file with at least the column id. OUT receives dossiers, checks,
    clocks, findings, denied_matches and rejects as Parquet, run.json and report.html. Of numbers of identity no more
    than the last four characters stand in any of them, and no name, telephone or address.
    """
    request = VetRequest(day=day.date(), **given)
    record = run_vetting(request)
    print_vetting(record, out=request.out)
    counts: dict[str, int] = record["counts"]
    if fail_on and any(counts[status] for status in STATUSES[STATUSES.index(fail_on) :]):
        sys.exit(1)
