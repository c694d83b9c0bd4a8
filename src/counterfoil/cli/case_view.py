"""Show a case on the terminal as a case officer wants it at a glance."""

from collections.abc import Sequence

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.case_report import CaseParts, Exit, Sign, done_in, signs_by_kind, value_in_words
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted, day_in_words

ACCOUNTS, SIGNS, EVENTS, DEADLINES, DONE = 8, 6, 5, 6, 8  # rows shown of each
LONGEST = 170  # characters of a sentence


def print_case(parts: CaseParts, *, folder: str) -> None:
    """Print state, turn, value, accounts, evidence for and against, deadlines, acts, and what can be done next."""
    console, case = Console(highlight=False), parts.case
    place = f", {case['platform']}" if case["platform"] else ""
    console.print(f"[bold]{escape(case['id'])}[/bold], opened on {day_in_words(case['opened_on'])}{escape(place)}")
    console.print(_plain(case["title"]))
    console.print(f"\n[bold]{case['state']}[/bold]: {parts.says} It is the [bold]{parts.turn}[/bold]'s turn.")
    console.print(f"[bold]{value_in_words(case)}[/bold] at risk. [dim]{escape(case['value_basis'])}[/dim]")
    _print_accounts(console, parts.subjects.filter(subject_kind="account"))
    for side, heading in (("for", "Speaks for the charge"), ("against", "Speaks against it")):
        signs = signs_by_kind(parts.evidence, side)
        _print_signs(console, f"{heading} ({counted(sum(one.signs for one in signs), 'sign')})", signs)
    _print_deadlines(console, parts)
    _print_done(console, parts)
    _print_events(console, parts.events)
    _print_next(console, parts.exits, folder)


def _plain(text: str, limit: int = LONGEST) -> Text:
    shown = harmless(text)
    return Text(shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…")


def _print_accounts(console: Console, accounts: pl.DataFrame) -> None:
    table = plain_table("account", "vetting", "why it belongs here")
    for row in accounts.head(ACCOUNTS).iter_rows(named=True):
        table.add_row(_plain(row["subject_id"], 40), row["decision"] or "–", _plain(row["why"]))
    _titled(console, counted(accounts.height, "account"), table)
    if accounts.height > ACCOUNTS:
        console.print(f"[dim]and {accounts.height - ACCOUNTS:,} more[/dim]")


def _print_signs(console: Console, heading: str, signs: list[Sign]) -> None:
    if not signs:
        console.print(f"\n[bold]{heading}[/bold]\n[dim]Nothing that the runs saw.[/dim]")
        return
    table = plain_table("", "weight", "what", numbers=("", "weight"))
    for one in signs[:SIGNS]:
        table.add_row(f"{one.signs} ×", one.weight or "–", _plain(one.sentence))
    _titled(console, heading, table)
    if len(signs) > SIGNS:
        console.print(f"[dim]and {counted(len(signs) - SIGNS, 'kind')} more[/dim]")


def _print_deadlines(console: Console, parts: CaseParts) -> None:
    if not parts.deadlines:
        return
    table = plain_table("due", "", "what", "who", "since")
    for one in parts.deadlines[:DEADLINES]:
        left = (one.due - parts.day).days
        told = f"{left} days left" if left > 0 else "today" if left == 0 else f"[red]{-left} days over[/red]"
        table.add_row(str(one.due), told, one.what, one.owner, escape(one.since))
    _titled(console, f"Deadlines on {day_in_words(parts.day)}", table)


def _print_done(console: Console, parts: CaseParts) -> None:
    done = done_in(parts)
    if not done:
        return
    table = plain_table("what", "of", "state")
    for row in done[:DONE]:
        table.add_row(_plain(row["what"], 60), _plain(row["of"], 60), escape(row["state"]))
    _titled(console, f"Actions, notices and orders ({len(done):,})", table)
    if len(done) > DONE:
        console.print(f"[dim]and {len(done) - DONE:,} more[/dim]")


def _print_events(console: Console, events: pl.DataFrame) -> None:
    table = plain_table("when", "by", "what")
    for row in events.tail(EVENTS).iter_rows(named=True):
        table.add_row(f"{row['at']:%Y-%m-%d %H:%M}", escape(row["actor"]), _plain(row["what"]))
    last = f"the last {EVENTS} of {events.height:,}" if events.height > EVENTS else counted(events.height, "act")
    _titled(console, f"Done so far ({last})", table)


def _print_next(console: Console, exits: Sequence[Exit], folder: str) -> None:
    console.print("\n[bold]What can be done next[/bold]")
    for one in exits:
        role = one.by.replace(" ", "-")
        console.print(f"  [bold]{one.act}[/bold] → {one.to} ({one.by})")
        line = f'counterfoil case act {folder} "{one.act}" --by {role}:ID --why "…"'
        console.print(Text(f"    {line}", style="dim"), soft_wrap=True)


def _titled(console: Console, heading: str, table: Table) -> None:
    console.print(f"\n[bold]{heading}[/bold]")
    console.print(table)
