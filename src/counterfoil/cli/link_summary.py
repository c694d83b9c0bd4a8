"""Say on the terminal, in a few lines, who is behind the accounts and who comes back."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects

SHOWN = 8  # re-entries named on the terminal
REASONS = 2  # of each


def print_linked(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts, the re-entries with what speaks most for them, and where the report is."""
    console, counts = Console(highlight=False), record["counts"]
    print_rejects(console, pl.read_parquet(out / "rejects.parquet"))
    several, possible = counts["parties_of_several_accounts"], counts["links"].get("possible", 0)
    of_them = f"{several:,} of them with several accounts"
    more = f"; {possible:,} more links to be looked at" if possible else ""
    accounts = "account is" if counts["sellers"] == 1 else "accounts are"
    parties = "party" if counts["parties"] == 1 else "parties"
    console.print(f"[bold]{counts['sellers']:,} {accounts} {counts['parties']:,} {parties}[/bold], {of_them}{more}")
    back = pl.read_parquet(out / "re_entries.parquet").sort(["weight", "seller_id"], descending=[True, False])
    if back.height:
        come = "account comes" if counts["re_entries"] == 1 else "accounts come"
        console.print(f"[bold]{counts['re_entries']:,} {come} from the operator of a closed one:[/bold]")
        table = Table("account", "after", "why", box=None, pad_edge=False, header_style="dim")
        for row in back.head(SHOWN).iter_rows(named=True):
            closed = f"{row['known_seller_id']} ({row['known_status']})"
            table.add_row(escape(row["seller_id"]), escape(closed), escape(" ".join(row["reasons"][:REASONS])))
        console.print(table)
        if back.height > SHOWN:
            console.print(f"  and {back.height - SHOWN:,} more in re_entries.parquet")
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]")
