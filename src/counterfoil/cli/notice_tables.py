"""Show pre-flights, drafts and the standing of notices, so that a person sees at once what stops and what cures it."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.terminal_text import harmless
from counterfoil.enforcement.notices.preflight import Preflight
from counterfoil.enforcement.notices.problem import STOPS, Problem
from counterfoil.run.notice_drafting import Drafted

NAMED = 3  # listings named of one problem
COLOURS = {"stops": "bold red", "asks": "yellow"}


def print_checked(found: Sequence[Preflight]) -> None:
    """Print each pre-flight: its notice, and a line to each kind of problem with its cure."""
    console = Console(highlight=False)
    for one in found:
        finding = one.asked.finding
        count = len(finding.listings)
        console.print(
            f"[bold]{escape(one.asked.form.title)}[/bold] to {escape(one.asked.recipient.name)}: {finding.ground}, "
            f"{escape(harmless(finding.right.mark))} ({escape(finding.right.id)}), "
            f"{count} listing{'' if count == 1 else 's'}, {' '.join(finding.territory[:5]) or 'no territory'}"
            + (" …" if len(finding.territory) > 5 else "")
        )
        if one.left_out:
            console.print(f"  left out: {_some(one.left_out)}")
        if not one.problems:
            console.print("  [green]Nothing stands in its way.[/green]\n")
            continue
        _print_problems(console, one.problems)
        console.print()


def _print_problems(console: Console, problems: Sequence[Problem]) -> None:
    by_kind: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        by_kind.setdefault((problem.code, problem.severity), []).append(problem)
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for (code, severity), same in by_kind.items():
        of = _some([one.offer_id for one in same if one.offer_id])
        first = same[0]
        said = escape(harmless(first.sentence)) + (f" [dim]({escape(of)})[/dim]" if of else "")
        table.add_row(f"  [{COLOURS[severity]}]{severity}[/{COLOURS[severity]}]", f"[bold]{code}[/bold]  {said}")
        table.add_row("", f"[dim]→ {escape(harmless(first.cure))}[/dim]")
    console.print(table)


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return harmless(", ".join(ids[:NAMED])) + more


def stopped(found: Sequence[Preflight]) -> bool:
    """Return whether a problem stops one of the notices."""
    return any(problem.severity == STOPS for one in found for problem in one.problems)


def print_drafted(drafted: Drafted, case: Path) -> None:
    """Print the notices that were made, with their files."""
    console = Console(highlight=False)
    table = plain_table("notice", "form", "right", "listings", "file", numbers=("listings",))
    for row in drafted.notices.iter_rows(named=True):
        table.add_row(row["id"], row["form"], escape(row["right_id"]), str(len(row["offer_ids"])), escape(row["file"]))
    console.print(table)
    console.print(f"All in {escape(str(case))}.")
    if drafted.left_out:
        console.print(f"Left out: {escape(_some(drafted.left_out))}; `counterfoil notice check` says why.")
    console.print("Nothing was sent. Send them yourself, then: counterfoil notice sent CASE NOTICE.")
