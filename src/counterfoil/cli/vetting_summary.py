"""Say on the terminal, in a few lines, what a vetting found, what is due next, and where its report lies."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.tables.dossier import STATUSES

SHOWN = 6  # gravest sellers named on the terminal
WIDEST = 74  # characters of a reason


def print_vetting(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts by status, the gravest sellers with the first reason, what is due, and where the report is."""
    console = Console(highlight=False)
    counts = record["counts"]
    aside = f", {counts['rejected']:,} rows set aside" if counts["rejected"] else ""
    regimes = ", ".join(record["regimes"])
    console.print(
        f"[bold]{counts['sellers']:,} sellers vetted[/bold] on {record['day']} under {escape(regimes)}{aside}"
    )
    console.print("   ".join(f"{status} [bold]{counts[status]:,}[/bold]" for status in reversed(STATUSES)))
    if record["sales_not_counted"]:
        console.print(f"{record['sales_not_counted']:,} rows of sales not counted: no seller, day, amount or rate")
    dossiers = pl.read_parquet(out / "dossiers.parquet")
    gravest = _gravest(dossiers)
    if gravest.height:
        console.print(_table(gravest))
    overdue = pl.read_parquet(out / "clocks.parquet").filter(state="overdue")
    if overdue.height:
        console.print(f"[bold]{overdue.height:,}[/bold] clocks of {overdue['seller_id'].n_unique():,} sellers overdue")
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]   ({record['seconds']:.1f} s)")


def _gravest(dossiers: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("status").replace_strict({status: at for at, status in enumerate(STATUSES)}, return_dtype=pl.Int64)
    above = dossiers.filter(~pl.col("status").is_in(["verified", "incomplete"]))
    return above.sort(rank, "weight", "seller_id", descending=[True, True, False]).head(SHOWN)


def _table(gravest: pl.DataFrame) -> Table:
    table = Table("status", "risk", "seller", "why", box=None, pad_edge=False, header_style="dim")
    for row in gravest.iter_rows(named=True):
        why = row["why"][0] if row["why"] else "–"
        short = why if len(why) <= WIDEST else why[: WIDEST - 1] + "…"
        table.add_row(row["status"], row["tier"], escape(row["seller_id"]), escape(short))
    return table
