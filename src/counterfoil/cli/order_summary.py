"""Say on the terminal, in a few lines, what an order reaches, what waits for a person, and who answers for what."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.order_report import WORDS, summary
from counterfoil.tables.order_reach import ACCOUNT, NOT_NAMED, REACHED, RELEASED, WAITING

SHOWN = 12  # accounts named on the terminal
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
