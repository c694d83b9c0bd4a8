"""`counterfoil stock`: a ledger of every change in the number of goods, held against every count."""

import datetime as dt
import sys
from pathlib import Path

import click

from counterfoil.cli.acting import may_act
from counterfoil.cli.in_order import InOrder
from counterfoil.cli.stock_tables import print_balances, print_checks, print_ledger
from counterfoil.errors import UserError
from counterfoil.run.inputs import mapping_in
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.run.stock import LedgerRequest, run_balance, run_check, run_ledger
from counterfoil.run.stock_inputs import StockFiles
from counterfoil.stock.balances import BY

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])
COUNTED_ON = "When rows without a time were counted, UTC."
PARTIAL = "Counts list only part of what lies there: what they leave out is not counted as none."

EXAMPLES = """
\b
Examples:
  counterfoil stock ledger examples/inventory.csv --counted-on 2026-11-08 -o ledger
  counterfoil stock check kept-ledger november.csv
  counterfoil stock balance kept-ledger --by facility --by lot
"""


@click.group(cls=InOrder, epilog=EXAMPLES)
def stock() -> None:
    """Keep a ledger of stock in double entry, and say where an inventory's count is not what it expects."""


@stock.command()
@click.argument("files", metavar="INVENTORY...", type=FILE, nargs=-1, required=True)
@click.option("--case", "cases", type=FILE, multiple=True, help="Holds and dispositions of a case. May be given again.")
@click.option("--counted-on", type=DAY, help=COUNTED_ON)
@click.option("--partial", is_flag=True, help=PARTIAL)
@click.option("--mapping", type=FILE, help="Which column is which, where the names differ (TOML).")
@click.option("--fail-on", type=click.Choice(["difference"]), help="Exit with 1 where a later count differs.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the ledger.")
def ledger(
    files: tuple[Path, ...],
    cases: tuple[Path, ...],
    counted_on: dt.datetime | None,
    partial: bool,
    mapping: Path | None,
    fail_on: str | None,
    out: Path,
) -> None:
    """Make a ledger from INVENTORY files: counts, journals (entry=adjustment, X12 846 and 947) and EPCIS events.

    The first count of a facility opens its ledger; each later one is held against it, and changes nothing. OUT receives
    entries, balances, checks and rejects (Parquet), and run.json.
    """
    given = StockFiles(files=files, cases=cases, counted_on=_utc(counted_on), mapping=mapping_in(mapping))
    record = run_ledger(LedgerRequest(given=given, out=out, is_partial=partial))
    print_ledger(record, out)
    if fail_on and record["counts"]["goods_not_agreeing"]:
        sys.exit(1)


@stock.command()
@click.argument("folder", metavar="LEDGER", type=FILE)
@click.argument("files", metavar="INVENTORY...", type=FILE, nargs=-1, required=True)
@click.option("--counted-on", type=DAY, help=COUNTED_ON)
@click.option("--partial", is_flag=True, help=PARTIAL)
@click.option("--mapping", type=FILE, help="Which column is which, where the names differ (TOML).")
@click.option("--correct", is_flag=True, help="Enter what differs as count corrections; needs --by and --why.")
@click.option("-o", "--out", type=FILE, help="Write what differs as .csv, .parquet, .json or .jsonl.")
@click.option("--fail-on", type=click.Choice(["difference"]), help="Exit with 1 where a count differs.")
@may_act
def check(
    folder: Path,
    files: tuple[Path, ...],
    counted_on: dt.datetime | None,
    partial: bool,
    mapping: Path | None,
    correct: bool,
    out: Path | None,
    fail_on: str | None,
    by: str | None,
    why: str | None,
    at: dt.datetime,  # noqa: ARG001  a correction stands at the moment of its count
) -> None:
    """Hold counts in INVENTORY files against LEDGER: expected, counted, difference, and since which entry.

    Nothing is adopted unless --correct asks for it: then what differs becomes entries, of who and why.
    """
    if correct and not (by and why):
        raise UserError("A correction has somebody who makes it, and a reason.", cure="Give --by and --why.")
    if out is not None:
        checked_ending(out)
    given = StockFiles(files=files, counted_on=_utc(counted_on), mapping=mapping_in(mapping))
    found = run_check(folder, given, is_partial=partial, correct=f"{by}: {why}" if correct else None)
    if out is not None:
        write_table(out, found.wrong, for_people=True)
    print_checks(found, out)
    if fail_on and found.wrong.height:
        sys.exit(1)


@stock.command()
@click.argument("folder", metavar="LEDGER", type=FILE)
@click.option("--by", type=click.Choice(BY), multiple=True, default=("facility",), show_default=True, help="Of what.")
@click.option("--at", type=DAY, help="The moment, UTC, with all entries up to it; default: all.")
@click.option("-o", "--out", type=FILE, help="Write them as .csv, .parquet, .json or .jsonl.")
def balance(folder: Path, by: tuple[str, ...], at: dt.datetime | None, out: Path | None) -> None:
    """Show how many units stand in which account at a moment, by facility, product, lot, pallet or owner."""
    if out is not None:
        checked_ending(out)
    told = run_balance(folder, by=by, at=_utc(at))
    if out is not None:
        write_table(out, told, for_people=True)
    print_balances(told, by, out)


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    return None if moment is None else moment.replace(tzinfo=dt.UTC)
