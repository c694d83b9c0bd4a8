"""`counterfoil screen`: offers and rights in; decisions, assessments, findings, rejects and a report out."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.policy_capacity import print_capacity
from counterfoil.cli.progress import KINDS, progress
from counterfoil.cli.summary import print_summary
from counterfoil.evidence.policy_capacity import Pace
from counterfoil.run.local import run_screening
from counterfoil.run.policies import CapacityRequest, run_capacity
from counterfoil.run.request import ScreenRequest
from counterfoil.tables.decision import DECISIONS

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

EXAMPLES = """
\b
Examples:
  counterfoil screen examples/offers.xml --rights examples/rights.csv -o out
  counterfoil screen feed.csv --mapping feed.toml --rights rights.csv --prices prices.parquet --rates rates.csv -o out
  counterfoil screen offers.parquet --rights rights.csv --fail-on hold -o out
  counterfoil screen offers.parquet --rights rights.csv --memory 1GB --progress json -o out
  counterfoil screen feed.csv --rights rights.csv --shadow-policy stricter.toml --review-capacity 400 -o out
"""


@click.command(epilog=EXAMPLES)
@click.argument("offers", type=FILE)
@click.option("--rights", type=FILE, required=True, help="Marks and their owners; at least the columns mark, owner.")
@click.option("--sellers", type=FILE, help="Seller accounts with their status.")
@click.option("--prices", type=FILE, help="Reference prices made by `counterfoil prices`.")
@click.option("--rates", type=FILE, help="currency,usd: without it, prices in two currencies are never compared.")
@click.option("--complaints", type=FILE, help="What buyers reported: offer_id,kind.")
@click.option("--sales", type=FILE, help="Units sold: offer_id,units.")
@click.option("--authorisations", type=FILE, help="Who may sell whose goods, where and when: seller,owner,valid_until.")
@click.option("--images", type=FILE, help="Pictures of OFFERS: a folder, or Parquet with the columns id and image.")
@click.option("--known-pictures", type=FILE, help="Pictures whose origin is known: file,role,right_id,gtin.")
@click.option("--orders", type=FILE, multiple=True, help="A folder of `counterfoil order compile`. May be given again.")
@click.option("--day", type=DAY, help="The day on which the orders have to be in force; default: today.")
@click.option("--policy", type=FILE, help="Conditions that decide (TOML); default: the built-in policy.")
@click.option("--shadow-policy", type=FILE, help="A second policy (TOML): decides too, and nothing follows from it.")
@click.option(
    "--review-capacity",
    type=click.IntRange(min=0),
    help="Offers people can review a day, OFFERS being a day's: writes the policy that keeps to it, not switched on.",
)
@click.option("--model", type=FILE, help="Weights of evidence (TOML); default: the built-in model.")
@click.option("--mapping", type=FILE, help="Which column of OFFERS is which of ours (TOML).")
@click.option("--encoding", help="Encoding of OFFERS when it is not UTF-8, such as cp1252.")
@click.option("--fail-on", type=click.Choice(DECISIONS[1:]), help="Exit with 1 when an offer is decided so, or graver.")
@click.option("--memory", help="What the run keeps to, such as 2GB; default: 1500MB. Changes no result.")
@click.option(
    "--progress",
    "shown",
    type=click.Choice(KINDS),
    default="auto",
    help="How progress is shown on the error channel; auto: a bar on a terminal, plain lines elsewhere.",
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def screen(
    fail_on: str | None,
    review_capacity: int | None,
    memory: str | None,
    shown: str,
    day: dt.datetime | None,
    **files: Any,
) -> None:
    """Screen OFFERS against the rights given, and explain every decision.

    OFFERS is a Google Merchant or Meta feed, an export of Shopify, WooCommerce or Magento, an answer of eBay's or
    Amazon's API, a saved product page, or any CSV, TSV, JSON Lines or Parquet file with at least the columns id and
    title; RIGHTS a list of marks, or a register's own file (USPTO, EUIPO, TMview). OUT receives decisions, assessments,
    findings, offers and rejects as Parquet, run.json and report.html. A run that was interrupted is continued by the
    same command.
    """
    request = ScreenRequest(**files, day=day.date() if day else None)
    with progress(shown) as watching:
        record = run_screening(request, tell=watching.tell, note=watching.note, memory=memory)
    print_summary(record, out=request.out)
    if review_capacity is not None:
        asked = CapacityRequest(folder=request.out, reviews=review_capacity)
        print_capacity(run_capacity(asked), asked, Pace())
    counts: dict[str, int] = record["counts"]
    if fail_on and any(counts[decision] for decision in DECISIONS[DECISIONS.index(fail_on) :]):
        sys.exit(1)
