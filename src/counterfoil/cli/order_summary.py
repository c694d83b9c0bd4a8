"""Say on the terminal, in a few lines, what an order reaches, what waits for a person, and who answers for what."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.compliance import stands
from counterfoil.documents.order_report import WORDS, summary
from counterfoil.documents.words import counted
from counterfoil.run.order_check import Checked
from counterfoil.run.order_duties import Measured
from counterfoil.run.order_files import OrderFiles
from counterfoil.tables.order_reach import ACCOUNT, NOT_NAMED, REACHED, RELEASED, WAITING

SHOWN = 12  # accounts named on the terminal
BREACHES = 15  # named on the terminal
NOBODY = 10  # defendants named on the terminal that nobody is like


def print_compiled(record: dict[str, Any], *, out: Path) -> None:
    """Print what the order reaches, the accounts with their first reason, and who is not found."""
    console = Console(highlight=False)
    counts = record["counts"]
    title = f"{escape(record['court'])}, {escape(record['docket'])}"
    aside = f", {counts['rejected']:,} rows set aside" if counts["rejected"] else ""
    console.print(f"[bold]{title}[/bold] on {record['day']}: {counts['defendants']:,} defendants{aside}")
    console.print(summary(counts))
    for note in record["notes"]:
        console.print(f"[yellow]{escape(note)}[/yellow]")
    _print_counts(console, counts)
    _print_accounts(console, pl.read_parquet(out / "reach.parquet"))
    nobody = pl.read_parquet(out / "parties.parquet").filter(reached=0, waiting=0)["number"].to_list()
    if nobody:
        more = f" and {len(nobody) - NOBODY:,} more" if len(nobody) > NOBODY else ""
        told = ", ".join(map(str, nobody[:NOBODY]))
        console.print(f"Nobody here is like defendant{'s' if len(nobody) > 1 else ''} {told}{more}.")
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]   ({record['seconds']:.1f} s)")


def _print_counts(console: Console, counts: dict[str, Any]) -> None:
    states = dict.fromkeys(state for kind in WORDS for state in counts[kind])
    if not states:
        return
    table = plain_table("", *states, numbers=tuple(states))
    for kind, word in WORDS.items():
        if counts[kind]:
            table.add_row(word, *(f"{counts[kind].get(state, 0):,}" for state in states))
    console.print(table)


def _print_accounts(console: Console, reach: pl.DataFrame) -> None:
    accounts = reach.filter(pl.col("subject_kind") == ACCOUNT).sort("weight", "account_id", descending=[True, False])
    if accounts.is_empty():
        return
    table = plain_table("account", "state", "no.", "score", "why", numbers=("no.", "score"))
    colours = {REACHED: "red", WAITING: "yellow", NOT_NAMED: "cyan"}
    for row in accounts.head(SHOWN).iter_rows(named=True):
        colour = colours.get(row["state"], "green")
        score = "–" if row["state"] == NOT_NAMED else f"{row['score']:.2f}"
        number = "–" if row["number"] is None else str(row["number"])
        why = escape(row["reasons"][-1 if row["state"] == RELEASED else 0])
        table.add_row(escape(row["account_id"]), f"[{colour}]{row['state']}[/{colour}]", number, score, why)
    console.print(table)
    if accounts.height > SHOWN:
        console.print(f"{SHOWN} of {accounts.height:,} accounts shown.")


def print_checked(told: Checked, day: dt.date) -> None:
    """Print the breaches that last or are over, who answers for them, and how many days."""
    console = Console(highlight=False)
    lasting = told.breaches.filter(
        pl.col("ended_on").is_null(), pl.col("withdrawn_on").is_null(), pl.col("kind") != "payout"
    )  # it is over once paid
    found = counted(told.breaches.height, "breach", "breaches")
    console.print(
        f"[bold]{found}[/bold] until {day}: {told.new.height:,} new, {lasting.height:,} not known to have ended"
    )
    console.print(f"The order is {told.order.state}.")
    if told.breaches.is_empty():
        return
    table = plain_table("what", "account", "answers", "since", "until", "days", "amount", numbers=("days", "amount"))
    for row in (
        told.breaches.sort("days", descending=True, nulls_last=True, maintain_order=True)
        .head(BREACHES)
        .iter_rows(named=True)
    ):
        amount = "–" if row["amount"] is None else f"{row['amount']:,.2f} {row['currency']}"
        until = stands(row, day)
        what = escape(f"{row['kind']} {row['subject_id']}")
        account = escape(row["account_id"] or "–")
        table.add_row(what, account, row["by"], str(row["first_seen"]), until, str(row["days"] or "–"), amount)
    console.print(table)
    if told.breaches.height > BREACHES:
        console.print(f"{BREACHES} of {told.breaches.height:,} shown; all stand in breaches.parquet.")


def print_act(order: OrderFiles, says: str) -> None:
    """Print what was done, and in which state the order is."""
    console = Console(highlight=False)
    console.print(f"[bold]{escape(says)}[/bold]")
    console.print(f"Recorded as event {order.tables['events'].height}; the order is {order.state}.")


def print_cost(cost: pl.DataFrame) -> None:
    """Print what it had cost to hold what was let go, by currency."""
    console = Console(highlight=False)
    first = cost.row(0, named=True)
    listings = counted(first["listings"], "listing")
    console.print(f"It was held for {counted(first['days'], 'day')}, since {first['blocked_since']}: {listings}.")
    for row in cost.iter_rows(named=True):
        if row["sales_lost"] is not None:
            a_day = f"{row['sales_a_day']:,.2f} {row['currency']} a day before"
            console.print(f"Sales lost, estimated: [bold]{row['sales_lost']:,.2f} {row['currency']}[/bold] ({a_day})")
        if row["funds_held"] is not None:
            days = f"{row['funds_days']:,.2f} {row['currency']}-days"
            console.print(f"Funds held: [bold]{row['funds_held']:,.2f} {row['currency']}[/bold] ({days})")
    if cost["sales_lost"].null_count() == cost.height:
        console.print("What it would have sold is not told: give --sales with seller_id, amount and sold_on.")


def print_duties(told: Measured) -> None:
    """Print how each duty was kept, by what sample and interval, and when its next report is due."""
    console = Console(highlight=False)
    first = told.measures.row(0, named=True)
    period = f"{first['since']} to {first['until']}"
    console.print(f"[bold]{escape(told.order.court)}, {escape(told.order.docket)}[/bold]: duties, {period}")
    table = plain_table("duty", "state", "kept", "of", "95 % interval", "asked", "report due", numbers=("kept", "of"))
    colours = {"kept": "green", "failed": "red", "not shown": "yellow", "not measurable": "yellow"}
    for row in told.measures.iter_rows(named=True):
        colour, share = colours[row["state"]], row["share"]
        interval = "–" if share is None else f"{share:.1%}, all looked at"
        if row["low"] is not None:
            interval = f"{row['low']:.1%} to {row['high']:.1%}"
        state, due = f"[{colour}]{row['state']}[/{colour}]", str(row["report_due"] or "–")
        asked = f"{row['at_least']:.1%}"
        table.add_row(row["duty"], state, f"{row['kept']:,}", f"{row['looked_at']:,}", interval, asked, due)
    console.print(table)
    for row in told.measures.iter_rows(named=True):
        more = f" {counted(row['not_due'], 'is', 'are')} not due yet." if row["not_due"] else ""
        console.print(f"[dim]{row['duty']}: {row['measure']} {row['population']:,} due; {row['method']}.{more}[/dim]")
    if told.breaches.height:
        console.print(f"[bold]{counted(told.breaches.height, 'duty is', 'duties are')} failed: a breach each.[/bold]")
