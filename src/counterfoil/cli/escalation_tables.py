"""Show escalations: what was found, where each stands, what is late, and who does what next."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.enforcement.escalation.moves import Way, Ways
from counterfoil.enforcement.states.escalation_states import CLOSED, ESCALATION
from counterfoil.run.escalation_acts import Done
from counterfoil.run.escalation_assess import Assessed, Assessment
from counterfoil.run.escalation_files import EscalationFiles
from counterfoil.run.escalation_papers import numbers_of, period_in_words
from counterfoil.run.escalation_standing import Due, Shown
from counterfoil.tables.escalation_step import DOWN

COLOURS = {"failing": "red", "good": "green", "neither": "yellow"}
SIGNS = {"failing": "✗", "good": "✓", "neither": "–"}
STATES = {"found": "yellow", "closed": "green"}
NEWEST = 6  # periods shown of an assessment


def print_assessed(found: Assessment, place: Path) -> None:
    """Print what was found of each failure and platform, and what was left out."""
    console = Console(highlight=False)
    print_rejects(console, found.rejects)
    for one in found.found:
        _print_one(console, one)
    for failure in found.unmeasured:
        console.print(f"[yellow]{_text(failure.name)}[/yellow]: no scorecard has {_text(failure.measure)}; not judged")
    for first, last in found.not_over:
        console.print(f"{period_in_words(first, last)} is not over yet; left out")
    for name in found.unchecked:
        console.print(f"[yellow]{_text(name)} is unchecked[/yellow]: no run.json stands beside it", soft_wrap=True)
    opened = sum(1 for one in found.found if one.is_new)
    console.print(f"{counted(opened, 'escalation')} opened in {escape(str(place))}", soft_wrap=True)


def _print_one(console: Console, one: Assessed) -> None:
    state = "[green]no failure[/green]" if not one.state else _state(one.state)
    new = " [bold red]found now[/bold red]" if one.is_new else ""
    name = f"  {one.id}" if one.state else ""
    console.print(f"[bold]{_text(one.platform)}[/bold], {_text(one.failure.name)}: {state}{new}{name}")
    for verdict in one.verdicts[-NEWEST:]:
        colour, sign = COLOURS[verdict.verdict], SIGNS[verdict.verdict]
        period = period_in_words(verdict.first, verdict.last)
        console.print(f"  [{colour}]{sign} {period:<15} {verdict.verdict:<8}[/{colour}] {_text(verdict.why)}")
    if one.state:
        _print_ways(console, one.ways)


def _print_ways(console: Console, ways: Ways) -> None:
    for way, word in ((ways.up, "up to"), (ways.down, "down to")):
        if way is not None:
            _print_way(console, way, word)


def _print_way(console: Console, way: Way, word: str) -> None:
    where = "be closed" if way.to == CLOSED else f"go {word} {way.to}"
    may = f"[bold]may {where}[/bold]" if way.is_open else f"waits to {where}"
    console.print(f"  {may}: {_text(way.because)}")


def print_done(done: Done) -> None:
    """Print what was done, where the escalation stands then, and what was written."""
    console, row = Console(highlight=False), done.files.row
    console.print(_text(done.said))
    for name in done.written:
        console.print(f"  {escape(str(done.files.folder / name))}", soft_wrap=True)
    console.print(f"[bold]{row['id']}[/bold] is {_state(row['state'])}: {ESCALATION.state_of(row['state']).says}")


def print_list(found: Sequence[Shown]) -> None:
    """Print one line for each escalation."""
    console = Console(highlight=False)
    if not found:
        console.print("There are no escalations. Find some with: counterfoil escalation assess.")
        return
    table = plain_table("escalation", "platform", "failure", "periods", "stands on", "next")
    for one in found:
        row = one.files.row
        signs = "".join(
            f"[{COLOURS[v.verdict]}]{SIGNS[v.verdict]}[/{COLOURS[v.verdict]}]" for v in one.files.verdicts[-12:]
        )
        table.add_row(row["id"], _text(row["platform"]), row["failure"], signs, _state(row["state"]), _next(one))
    console.print(table)
    console.print("periods, oldest first: [red]✗[/red] failing  [green]✓[/green] good  [yellow]–[/yellow] neither")


def _next(one: Shown) -> str:
    if one.proposed is not None:
        return f"step {one.proposed['number']}, {one.proposed['step']}, is {one.proposed['state']}"
    for way, word in ((one.ways.down, "down to"), (one.ways.up, "up to")):
        if way is not None and way.is_open:
            return "may be closed" if way.to == CLOSED else f"may go {word} {way.to}"
    return "" if one.files.row["state"] == CLOSED else "waits"


def print_shown(one: Shown) -> None:
    """Print one escalation whole: numbers with answers, steps, checks, ways."""
    console, row, files = Console(highlight=False), one.files.row, one.files
    console.print(
        f"[bold]{row['id']}[/bold]  {_text(row['platform'])}, {row['edition']} edition: {_state(row['state'])}"
    )
    console.print(f"{_text(files.failure.says)} Ladder {_text(row['ladder'])}; {row['k']} of {row['n']} periods.")
    console.print(_numbers(files))
    if files.tables["steps"].height:
        console.print(_steps(files.tables["steps"]))
    for check in files.tables["checks"].iter_rows(named=True):
        console.print(f"check {check['id']}  {check['state']:<7} by {check['due_on']}  {_text(check['says'])}")
    _print_ways(console, one.ways)


def _numbers(files: EscalationFiles) -> Table:
    table = plain_table("period", "number", "95 % interval", "cases", "verdict", "answer", numbers=("number", "cases"))
    for one in numbers_of(files):
        colour = COLOURS[one.verdict]
        verdict = f"[{colour}]{one.verdict}[/{colour}]"
        table.add_row(one.period, one.number, one.interval, f"{one.cases:,}", verdict, _text(one.answer))
    return table


def _steps(steps: pl.DataFrame) -> Table:
    table = plain_table("", "step", "is", "issued", "answer by", "counted", numbers=("",))
    for row in steps.iter_rows(named=True):
        down = "down to " if row["direction"] == DOWN else ""
        issued = f"{row['issued_at']:%Y-%m-%d}" if row["issued_at"] else ""
        told = (issued, str(row["answer_by"] or ""), _text(row["counted"] or ""))
        table.add_row(str(row["number"]), f"{down}{row['step']}", row["state"], *told)
    return table


def print_due(found: Sequence[Due], day: dt.date) -> None:
    """Print what is to be done, by whom, until when."""
    console = Console(highlight=False)
    if not found:
        console.print(f"[green]Nothing is to be done on {day}.[/green]")
        return
    table = plain_table("escalation", "platform", "who", "by", "", "what")
    for one in found:
        late = f"[red]{counted(one.days, 'day')} late[/red]" if one.days is not None and one.days > 0 else ""
        table.add_row(one.id, _text(one.platform), one.who, str(one.by or ""), late, _text(one.what))
    console.print(table)


def _state(state: str) -> str:
    colour = STATES.get(state, "red" if state in ("fine", "referral for injunction") else "cyan")
    return f"[{colour}]{state}[/{colour}]"


def _text(text: str) -> str:
    return escape(harmless(text))
