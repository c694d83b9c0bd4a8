"""Say on the terminal, in a few lines, which cases were built and where they lie."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted, price_in_words
from counterfoil.run.case_files import CASES
from counterfoil.run.case_reports import INDEX

SHOWN = 12


def print_building(record: dict[str, Any], *, out: Path) -> None:
    """Print how many cases there are, and the largest of them."""
    console, counts = Console(highlight=False), record["counts"]
    console.print(
        f"[bold]{counted(counts['cases'], 'case')}[/bold] of {record['day']}: {counts['new']:,} new, "
        f"{counts['changed']:,} with something new, {counts['unchanged']:,} as before"
    )
    print_cases(console, out)
    for one in record["rows"]:
        aside = "; ".join(f"{rows:,} {why}" for why, rows in one["left_out"].items() if rows)
        used = f"{one['used']:,} of {one['rows']:,} {one['table']} used"
        console.print(f"[dim]{used}{f'; {aside}' if aside else ''}[/dim]")
    console.print(f"Report: [bold]{escape(str(out / INDEX))}[/bold]")


def print_cases(console: Console, out: Path) -> None:
    """Print the largest cases of a folder, and how many more there are."""
    cases = pl.read_parquet(out / CASES).sort("offers", "accounts", "id", descending=[True, True, False])
    table = plain_table("case", "state", "value at risk", "what", numbers=("value at risk",))
    for row in cases.head(SHOWN).iter_rows(named=True):
        value = price_in_words(row["value_at_risk"], row["value_currency"]) or "–"
        table.add_row(row["id"], row["state"], value, Text(harmless(row["title"])))
    console.print(table)
    if cases.height > SHOWN:
        console.print(f"[dim]and {cases.height - SHOWN:,} more in {escape(str(out / CASES))}[/dim]")
