"""Say on the terminal, in a few lines, which goods were found where, and where the report lies."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.matching_report import quantity_in_words
from counterfoil.documents.terminal_text import harmless
from counterfoil.tables.match import VERDICTS

SHOWN = 8  # items of one verdict on the terminal
WIDEST = 46  # characters of a title
_TOLD = VERDICTS[:3]


def print_matches(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts by verdict, the items that have to be held, looked at or left, and where the report is."""
    console = Console(highlight=False)
    counts = record["counts"]
    read = f"{counts['items_read']:,} items read, {counts['rejected']:,} set aside"
    console.print(f"[bold]{read}, held against {counts['goods']:,} goods[/bold]")
    print_rejects(console, pl.scan_parquet(out / "rejects.parquet").head(SHOWN).collect(), among=counts["rejected"])
    console.print("   ".join(f"{verdict} [bold]{counts[verdict]:,}[/bold]" for verdict in VERDICTS))
    table = Table("verdict", "facility", "lot", "goods", "quantity", box=None, pad_edge=False, header_style="dim")
    for verdict in _TOLD:
        _add(table, out, verdict, counts[verdict])
    if table.row_count:
        console.print(table)
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]   ({record['seconds']:.1f} s)")


def _add(table: Table, out: Path, verdict: str, count: int) -> None:
    """Add the first items of a verdict, in the order of their files."""
    matches = pl.scan_parquet(out / "matches.parquet").filter(pl.col("verdict") == verdict).select("item_id")
    graver = pl.scan_parquet(out / "matches.parquet").filter(
        pl.col("verdict").is_in(VERDICTS[: VERDICTS.index(verdict)])
    )
    own = matches.join(graver.select("item_id"), on="item_id", how="anti").unique(maintain_order=True).head(SHOWN)
    items = pl.scan_parquet(out / "items.parquet").with_columns(item_id="id")
    rows = items.join(own, on="item_id", how="semi").head(SHOWN).collect()
    for row in rows.iter_rows(named=True):
        title = harmless(row["title"] or row["gtin"] or row["id"])
        short = title if len(title) <= WIDEST else title[: WIDEST - 1] + "…"
        amount = quantity_in_words(row["quantity"], row["quantity_unit"])
        cells = (row["facility"] or "–", row["lot"] or "–", short, amount)
        table.add_row(verdict, *(escape(harmless(cell)) for cell in cells))
    if count > rows.height:
        table.add_row(verdict, "", "", f"and {count - rows.height:,} more", "")
