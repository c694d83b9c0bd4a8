"""Show answers that were taken, what came back, and how notices stand."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.terminal_text import harmless
from counterfoil.intake.notice_answers.phrases import refusals
from counterfoil.run.notice_answering import WAITING, Taken
from counterfoil.run.notice_files import FOLDER
from counterfoil.run.notice_standing import Standing
from counterfoil.run.notice_watching import Watched

SHOWN = 20  # rows of a table on the terminal; the files hold all
COLOURS = {"acted": "green", "refused": "red", "acted in part": "yellow", "relisted": "red", "countered": "yellow"}


def print_taken(taken: Taken, case: Path) -> None:
    """Print what each answer did, and what waits for a person."""
    console = Console(highlight=False)
    if taken.steps:
        table = plain_table("notice", "is", "listings", "why refused", numbers=("listings",))
        for step in taken.steps[:SHOWN]:
            means = refusals()[step.reason].means if step.reason else ""
            table.add_row(step.notice_id, _coloured(step.act), str(len(step.offer_ids)), means)
        console.print(table)
    if taken.waiting.height:
        count = taken.waiting.height
        console.print(
            f"\n[bold]{count} answer{'' if count == 1 else 's'} wait{'s' if count == 1 else ''} for a person[/bold]"
        )
        table = plain_table("file", "line", "why", numbers=("line",))
        for row in taken.waiting.head(SHOWN).iter_rows(named=True):
            table.add_row(escape(harmless(row["file"])), str(row["line"] or ""), escape(harmless(row["rule"])))
        console.print(table)
        console.print(f"All in {escape(str(case / FOLDER / WAITING))}. Record them with: counterfoil notice act.")
    if not taken.steps and not taken.waiting.height:
        console.print("Nothing is in these files.")


def print_watched(watched: Watched) -> None:
    """Print what came back and by what it is known, and how closely the rest was watched."""
    console = Console(highlight=False)
    if watched.found.is_empty():
        console.print("[green]Nothing came back.[/green]")
    else:
        console.print(f"[bold]{watched.found.height} came back[/bold], {watched.new} of them new")
        table = plain_table("taken down", "seen as", "after", "why", numbers=("after",))
        for row in watched.found.head(SHOWN).iter_rows(named=True):
            seen = [escape(harmless(row[name])) for name in ("offer_id", "later_offer_id")]
            table.add_row(*seen, _hours(row["hours"]), escape(harmless(row["reasons"][0])))
        console.print(table)
        if watched.found.height > SHOWN:
            console.print(f"… and {watched.found.height - SHOWN} more, in reappearances.parquet")
    for row in watched.looks.iter_rows(named=True):
        days = "1 day" if row["looks"] == 1 else f"{row['looks']} days"
        looked = f"looked for on {days}, last on {row['last']}" if row["looks"] else "not looked for yet"
        said = f"{row['notice_id']}: {row['listings']} listings, watched until {row['until']}, {looked}"
        console.print(f"[dim]{escape(said)}[/dim]")


def print_standing(standing: Standing) -> None:
    """Print the notices by recipient and form, then how fast and how right they were."""
    console = Console(highlight=False)
    if standing.notices.is_empty():
        console.print("The case has no notices. Make one with: counterfoil notice draft.")
        return
    for (recipient, form), rows in standing.notices.group_by("recipient", "form", maintain_order=True):
        console.print(f"[bold]{escape(harmless(str(recipient)))}[/bold], {form}")
        table = plain_table("notice", "right", *_NUMBERS, "state", numbers=_NUMBERS)
        for row in rows.iter_rows(named=True):
            table.add_row(*_line(row))
        console.print(table)
        console.print()
    _print_accuracy(console, standing)


def _print_accuracy(console: Console, standing: Standing) -> None:
    decided = standing.acted + standing.refused
    if standing.share is not None:
        console.print(
            f"Accuracy: [bold]{standing.share:.1%}[/bold] of {decided} decided listings were taken down "
            f"(95 % interval {standing.low:.1%} to {standing.high:.1%})."
        )
    if standing.median_hours is not None:
        console.print(f"From notice to takedown: {_hours(standing.median_hours)} in the middle case.")
    for row in standing.refusals.iter_rows(named=True):
        one = refusals()[row["refusal"]]
        console.print(f"  {row['count']} × [bold]{row['refusal']}[/bold]: {one.means} [dim]→ {one.cure}[/dim]")


_NUMBERS = ("listings", "down", "refused", "after", "back")


def _line(row: dict[str, Any]) -> list[str]:
    counts = [str(row[name] or 0) for name in ("listings", "acted", "refused")]
    after = [_hours(row["hours"]), _hours(row["back_after"])]
    return [row["id"], escape(harmless(row["right_id"])), *counts, *after, _coloured(row["state"])]


def _hours(hours: float | None) -> str:
    if hours is None:
        return ""
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} d"


def _coloured(state: str) -> str:
    colour = COLOURS.get(state, "cyan")
    return f"[{colour}]{state}[/{colour}]"
