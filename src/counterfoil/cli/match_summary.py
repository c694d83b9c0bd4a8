"""Say on the terminal, in a few lines, which goods were found where, and where the report lies."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.matching_report import quantity_in_words
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.tables.match import VERDICTS

SHOWN = 6  # items of one verdict on the terminal
INDENT, GAP = 2, 2  # characters before a row, and between its cells
END = 14  # characters of a title's end that are kept when it is cut
EXAMINE = "examine"
_TOLD = {  # in this order; of what asks for no action only the number is told
    "identical offending goods": "Hold",
    EXAMINE: "Look at",
    "genuine stock": "Leave where it is",
}


def print_matches(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts by verdict, the items that have to be held, looked at or left, and where the report is."""
    console = Console(highlight=False)
    counts = record["counts"]
    read = f"{counts['items_read']:,} items read, {counts['rejected']:,} set aside"
    console.print(f"[bold]{read}, held against {counts['goods']:,} goods[/bold]")
    _print_pictures(console, record)
    rejects = pl.scan_parquet(out / "rejects.parquet").head(SHOWN).collect()
    print_rejects(console, rejects, among=counts["rejected"])
    for verdict, what_to_do in _TOLD.items():
        number = counted(counts[verdict], "item")
        console.print(f"[bold]{what_to_do}[/bold]: {verdict}, [bold]{number}[/bold]")
        if counts[verdict]:
            console.print(_table(console, out, verdict, counts[verdict]))
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]   ({record['seconds']:.1f} s)")


def _print_pictures(console: Console, record: dict[str, Any]) -> None:
    """Say how many pictures were looked at, if any were given."""
    told = record.get("pictures")
    if told is not None:
        refused = sum(told["refused"].values())
        aside = f", {refused:,} refused" if refused else ""
        without = f"{told['goods_without_picture']:,} of the goods and {counted(told['items_without_picture'], 'item')}"
        console.print(f"{counted(told['looked_at'], 'picture')} looked at{aside}; {without} without one")


def _table(console: Console, out: Path, verdict: str, count: int) -> Padding:
    """Return the first items of a verdict in the order of their files; of those to look at the likeliest."""
    matches = pl.scan_parquet(out / "matches.parquet").select("item_id", "verdict", "source_score")
    graver = matches.filter(pl.col("verdict").is_in(VERDICTS[: VERDICTS.index(verdict)]))
    own = matches.filter(pl.col("verdict") == verdict).join(graver, on="item_id", how="anti")
    if verdict == EXAMINE:
        own = own.sort("source_score", descending=True, maintain_order=True)
    first = own.unique("item_id", keep="first", maintain_order=True).head(SHOWN).select("item_id")
    items = pl.scan_parquet(out / "items.parquet").unique("id", keep="first").with_columns(item_id="id")
    rows = first.join(items, on="item_id", how="left", maintain_order="left").collect()
    cells = [_cells(row) for row in rows.iter_rows(named=True)]
    room = console.width - INDENT - sum(max(map(len, column)) + GAP for column in list(zip(*cells, strict=True))[:-1])
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, GAP, 0, 0))
    for name in ("facility", "lot", "quantity", "goods"):
        table.add_column(name, no_wrap=True, justify="right" if name == "quantity" else "left")
    for *others, title in cells:
        table.add_row(*(escape(cell) for cell in (*others, _shortened(title, room))))
    if count > rows.height:
        table.add_row("", "", "", f"and {count - rows.height:,} more")
    return Padding(table, (0, 0, 0, INDENT))


def _shortened(title: str, room: int) -> str:
    """Return the title in the room there is: its end is kept, where colour and size stand."""
    if len(title) <= room:
        return title
    ahead = max(room - END - 1, 0)
    return title[:ahead] + "…" + title[max(len(title) - min(END, room - 1), 0) :]


def _cells(row: dict[str, Any]) -> tuple[str, str, str, str]:
    amount = quantity_in_words(row["quantity"], row["quantity_unit"])
    what = row["title"] or row["gtin"] or row["id"]
    place = row["facility"] or row["external_seller_id"] or row["file"]
    return harmless(place), harmless(row["lot"] or "–"), amount, harmless(what)
