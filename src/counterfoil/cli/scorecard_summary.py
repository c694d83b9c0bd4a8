"""Say on the terminal what a scorecard shows, what a check of it found, and which cases stand behind a number."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterfoil.documents.scorecard_page import EDITION_WORDS, ScorecardParts, case_in_words
from counterfoil.documents.scorecard_told import OFFICERS, Line, Told, lines_of, title_of, told_of
from counterfoil.documents.scorecard_words import interval, is_at_least, number, period
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.run.scorecard_cases import Behind
from counterfoil.run.scorecard_check import Checked
from counterfoil.tables.scorecard_measure import COUNT, MEASURED, NOT_MEASURABLE, TOO_FEW

COLOURS = {"beyond the limit": "bold red", "getting worse": "yellow", NOT_MEASURABLE: "dim", TOO_FEW: "dim"}


def print_scorecard(parts: ScorecardParts, *, out: Path) -> None:
    """Print each practice in a line, what to act on, and where the page lies."""
    console = Console(highlight=False)
    run = parts.run
    told = told_of(parts.measures, parts.trends, says=parts.says, limits=parts.limits, kind=run["periods"])
    known = f", as known on {run['day']}" if run["day"] < run["until"] else ""
    console.print(f"[bold]{escape(harmless(run['platform']))}[/bold], {run['from']} to {run['until']}{known}")
    console.print(EDITION_WORDS[run["edition"]].split(".")[0] + ".", style="dim")
    for regime in parts.regimes:
        console.print(f"\n[bold]{escape(harmless(regime.title))}[/bold]")
        for shown in _lines(lines_of(regime, told)):
            console.print(shown)
    _print_acting(console, list(told.values()))
    counts = run["counts"]
    several = ", ".join(f"{many} {name}" for name, many in counts["measures"].items())
    console.print(f"\nMeasures: {several}; {counted(counts['evidence'], 'case')} in evidence.parquet")
    if counts["rejected"]:
        console.print(f"[yellow]{counted(counts['rejected'], 'row')} could not be used: rejects.parquet[/yellow]")
    console.print(f"Page: [bold]{escape(str(out / 'scorecard.html'))}[/bold]   ({run['seconds']:.1f} s)")


def _lines(lines: list[Line]) -> Iterator[RenderableType]:
    """Yield two lines to a practice: its name with the verdict, and under it the number that stands for it."""
    for place, line in enumerate(lines, start=1):
        style = COLOURS.get(line.verdict, "")
        head = Table.grid(expand=True)
        head.add_column(ratio=1)
        head.add_column(justify="right", no_wrap=True)
        verdict = f"[{style}]{line.verdict}[/]" if style else line.verdict
        head.add_row(f"{place:>2}  {escape(harmless(line.practice.title))}", verdict)
        yield head
        yield Padding(f"[dim]{escape(_said(line))}[/]", (0, 0, 0, 4))


def _said(line: Line) -> str:
    chief = line.chief
    if chief is None:
        return harmless(next(iter(line.practice.not_measurable), "No table shows it."))
    if line.verdict == NOT_MEASURABLE:
        return f"{chief.title}: {chief.shown['why']}"
    ends = interval(chief.shown)
    among = "" if chief.shown["unit"] == COUNT else f" of {chief.shown['cases']:,}"
    return f"{chief.title}: {chief.figure}{'' if ends == '–' else f' ({ends})'}{among}, {chief.when_short}"


def _print_acting(console: Console, told: list[Told]) -> None:
    acting = [one for one in told if one.verdict in OFFICERS]
    if acting:
        console.print("\n[bold]To act on[/bold]")
    for one in acting:
        limit = f"; the limit is {number(one.limit.threshold, one.shown['unit'])}" if one.limit else ""
        console.print(f"  {one.title}: {one.figure} in {one.when}{limit}; {one.trend_said}.")


def print_check(checked: Checked, *, folder: Path) -> None:
    """Print whether a scorecard follows from its evidence, and from the tables, and what differs."""
    console = Console(highlight=False)
    against = "its evidence and the tables" if checked.from_tables else "its evidence"
    said = f"{counted(checked.numbers, 'number')} counted again from {counted(checked.evidence, 'case')}"
    console.print(f"{escape(str(folder))}: {said}, held against {against}.")
    for note in checked.notes:
        console.print(f"  {escape(note)}", style="dim")
    if checked.key is not None:
        console.print(f"Signed with the key {checked.key}.")
    else:
        console.print("Not signed: whoever sends it could have made it anew.", style="dim")
    if not checked.differences:
        console.print("[bold]Nothing differs.[/bold]")
        return
    console.print(f"[bold red]{counted(len(checked.differences), 'difference')}:[/bold red]")
    for one in checked.differences:
        console.print(f"  {escape(harmless(one))}")


def print_cases(behind: Behind, *, folder: Path) -> None:
    """Print a measure, its numbers, and the cases behind them, the most telling first."""
    console = Console(highlight=False)
    one = behind.measure
    console.print(f"[bold]{title_of(one.name)}[/bold]\n{escape(one.says)}")
    numbers = behind.numbers
    if numbers.height > 1:
        numbers = numbers.filter(pl.col("cases") > 0)
    for row in numbers.iter_rows(named=True):
        when = period(row["period_from"], row["period_until"])
        figure = number(row["value"], row["unit"], is_at_least=is_at_least(row))
        few = "" if row["standing"] == MEASURED else f"; {row['standing']}"
        why = f" {row['why']}" if row["why"] else ""
        console.print(
            f"  {when}: [bold]{figure}[/bold] ({interval(row)}), {counted(row['cases'], 'case')}{few}.{escape(why)}"
        )
    if behind.cases.is_empty():
        console.print("No case stands behind it.")
        return
    table = Table("of", "case", "counted as", "read from", "row", box=None, pad_edge=False, header_style="dim")
    for row in behind.cases.iter_rows(named=True):
        cells = (str(row["period_from"]), row["subject_id"], case_in_words(row, one.unit), row["source"], row["row"])
        table.add_row(*(escape(harmless("–" if cell is None else str(cell))) for cell in cells))
    console.print(table)
    if behind.all > behind.cases.height:
        more = behind.all - behind.cases.height
        console.print(f"and {more:,} more in {escape(str(folder / 'evidence.parquet'))} (--rows)", style="dim")
