"""Say on the terminal what a transparency report counts, what it withholds, and what nobody counted."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.transparency_words import unfinished
from counterfoil.documents.words import counted, day_in_words
from counterfoil.run.transparency import REJECTS
from counterfoil.run.transparency_check import Difference
from counterfoil.run.transparency_files import PAGE, PAPER, PUBLIC
from counterfoil.tables.transparency_count import COUNT, HOURS, NOT_COUNTED, WITHHELD
from counterfoil.transparency.report import Report

SHOWN = 20  # differences


def print_transparency(made: Report, record: dict[str, Any], *, out: Path) -> None:
    """Print the totals with their medians, how many numbers are withheld, and what was not counted."""
    console = Console(highlight=False)
    asked, counts = made.asked, made.counts
    period = f"{day_in_words(asked.first)} to {day_in_words(asked.last)}"
    console.print(f"[bold]Transparency report[/bold] of {escape(asked.platform)}, {period}")
    if asked.until is not None:
        console.print(unfinished(asked.until, asked.last))
    aside = record["counts"]["rejected"]
    print_rejects(console, pl.scan_parquet(out / REJECTS).head(SHOWN).collect(), among=aside)
    table = plain_table("counted", "number", "median hours")
    for row in counts.filter(pl.col("breakdown") == "", pl.col("unit") == COUNT).iter_rows(named=True):
        if row["standing"] != NOT_COUNTED:
            times = counts.filter(pl.col("measure") == row["measure"], pl.col("unit") == HOURS)["value"].to_list()
            hours = "–" if not times or times[0] is None else f"{times[0]:,.1f}"
            number = f"fewer than {made.limit}" if row["count"] is None else f"{row['count']:,}"
            table.add_row(row["title"], number, hours)
    console.print(table)
    hidden = counts.filter(pl.col("standing") == WITHHELD).height
    console.print(f"{counted(hidden, 'number is', 'numbers are')} withheld (below {made.limit}, or giving one away).")
    left_out = counts.filter(pl.col("standing") == NOT_COUNTED, pl.col("breakdown") == "")
    for why, own in left_out.group_by("why", maintain_order=True):
        console.print(f"Not counted: {'; '.join(own['title'])}. {why[0]}", style="dim")
    console.print(f"Digest {made.digest()}")
    where = escape(str(out / PUBLIC / PAGE))
    console.print(f"To publish: [bold]{where}[/bold], with {PAPER}, CSV and JSON beside it")


def print_differences(found: list[Difference], *, folder: Path, is_counted: bool) -> None:
    """Print where a report differs, or that it does not, and what that was held against."""
    console = Console(highlight=False)
    if not found:
        what = "what the tables give" if is_counted else "what was exported; name its tables to count them again"
        console.print(f"The report in {escape(str(folder))} is {what}.")
        return
    console.print(f"The report in {escape(str(folder))} differs in {counted(len(found), 'place')}:")
    for one in found[:SHOWN]:
        console.print(f"  {escape(one.where)}: {escape(one.says)}")
    if len(found) > SHOWN:
        console.print(f"  and {len(found) - SHOWN:,} more")
