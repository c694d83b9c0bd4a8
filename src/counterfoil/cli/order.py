"""`counterfoil order`: a court order compiled to what it reaches, watched, released and reported on."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.order_summary import print_compiled
from counterfoil.run.orders import CompileRequest, run_compile

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

EXAMPLES = """
\b
Examples:
  counterfoil order compile examples/order_ring.toml --sellers examples/sellers.csv --offers examples/offers.xml \
--day 2026-11-08 -o order
"""


def today(day: dt.datetime | None) -> dt.date:
    """Return the day that was asked for, or today in UTC."""
    return day.date() if day else dt.datetime.now(dt.UTC).date()


@click.group(epilog=EXAMPLES)
def order() -> None:
    """Carry out a court order: compile it to what it reaches, watch it, release what it caught wrongly, report."""


@order.command("compile")
@click.argument("order_file", metavar="ORDER", type=FILE)
@click.option("--sellers", type=FILE, required=True, help="Seller accounts, with all that is known of them.")
@click.option("--schedule", type=FILE, help="The order's Schedule A (CSV), where its defendants stand in a file apart.")
@click.option("--offers", type=FILE, help="Offers, or the folder of a screening: the listings that bear the marks.")
@click.option("--stock", type=FILE, multiple=True, help="An inventory, or the folder of a `match`. May be given again.")
@click.option("--funds", type=FILE, help="Balances: seller_id,amount,currency.")
@click.option("--parties", type=FILE, help="The folder of a `link`: accounts of the same operator are told, not held.")
@click.option("--sold-in", default="", help="Countries the market delivers to, such as US,CA; default: not told.")
@click.option("--day", type=DAY, help="The day on which it is asked; default: today.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for what it reaches.")
def compile_order(order_file: Path, day: dt.datetime | None, sold_in: str, **files: Any) -> None:
    """Compile ORDER (TOML, or a Schedule A that repeats the order's head) to what it reaches.

    Accounts that are not certain wait for a person; nothing is widened. OUT receives order, parties, reach and events
    (Parquet), instructions for everybody bound, report.html and run.json.
    """
    countries = tuple(code.strip().upper() for code in sold_in.split(",") if code.strip())
    request = CompileRequest(order=order_file, day=today(day), sold_in=countries, **files)
    print_compiled(run_compile(request), out=request.out)
