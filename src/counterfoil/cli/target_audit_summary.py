"""Say on the terminal whether a worklist was followed: classes, reasons, substitutes, people, and what it means."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.audit_page import lead, meaning, reasons, share_in_words
from counterfoil.documents.terminal_text import harmless
from counterfoil.run.target_audit import PAGE, AuditDone
from counterfoil.tables.audited_selection import SUBSTITUTED

SHOWN = 8  # rows of a table
INDENT = 2


def print_audit(done: AuditDone, *, out: Path | None) -> None:
    """Print how the examinations stand to the worklist."""
    console = Console(highlight=False)
    counts = done.record["counts"]
    console.print(f"[bold]{lead(done.record)}[/bold]")
    for sentence in meaning(done.record):
        console.print(Padding(escape(sentence), (0, 0, 0, INDENT)))
    _print_reasons(console, done.tables["selected"])
    _print_substitutes(console, done.tables["selected"])
    for group in ("facility", "inspector"):
        _print_measures(console, done.tables["measures"].filter(group=group), group)
    standings = ", ".join(f"{number:,} {name}" for name, number in counts["standings"].items() if number)
    console.print(f"Examinations: {counts['examinations']:,}{f' ({standings})' if standings else ''}")
    print_rejects(console, done.tables["rejects"])
    if out is not None:
        console.print(f"Page: [bold]{escape(str(out / PAGE))}[/bold]   ({done.record['seconds']:.1f} s)")


def _print_reasons(console: Console, selected: pl.DataFrame) -> None:
    rows = reasons(selected)
    if rows:
        console.print("[bold]Not opened, because:[/bold]")
    for row in rows[:SHOWN]:
        by = f" ({', '.join(row['by'])})" if row["by"] else ""
        console.print(escape(harmless(f"  {row['count']:>4,}  {row['reason']}, {row['facility']}{by}")))
    _print_more(console, len(rows))


def _print_substitutes(console: Console, selected: pl.DataFrame) -> None:
    rows = selected.filter(outcome=SUBSTITUTED).rows(named=True)
    if rows:
        console.print("[bold]Another one in its place:[/bold]")
    for row in rows[:SHOWN]:
        risk = "of unknown risk" if row["substitute_is"] == "not known" else row["substitute_is"]
        told = f"  {row['shipment_id']}: {row['substitute_id']}, {risk}, by {row['inspector'] or 'nobody told'}"
        console.print(escape(harmless(told)))
    _print_more(console, len(rows))


def _print_measures(console: Console, rows: pl.DataFrame, group: str) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(group.capitalize(), overflow="fold")
    for head in ("selected", "opened", "share", "95 % interval", "unselected"):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows.head(SHOWN).iter_rows(named=True):
        interval = "–" if row["share"] is None else f"{share_in_words(row['low'])} to {share_in_words(row['high'])}"
        figures = (f"{row['selected']:,}", f"{row['opened']:,}", share_in_words(row["share"]), interval)
        table.add_row(escape(harmless(row["name"])), *figures, f"{row['unselected']:,}")
    console.print(table)
    _print_more(console, rows.height)


def _print_more(console: Console, rows: int) -> None:
    if rows > SHOWN:
        console.print(f"  and {rows - SHOWN:,} more")
