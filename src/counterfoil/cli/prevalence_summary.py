"""Say on the terminal which share is counterfeit, how sure that is, what was assumed, and what would make it surer."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.words import counted
from counterfoil.estimation.prevalence.capture_recapture import Recaptured
from counterfoil.run.prevalence import PrevalenceDone
from counterfoil.tables.prevalence_estimate import OF_VALUE

SHOWN = 12  # groups and strata; the files name all
NUMBERS = ("share", "counterfeit", "examined", "finds", "units", "more", "in all", "cost")


def print_prevalence(done: PrevalenceDone, *, out: Path) -> None:
    """Print the estimates, then the groups, the notes, what is needed, and the cross-check."""
    console = Console(highlight=False)
    print_rejects(console, done.rejects)
    whole = done.estimates.filter(pl.col("by").is_null())
    for row in whole.iter_rows(named=True):
        _print_whole(console, row)
    groups = done.estimates.filter(pl.col("by").is_not_null())
    if groups.height:
        _print_groups(console, groups)
    notes = [*done.record["notes"], *whole["notes"].explode().drop_nulls()]
    for note in dict.fromkeys(notes):
        console.print(f"[dim]·[/dim] {escape(note)}")
    if done.needed is not None:
        _print_needed(console, done.needed, width=done.record["wanted_width"])
    if done.recaptured is not None:
        _print_recaptured(console, done.recaptured)
    console.print(f"Tables: [bold]{escape(str(out))}[/bold]")


def _print_whole(console: Console, row: dict[str, Any]) -> None:
    of = f"the value of {row['kind']}s" if row["measure"] == OF_VALUE else f"{row['kind']}s"
    console.print(
        f"Of {of} [bold]{_per_cent(row['estimate'])}[/bold] is counterfeit "
        f"({100 * row['level']:g} % interval {_per_cent(row['low'])} to {_per_cent(row['high'])})"
    )
    unit = row["currency"] or f"{row['kind']}s"
    about = "" if row["is_known"] else "about "
    console.print(
        f"  {row['total']:,.0f} {unit} ({max(row['total_low'], 0):,.0f} to {row['total_high']:,.0f}), "
        f"of {about}{row['units']:,.0f} {row['kind']}s"
    )
    sure = f", {row['certain']:,} of which were sure to be examined" if row["certain"] else ""
    console.print(
        f"  {counted(row['finds'], 'find')} in {row['sampled']:,} examined{sure}; {escape(row['method'])}, "
        f"design effect {row['design_effect']:.2f}"
    )
    if row["sensitivity"] is not None:
        console.print(
            f"  Reviewers find {row['sensitivity']:.1%} of the fakes and pass {row['specificity']:.1%} of the others"
        )


def _print_groups(console: Console, groups: pl.DataFrame) -> None:
    table = plain_table(
        str(groups["by"][0]), "of", "share", "interval", "counterfeit", "examined", "finds", numbers=NUMBERS
    )
    for row in groups.head(SHOWN).iter_rows(named=True):
        between = f"{_per_cent(row['low'])} to {_per_cent(row['high'])}"
        of = f"value, {row['currency']}" if row["measure"] == OF_VALUE else f"{row['kind']}s"
        numbers = (f"{row['total']:,.0f}", f"{row['sampled']:,}", f"{row['finds']:,}")
        table.add_row(escape(row["group"]), of, _per_cent(row["estimate"]), between, *numbers)
    console.print(table)
    if groups.height > SHOWN:
        console.print(f"  and {groups.height - SHOWN:,} more")


def _print_needed(console: Console, needed: pl.DataFrame, *, width: float) -> None:
    more = int(needed["more"].sum())
    if not more:
        console.print(f"The interval of the share of units is already no wider than {100 * width:g} points.")
        return
    console.print(f"For an interval {100 * width:g} points wide examine [bold]{more:,}[/bold] more, drawn by chance:")
    table = plain_table("stratum", "units", "examined", "in all", "more", "cost", numbers=NUMBERS)
    for row in needed.head(SHOWN).iter_rows(named=True):
        numbers = [f"{row[name]:,}" for name in ("units", "sampled", "needed", "more")]
        table.add_row(escape(row["stratum"] or "(all)"), *numbers, f"{row['cost']:,.0f}")
    console.print(table)


def _print_recaptured(console: Console, found: Recaptured) -> None:
    sources = ", ".join(f"{name} {number:,}" for name, number in found.sources)
    console.print(f"Cross-check by who reported the same: {counted(found.seen, 'unit')} reported ({escape(sources)})")
    for row in found.rows.iter_rows(named=True):
        console.print(
            f"  {escape(row['method'])}: {row['estimate']:,.0f} in all ({row['low']:,.0f} to {row['high']:,.0f})"
        )
    for note in found.notes:
        console.print(f"[dim]  · {escape(note)}[/dim]")


def _per_cent(share: float) -> str:
    """Return a share with as many decimals as a rare one needs."""
    decimals = 1 if share >= 0.1 else 2 if share >= 0.005 else 3
    return "0 %" if share == 0 else f"{100 * share:.{decimals}f} %"
