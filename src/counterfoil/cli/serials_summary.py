"""Say on the terminal, in a few lines, which serial numbers are suspect, and why."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.run.serials import SERIALS

SHOWN = 6  # suspects, and places without coordinates, on the terminal
INDENT = 4


def print_serials(record: dict[str, Any], *, out: Path) -> None:
    """Print what was read, how many serials are suspect by kind, and the heaviest of them with their reasons."""
    console = Console(highlight=False)
    counts = record["counts"]
    console.print(
        f"[bold]{counts['readings']:,} readings of {counted(counts['serials'], 'serial number')} "
        f"of {counted(counts['gtins'], 'product')}[/bold], out of {counted(counts['rows_read'], 'row')}, "
        f"{counts['rejected']:,} set aside"
    )
    rejects = pl.scan_parquet(out / "rejects.parquet").head(SHOWN).collect()
    print_rejects(console, rejects, among=counts["rejected"])
    _print_places(console, record["places_without_coordinates"])
    console.print(f"[bold]Suspect: {counted(counts['suspects'], 'serial number')}[/bold]")
    for kind, number in counts["kinds"].items():
        if number:
            console.print(f"  {number:>7,}  {kind.replace('_', ' ')}")
    _print_first(console, out, counts["suspects"])
    console.print(f"Table: [bold]{escape(str(out / SERIALS))}[/bold]   ({record['seconds']:.1f} s)")


def _print_places(console: Console, unplaced: dict[str, Any]) -> None:
    """Say of which places the coordinates are not known, so that nobody takes silence for an answer."""
    if not unplaced["count"]:
        return
    first = ", ".join(harmless(place) for place in unplaced["first"][:SHOWN])
    more = " …" if unplaced["count"] > SHOWN else ""
    count = counted(unplaced["count"], "place")
    console.print(escape(f"Nothing is said of travel to or from {count} without coordinates: {first}{more}"))


def _print_first(console: Console, out: Path, count: int) -> None:
    if not count:
        return
    console.print("The heaviest of them:")
    for row in pl.scan_parquet(out / SERIALS).head(SHOWN).collect().iter_rows(named=True):
        lot = f", lot {row['lot']}" if row["lot"] else ""
        console.print(f"  [bold]{escape(harmless(row['subject_id'] + lot))}[/bold]")
        for reason in row["reasons"]:
            console.print(Padding(escape(harmless(reason)), (0, 0, 0, INDENT)))
    if count > SHOWN:
        console.print(f"  and {count - SHOWN:,} more")
