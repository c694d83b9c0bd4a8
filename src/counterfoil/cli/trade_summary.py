"""Say on the terminal which products and economies are likeliest to be counterfeit, and what the trade is at most."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.codes import country
from counterfoil.documents.words import counted
from counterfoil.estimation.trade.estimate import TradeEstimate

SHOWN = 6
UNVERIFIED = "Step 4, the floors and the product of the indexes are unverified readings of the method (docs/trade.md)."


def print_trade(found: TradeEstimate, record: dict[str, Any], *, out: Path) -> None:
    """Print the first products and economies, the ceilings, what was left out, and what is not verified."""
    console = Console(highlight=False)
    rejects = pl.scan_parquet(out / "rejects.parquet").head(SHOWN).collect()
    years = f"{found.years[0]} to {found.years[-1]}" if len(found.years) > 1 else str(found.years[0])
    aside = record["counts"]["rejected"]
    console.print(f"[bold]Likelihood against the likeliest pair[/bold], {years}, {counted(aside, 'row')} set aside")
    print_rejects(console, rejects, among=aside)
    for axis, title in (("product", "HS chapter"), ("provenance", "economy")):
        _print_index(console, found.indexes.filter(axis=axis), title)
    _print_ceilings(console, found)
    for note in (*found.notes, UNVERIFIED):
        console.print(escape(note))
    console.print(f"Tables: [bold]{escape(str(out))}[/bold]")


def _print_index(console: Console, rows: pl.DataFrame, title: str) -> None:
    known = rows.filter(pl.col("index").is_not_null())
    table = plain_table(title, "seized against traded", "index", "95 %")
    for row in known.head(SHOWN).iter_rows(named=True):
        name = row["name"] if title != "economy" else f"{country.format(row['name'])} ({row['name']})"
        between = "–" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}"
        table.add_row(escape(name), f"{row['factor']:.2f} ×", f"{row['index']:.3f}", between)
    console.print(table)
    if known.height > SHOWN:
        console.print(f"  and {known.height - SHOWN:,} more")


def _print_ceilings(console: Console, found: TradeEstimate) -> None:
    if found.ceilings.is_empty():
        console.print("No value is told: that takes --fixed-point, from elsewhere than from seizures.")
        return
    table = plain_table("fixed point", f"at most, {found.currency}", "95 %", "of all imports")
    for row in found.ceilings.iter_rows(named=True):
        between = "–" if row["low"] is None else f"{row['low']:,.0f} to {row['high']:,.0f}"
        table.add_row(f"{row['fixed_point']:g}", f"{row['total']:,.0f}", between, f"{row['share']:.2%}")
    console.print(table)
