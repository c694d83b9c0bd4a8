"""Say on the terminal what a calibration changed, and how far it can be trusted."""

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.tables.decision import DECISIONS

if TYPE_CHECKING:
    from counterfoil.calibration.calibrate import Calibration


def print_calibration(found: "Calibration", rejects: pl.DataFrame, *, out: Path) -> None:
    """Print the labels used, the changed weights, the held-out decisions by label, the warnings and the file."""
    console = Console(highlight=False)
    print_rejects(console, rejects)
    origins = ", ".join(f"{origin} {count:,}" for origin, count in found.origins.items())
    console.print(
        f"[bold]{sum(found.origins.values()):,} labels[/bold] ({origins}), worth {found.effective_labels:,.0f}"
    )
    console.print(f"[bold]{found.method}[/bold], {found.validity}")
    losses = ", ".join(f"{method} {loss:.4f}" for method, loss in found.log_losses.items())
    console.print(f"Log loss on labels not seen: {losses}; calibration error {found.calibration_error:.4f}")
    console.print(_weights(found))
    console.print(_confusion(found.confusion))
    for warning in found.warnings:
        console.print(f"[yellow]![/yellow] {escape(warning)}")
    console.print(f"Model: [bold]{escape(str(out))}[/bold]   ({escape(found.model.label)})")


def _weights(found: "Calibration") -> Table:
    """Return the weights that changed, the greatest change first; the prior above them."""
    changed = (
        found.model.kinds.join(found.before.kinds.select("kind", before="weight"), on="kind")
        .join(found.shown, on="kind", how="left")
        .filter(pl.col("weight") != pl.col("before"))
        .sort((pl.col("weight") - pl.col("before")).abs(), "kind", descending=[True, False])
    )
    table = Table("kind of evidence", box=None, pad_edge=False, header_style="dim")
    for column in ("labels", "before", "after"):
        table.add_column(column, justify="right")
    if found.model.prior != found.before.prior:
        table.add_row("(prior)", "", f"{found.before.prior:,}", f"{found.model.prior:,}")
    for row in changed.iter_rows(named=True):
        table.add_row(escape(row["kind"]), f"{row['labels']:,}", f"{row['before']:,}", f"{row['weight']:,}")
    return table


def _confusion(counts: pl.DataFrame) -> Table:
    table = Table("labels not seen, decided", box=None, pad_edge=False, header_style="dim")
    for decision in DECISIONS:
        table.add_column(decision, justify="right")
    for row in counts.iter_rows(named=True):
        table.add_row(row["label"], *(f"{row[decision]:,}" for decision in DECISIONS))
    return table
