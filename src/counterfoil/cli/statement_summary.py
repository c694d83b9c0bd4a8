"""Say on the terminal, in a few lines, whom something was told, whom not and why, and what to do next."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table

SHOWN = 5  # rejects named on the terminal


def print_statements(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts, why others got none, the first rejects with their cure, and what the database answered."""
    console, counts = Console(highlight=False), record["counts"]
    _print_answers(console, record["answers"])
    batches = f", in {_many(counts['batches'], 'batch', 'batches')} for the database" if counts["batches"] else ""
    made = f"{_many(counts['statements'], 'statement')} of {_many(counts['actions'], 'action')}"
    console.print(f"[bold]{made}[/bold] made{batches}")
    if counts["made_before"]:
        console.print(f"  {_many(counts['made_before'], 'statement')} made before")
    if counts["late"]:
        console.print(f"  [yellow]{counts['late']:,} after the restriction took effect (article 17(2))[/yellow]")
    if counts["shortened"]:
        console.print(f"  {counts['shortened']:,} shortened for the database; the party is told all of it")
    if counts["none_needed"]:
        console.print(f"No statement is needed for {sum(counts['none_needed'].values()):,}:")
        for why, number in counts["none_needed"].items():
            console.print(f"  {number:,}  {why}")
    _print_rejects(console, pl.read_parquet(out / "rejects.parquet"))
    console.print(f"Statements: [bold]{escape(str(out / 'statements.jsonl'))}[/bold]")
    if counts["batches"]:
        console.print(f"To be sent: [bold]{escape(str(out / 'batches'))}[/bold]")


def _print_rejects(console: Console, rejects: pl.DataFrame) -> None:
    if rejects.is_empty():
        return
    console.print(f"[bold red]No statement could be made for {rejects.height:,}:[/bold red]")
    table = plain_table("action", "what is wrong", "what cures it")
    for row in rejects.head(SHOWN).iter_rows(named=True):
        name = row["action_id"] or f"line {row['line']}"
        table.add_row(*(escape(text) for text in (name, row["rule"], row["cure"])))
    console.print(table)
    if rejects.height > SHOWN:
        console.print(f"  and {rejects.height - SHOWN:,} more in rejects.parquet")


def _print_answers(console: Console, answers: dict[str, Any]) -> None:
    told = {state: number for state, number in answers.items() if state != "batches_to_send_again"}
    if told:
        console.print("The database: " + ", ".join(f"{number:,} {state}" for state, number in told.items()))
    again = answers["batches_to_send_again"]
    if again:
        console.print(f"  to be sent again, since nothing was said of them: {escape(', '.join(again[:SHOWN]))}")


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
