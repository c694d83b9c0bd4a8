"""Say on the terminal whether a measure changed anything, and what could have been told."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.words import counted
from counterfoil.estimation.effect.power import Power
from counterfoil.estimation.effect.settings import STAGGERED, Effect
from counterfoil.estimation.effect.verdict import figure, signed

SHOWN = 6
TESTS = {
    "time": "before the measure, the same look shows",
    "trend": "slope of the treated before, against the others",
    "spread": "the treated scatter so many times as widely",
}


def print_effect(found: Effect, record: dict[str, Any], *, out: Path) -> None:
    """Print the verdict, what could be told, the effect by time since the start, and the placebo tests."""
    console = Console(highlight=False)
    _print_head(console, record, out)
    console.print(f"[bold]{escape(found.verdict.sentence)}[/bold]")
    console.print(escape(in_words(found.power)))
    if found.design == STAGGERED:
        every = "all" if found.tried == found.possible else f"{found.tried:,}"
        console.print(f"Held against {every} of {found.possible:,} ways to give the dates to the units.")
    rows = found.event_study.filter(pl.col("after") >= 0)
    if rows.select("effect").n_unique() > 1:  # a series whose level alone may change has one effect
        _print_effects(console, rows)
    tests = found.placebo.filter(pl.col("p_value").is_not_null(), pl.col("kind").is_in(list(TESTS)))
    shown = tests.sort("p_value").head(3)
    for row in shown.iter_rows(named=True):
        said = f"Placebo: {TESTS[row['kind']]} {figure(row['effect'])}"
        console.print(escape(f"{said} ({row['name']}, p = {row['p_value']:.3f})"))
    for note in found.notes:
        console.print(escape(note))
    console.print(f"Tables and page: [bold]{escape(str(out))}[/bold]")


def _print_effects(console: Console, rows: pl.DataFrame) -> None:
    table = plain_table("periods after the start", "effect", "95 %", "p", "units", numbers=("effect", "p", "units"))
    for row in rows.head(SHOWN).iter_rows(named=True):
        table.add_row(str(row["after"]), signed(row["effect"]), _ends(row), f"{row['p_value']:.3f}", str(row["units"]))
    console.print(table)
    if rows.height > SHOWN:
        console.print(f"  and {rows.height - SHOWN:,} more")


def print_plan(powers: Sequence[Power], record: dict[str, Any], *, matters: float | None, out: Path) -> None:
    """Print which effects could be told after how many periods."""
    console = Console(highlight=False)
    _print_head(console, record, out)
    table = plain_table("periods with the measure", "found 8 times in 10 from", numbers=("periods with the measure",))
    for power in powers:
        table.add_row(str(power.after), figure(power.detectable))
    console.print(table)
    console.print(escape(in_words(powers[-1])))
    if matters is not None:
        enough = [power.after for power in powers if power.detectable <= matters]
        said = f"An effect of {figure(matters)} could not be told in {powers[-1].after} periods: take more units."
        if enough:
            said = f"An effect of {figure(matters)} could be told after {enough[0]} periods."
        console.print(said)
    console.print(f"Table: [bold]{escape(str(out))}[/bold]")


def in_words(power: Power) -> str:
    """Return what could be told, as one sentence."""
    if power.detectable == float("inf"):
        return "So few units cannot tell an effect of any size from chance."
    if power.detectable != power.detectable:
        return "The time before is too short to say which effects could be told."
    units = f"{power.treated} of {counted(power.units, 'unit')} treated, " if power.units > 1 else ""
    return (
        f"Told from the time before: with {units}{power.before} periods before and {power.after} after, an effect of "
        f"{figure(power.detectable)} or more is found 8 times in 10."
    )


def _print_head(console: Console, record: dict[str, Any], out: Path) -> None:
    counts = record["counts"]
    rejects = pl.scan_parquet(out / "rejects.parquet").head(SHOWN).collect()
    periods = counted(counts["periods"], "period")
    size = f"{counted(counts['units'], 'unit')}, {counts['treated']} with the measure, {periods}"
    aside = f"{counted(counts['rejected'], 'row')} set aside"
    console.print(f"{size} from {record['periods'][0]} to {record['periods'][1]}; {aside}")
    print_rejects(console, rejects, among=counts["rejected"])


def _ends(row: dict[str, Any]) -> str:
    low = "no limit" if row["low"] is None else signed(row["low"])
    high = "no limit" if row["high"] is None else signed(row["high"])
    return f"{low} to {high}"
