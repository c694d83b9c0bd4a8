"""`counterfoil link`: seller accounts in, the operators behind them out."""

import datetime as dt
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.acting import day_asked
from counterfoil.cli.link_summary import print_linked
from counterfoil.errors import UserError

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil link examples/sellers.csv -o linked
  counterfoil link examples/sellers.csv --offers examples/offers.xml -o linked
"""


@click.command(epilog=EXAMPLES)
@click.argument("sellers", type=FILE)
@click.option("--offers", type=FILE, help="Offers of the sellers, or the folder of a finished screening of them.")
@click.option("--images", type=FILE, help="Folder with the pictures of the offers: near copies count as one picture.")
@click.option("--terminated", type=FILE, help="Accounts that were closed, here or elsewhere.")
@click.option("--judgements", type=FILE, help="What reviewers said: seller_id,other_seller_id,verdict.")
@click.option("--previous", type=FILE, help="parties.parquet of the run before: ids go on, with their history.")
@click.option("--weights", type=FILE, help="What each agreement is worth (TOML); default: the built-in model.")
@click.option("--learn", metavar="SEED", type=int, help="Learn scores from the judgements, where 600 pairs are judged.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day written into the history; default: today.")
@click.option(
    "--fail-on-re-entry", is_flag=True, help="Exit with 1 when an account comes from a closed one's operator."
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def link(day: dt.datetime | None, fail_on_re_entry: bool, **files: Any) -> None:
    """Find which accounts of SELLERS are one operator's, and which come back after their operator was terminated.

    SELLERS is a table of accounts with at least the column id. OUT receives parties, links, re_entries, evidence and
    rejects as Parquet, a picture of each party of several accounts, network.graphml, entities.ftm.json, run.json and
    report.html. Results name accounts by their ids, and numbers by their last four characters.
    """
    if find_spec("duckdb") is None:
        raise UserError("Linking needs the extra [linking].", cure='Run: pip install "counterfoil[linking]".')
    from counterfoil.run.linking import LinkRequest, run_linking  # DuckDB takes its time to import, and may be absent

    on = day_asked(day)
    console = Console(stderr=True)
    with console.status("Linking sellers") as status:
        request = LinkRequest(day=on, **files)
        record = run_linking(request, tell=lambda step: status.update(escape(step)))
    print_linked(record, out=request.out)
    if fail_on_re_entry and record["counts"]["re_entries"]:
        sys.exit(1)
