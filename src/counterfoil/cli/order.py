"""`counterfoil order`: a court order compiled to what it reaches, watched, released and reported on."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.acting import acting, day_asked
from counterfoil.cli.in_order import InOrder
from counterfoil.cli.order_summary import print_act, print_checked, print_compiled, print_cost, print_duties
from counterfoil.documents.words import counted
from counterfoil.run.order_acts import By, confirm, dissolve, extend, release
from counterfoil.run.order_check import CheckRequest, run_check
from counterfoil.run.order_duties import DutyRequest, run_duties
from counterfoil.run.order_in_case import enter_order
from counterfoil.run.order_report import run_report
from counterfoil.run.orders import CompileRequest, run_compile
from counterfoil.tables.order_reach import ACCOUNT, SUBJECT_KINDS

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

EXAMPLES = """
\b
Examples:
  counterfoil order compile examples/order_ring.toml --sellers examples/sellers.csv --offers examples/offers.xml \
--stock examples/inventory.csv --funds examples/balances.csv --day 2026-11-08 -o order
  counterfoil order check order --offers examples/offers.xml --payouts examples/payouts.csv --day 2026-11-10
  counterfoil order release order --account s-16 --by compliance-officer:3 \
--why "It is another shop." --sales examples/sales.csv
  counterfoil order report order --day 2026-11-12 -o compliance.html
  counterfoil order duties examples/order_marketplace.toml --screening demo-output/screening \
--events examples/duty_acts.csv --day 2026-11-08 --seed 7
"""


@click.group(cls=InOrder, epilog=EXAMPLES)
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
    request = CompileRequest(order=order_file, day=day_asked(day), sold_in=countries, **files)
    print_compiled(run_compile(request), out=request.out)


@order.command("check")
@click.argument("folder", type=FILE)
@click.option("--offers", type=FILE, help="Offers seen later, or the folder of a later screening.")
@click.option("--payouts", type=FILE, help="What was paid out: seller_id,paid_on,amount,currency.")
@click.option("--day", type=DAY, help="The day on which it is asked; default: today.")
@click.option("--fail-on", type=click.Choice(["breach"]), help="Exit with 1 where a breach has not ended.")
def check_order(folder: Path, day: dt.datetime | None, fail_on: str | None, **files: Path | None) -> None:
    """Find breaches of the compiled order in FOLDER: listings that stand, and money paid out, after notice.

    Each has its evidence, who answers for it, and its days. What an earlier check found and this one does not is over.
    """
    told = run_check(CheckRequest(folder=folder, day=day_asked(day), **files))
    print_checked(told, day_asked(day))
    open_ones = told.breaches["ended_on"].is_null() & told.breaches["withdrawn_on"].is_null()
    if fail_on and open_ones.any():
        sys.exit(1)


@order.command("confirm")
@click.argument("folder", type=FILE)
@click.option("--account", required=True, help="The account that waits.")
@acting
def confirm_account(folder: Path, account: str, **who: Any) -> None:
    """Confirm that an account that waits is the defendant's; what waits with it is reached."""
    print_act(confirm(folder, account, By(**who)), f"{account} is reached, as a person found.")


@order.command("release")
@click.argument("folder", type=FILE)
@click.option("--account", required=True, help="The account that the order holds or that waits.")
@click.option("--part", type=click.Choice(SUBJECT_KINDS), default=ACCOUNT, help="Only its listings, funds or stock.")
@click.option("--sales", type=FILE, help="Sales with seller_id, amount, sold_on: what the account lost.")
@acting
def release_account(folder: Path, account: str, part: str, sales: Path | None, **who: Any) -> None:
    """Let go what was caught wrongly, whole or in part, and say what that had cost."""
    done, cost = release(folder, account, By(**who), part=part, sales=sales)
    whole = "with all that is its" if part == ACCOUNT else f"of it: {part}"
    print_act(done, f"{account} is released, {whole}.")
    print_cost(cost)


@order.command("extend")
@click.argument("folder", type=FILE)
@click.option("--until", type=DAY, required=True, help="The order's new last day.")
@acting
def extend_order(folder: Path, until: dt.datetime, **who: Any) -> None:
    """Move the order's last day, as a later order of the court says."""
    print_act(extend(folder, until.date(), By(**who)), f"The order runs until {until.date()}.")


@order.command("dissolve")
@click.argument("folder", type=FILE)
@acting
def dissolve_order(folder: Path, **who: Any) -> None:
    """Record that the court took the order back: it restrains nothing any more."""
    print_act(dissolve(folder, By(**who)), "The order restrains nothing any more.")


@order.command("enter")
@click.argument("folder", type=FILE)
@click.argument("case", type=FILE)
def enter_into_case(folder: Path, case: Path) -> None:
    """Enter the order, and every act on it so far, into a CASE, so that its bundle holds them.

    Acts that were entered before are not entered twice: give the command again when more was done.
    """
    told = enter_order(folder, case)
    before = f", after {told.known:,} known before" if told.known else ""
    click.echo(f"{counted(told.added, 'act')} on {told.order_id} entered into {told.case_id}{before}.")


@order.command("report")
@click.argument("folder", type=FILE)
@click.option("--day", type=DAY, help="Until when it tells; default: today.")
@click.option("--head", type=FILE, help="For a PDF: the parties, who reports and who signs (TOML).")
@click.option("-o", "--out", type=FILE, required=True, help="File that ends in .html, .json or .pdf.")
def report_order(folder: Path, day: dt.datetime | None, head: Path | None, out: Path) -> None:
    """Report to the court how the order was carried out: reach, breaches, duties, releases, acts."""
    told = run_report(folder, out, day=day_asked(day), head=head)
    console = Console(highlight=False)
    console.print(told)
    console.print(f"Report: [bold]{escape(str(out))}[/bold]")


@order.command("duties")
@click.argument("order_file", metavar="ORDER", type=FILE)
@click.option("--screening", type=FILE, required=True, help="The folder of a screening: what was found.")
@click.option("--events", type=FILE, help="What was done: subject_kind,subject_id,kind,day; or a case's events.")
@click.option("--since", type=DAY, help="First day of the period; default: the order's.")
@click.option("--day", type=DAY, help="Last day of the period; default: today.")
@click.option("--seed", type=int, required=True, help="Draws the sample: the same seed, the same sample.")
@click.option("-o", "--out", type=FILE, help="The folder of the compiled order: measures and breaches go there.")
def measure_duties(
    order_file: Path, since: dt.datetime | None, day: dt.datetime | None, seed: int, **files: Any
) -> None:
    """Measure the continuing duties of an injunction against a marketplace; failing one is a breach."""
    first = since.date() if since else None
    print_duties(run_duties(DutyRequest(order=order_file, seed=seed, day=day_asked(day), since=first, **files)))
