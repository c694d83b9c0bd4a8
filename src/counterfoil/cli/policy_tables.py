"""Show a policy in words, and what it would have changed, so that it is understood at a glance."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.evidence.policy import Policy
from counterfoil.evidence.policy_backtest import Backtest
from counterfoil.evidence.policy_reach import warnings_of
from counterfoil.evidence.policy_words import in_words
from counterfoil.tables.decision import DECISIONS

MOST_LISTED = 5  # sellers and rights named on the terminal; the files name all
MOST_SURPRISING = 5
COUNTED = ("touched", "graver", "milder")


def plain_table(*headings: str, numbers: tuple[str, ...] = ()) -> Table:
    """Return a table without lines, the columns of `numbers` set to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, justify="right" if heading in numbers else "left")
    return table


def print_rules(policy: Policy) -> None:
    """Print every rule in words, then the warnings."""
    console = Console(highlight=False)
    rules = "1 rule" if len(policy.rules) == 1 else f"{len(policy.rules)} rules"
    console.print(
        f"[bold]{escape(policy.name)}, version {policy.version}[/bold]: {rules}; the first that holds decides"
    )
    table = plain_table("", "decision", "when", numbers=("",))
    for number, rule in enumerate(policy.rules, start=1):
        table.add_row(str(number), f"[bold]{rule.decision}[/bold]", escape(in_words(rule.when)))
    table.add_row("–", "[bold]review[/bold]", "no rule holds")
    console.print(table)
    warnings = warnings_of(policy.rules)
    for warning in warnings:
        console.print(f"[bold]Warning:[/bold] {escape(warning)}")
    if not warnings:
        console.print("No faults, and no rule that could never decide.")


def print_backtest(result: Backtest, policy: Policy, *, folders: int, out: Path | None) -> None:
    """Print how much would change, the table of transitions, whom it touches most, and the most surprising."""
    console = Console(highlight=False)
    touched = result.touched.height
    runs = "1 screening" if folders == 1 else f"{folders} screenings"
    console.print(
        f"[bold]{escape(policy.label)} would change {touched:,} of {result.decided:,} decisions[/bold] of {runs}"
        f"{_percent(touched, result.decided)}"
    )
    if not touched:
        return
    graver = result.touched.filter(pl.col("steps") > 0).height
    console.print(
        f"{graver:,} graver, {touched - graver:,} milder; it touches {result.sellers.height:,} of "
        f"{result.sellers_seen:,} sellers and {result.rights.height:,} of {result.rights_seen:,} marks\n"
    )
    console.print(_matrix(result.transitions))
    console.print()
    console.print(_side_by_side(result))
    console.print("\n[bold]Most surprising[/bold]")
    console.print(_surprising(result.surprises))
    if out is not None:
        console.print(f"\nAll of it, by ids: [bold]{escape(str(out))}[/bold]")


def _percent(part: int, whole: int) -> str:
    return f" ({part / whole:.1%})" if whole else ""


def _matrix(transitions: pl.DataFrame) -> Table:
    """Return the old decisions down and the new ones across: graver ones red, milder ones green, unchanged ones dim."""
    counts = {(was, becomes): offers for was, becomes, offers in transitions.iter_rows()}
    table = plain_table("was ╲ becomes", *DECISIONS, numbers=DECISIONS)
    for row, was in enumerate(DECISIONS):
        styles = ["bold green"] * row + ["dim"] + ["bold red"] * (len(DECISIONS) - row - 1)
        cells = [_cell(counts.get((was, becomes), 0), style) for becomes, style in zip(DECISIONS, styles, strict=True)]
        table.add_row(was, *cells)
    return table


def _cell(offers: int, style: str) -> str:
    return f"[{style}]{offers:,}[/{style}]" if offers else "[dim]·[/dim]"


def _side_by_side(result: Backtest) -> Table:
    """Return the sellers and the marks that are touched most, beside each other."""
    table = plain_table("seller", *COUNTED, "   mark", *COUNTED, numbers=COUNTED)
    sellers, rights = (list(one.head(MOST_LISTED).iter_rows()) for one in (result.sellers, result.rights))
    for place in range(max(len(sellers), len(rights))):
        table.add_row(*_listed(sellers, place), *_listed(rights, place, indent="   "))
    return table


def _listed(rows: list[tuple[str, int, int, int]], place: int, *, indent: str = "") -> list[str]:
    if place >= len(rows):
        return ["", "", "", ""]
    name, *counts = rows[place]
    return [indent + escape(name), *(f"{count:,}" for count in counts)]


def _surprising(surprises: pl.DataFrame) -> Table:
    table = plain_table("offer", "seller", "mark", "what would happen")
    for row in surprises.head(MOST_SURPRISING).iter_rows(named=True):
        ids = [escape(row[name] or "–") for name in ("subject_id", "external_seller_id", "right_id")]
        table.add_row(*ids, escape(row["why"]))
    return table
