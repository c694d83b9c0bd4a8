"""`counterfoil clock`: what is due by when, and by whom, once something has happened."""

import datetime as dt
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.codes.legal_number import TAGS
from counterfoil.enforcement.clocks.running import Running
from counterfoil.run.clock import run_clock

FILE = click.Path(path_type=Path)
COLOURS = {"running": "cyan", "open": "cyan", "met": "green", "met late": "yellow", "lapsed": "red"}

EXAMPLES = """
\b
Examples:
  counterfoil clock examples/acts.toml --day 2026-11-08
  counterfoil clock examples/acts.toml -o deadlines.ics
"""


@click.command(epilog=EXAMPLES)
@click.argument("acts", type=FILE)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is asked; default: today.")
@click.option("-o", "--out", type=FILE, help="File for the deadlines that are not met, as a calendar (ICS).")
def clock(acts: Path, day: dt.datetime | None, out: Path | None) -> None:
    """Say which deadlines the ACTS of a case (TOML, or the folder of a case) set going, and how each stands.

    Every deadline shows its rule and its arithmetic. One that falls on a day without work is flagged, never moved.
    """
    found, asked = run_clock(acts, day=day.date() if day else None, out=out)
    console = Console()
    if not found:
        console.print("None of these acts sets a deadline going.")
        return
    console.print(f"[bold]Deadlines on {asked}[/bold]\n")
    table = plain_table("due", "state", "what", "who", "since")
    for one in found:
        since = f"{one.act.kind} {one.act.id}".strip()
        table.add_row(str(one.due), _coloured(one.state), one.rule.name, one.rule.owner, escape(since))
    console.print(table)
    for one in found:
        _print_rule(console, one)
    if out is not None:
        console.print(f"\nWritten to {escape(str(out))}.")


def _coloured(state: str) -> str:
    return f"[{COLOURS[state]}]{state}[/{COLOURS[state]}]"


def _print_rule(console: Console, one: Running) -> None:
    doubt = "" if one.rule.within.is_verified else f" [yellow]({TAGS[one.rule.within.verified]})[/yellow]"
    console.print(f"\n[bold]{one.rule.name}[/bold]" + (f" [dim]{escape(one.act.id)}[/dim]" if one.act.id else ""))
    console.print(f"  {one.arithmetic}")
    console.print(f"  [dim]{one.rule.within.source}[/dim]{doubt}")
    if besides := one.rule.besides(one.act):
        console.print(f"  {besides}")
    if one.flag:
        console.print(f"  [yellow]{one.flag}[/yellow]")
    if one.met_on is not None:
        console.print(f"  {one.state} on {one.met_on}")
    else:
        console.print(f"  otherwise: {one.rule.lapse}")
