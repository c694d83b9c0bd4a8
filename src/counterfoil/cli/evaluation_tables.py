"""Say on the terminal how often decisions reach what they should, and what they should not."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.run.evaluation import Evaluation
from counterfoil.tables.accuracy import FALSE_ALARMS, RECALL

MARKS_SHOWN = 5  # with the most labels
FIRST_LEVEL = "review"  # the level at which slices are shown; the file holds all levels


def print_evaluation(result: Evaluation, *, out: Path | None) -> None:
    """Print recall and false alarms by level, and by label, origin and mark at the first level."""
    console = Console(highlight=False)
    print_rejects(console, result.rejects)
    others = f"; {result.undecided:,} are of offers without a decision and were left out" if result.undecided else ""
    console.print(f"[bold]{result.judged:,} labels of decided offers[/bold]{others}")
    for measure, what in ((RECALL, "Recall: infringing offers"), (FALSE_ALARMS, "False alarms: genuine offers")):
        console.print(_table(_shown(result.table, measure), f"{what} decided so or graver"))
    if out:
        console.print(f"All slices and levels: [bold]{escape(str(out))}[/bold]")


def _shown(table: pl.DataFrame, measure: str) -> pl.DataFrame:
    """Return the rows to print: every level for all labels, then the first level by label, origin and mark."""
    of_measure = table.filter(pl.col("measure") == measure)
    first = of_measure.filter(pl.col("level") == FIRST_LEVEL)
    marks = first.filter(pl.col("slice") == "mark").sort(["labels", "value"], descending=[True, False], nulls_last=True)
    parted = ("origin",) if measure == FALSE_ALARMS else ("label", "origin")  # false alarms are all of one label
    slices = [first.filter(pl.col("slice") == name) for name in parted]
    return pl.concat([of_measure.filter(pl.col("slice") == "all"), *slices, marks.head(MARKS_SHOWN)])


def _table(rows: pl.DataFrame, title: str) -> Table:
    table = Table(title, box=None, pad_edge=False, header_style="bold")
    for column in ("reached", "labels", "share", "95 % interval", "worth"):
        table.add_column(column, justify="right")
    for row in rows.iter_rows(named=True):
        interval = f"{row['low']:.1%} to {row['high']:.1%}"
        worth = f"{row['effective_labels']:,.0f}"
        table.add_row(_name(row), f"{row['reached']:,}", f"{row['labels']:,}", f"{row['share']:.1%}", interval, worth)
    return table


def _name(row: dict[str, Any]) -> str:
    if row["slice"] == "all":
        return str(row["level"])
    return escape(f"  {row['level']}, {row['slice']} {row['value'] or '(none)'}")
