"""Show actions: the kinds there are, what a proposal means before it is approved, and what a command changed."""

import datetime as dt
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.policy_tables import plain_table
from counterfoil.codes.legal_number import TAGS, LegalNumber
from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.following import Following
from counterfoil.enforcement.actions.kind import EnforcementAction
from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.party_text import party_text
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.states.action_states import ACTION, OPEN
from counterfoil.enforcement.strikes.next_step import NextStep
from counterfoil.run.action_step import Changed

MOST_LISTED = 12  # of what follows by itself, and of changed actions, on the terminal
COLOURS = {"in force": "cyan", "upheld": "cyan", "appealed": "yellow", "undone": "green", "refused": "dim"}


def print_kinds(kinds: list[EnforcementAction], *, whole: bool) -> None:
    """Print the kinds in a table; `whole`: all that they say."""
    console = Console(highlight=False)
    if not whole:
        table = plain_table("kind", "what", "done to", "approved by", "days")
        for kind in kinds:
            table.add_row(kind.key, kind.title, ", ".join(kind.targets), _least_approver(kind), _days(kind))
        console.print(table)
        console.print("\nAll of one: [bold]counterfoil action kinds KIND[/bold]. Days: the usual and the most.")
        console.print("A case officer may approve what a reviewer may.")
        return
    for kind in kinds:
        _print_kind(console, kind)


def _days(kind: EnforcementAction) -> str:
    if kind.lasts is None:
        return "–"
    usual, most = kind.lasts.usual, int(kind.lasts.most.value)
    return str(most) if usual == most else f"{usual}–{most}"


def _least_approver(kind: EnforcementAction) -> str:
    return f"{kind.people} × {kind.approvers[0]}" if kind.people > 1 else kind.approvers[0]


def _print_kind(console: Console, kind: EnforcementAction) -> None:
    console.print(f"[bold]{kind.title}[/bold] ({kind.key}), done to: {', '.join(kind.targets)}")
    console.print(f"Approved by {_approvers(kind)}")
    console.print(f"The party reads: {kind.says.format(what='your …', What='Your …')}")
    _print_list(console, "Needs first", [need.says for need in kind.needs])
    _print_list(
        console, "Follows by itself", [f"{ACTIONS[one.kind].title}, {one.on}: {one.why}" for one in kind.follows]
    )
    _print_list(console, "Undone", [kind.undo.does, f"Given back: {kind.undo.gives_back}", f"Not: {kind.undo.stays}"])
    _print_list(console, "Restriction (article 17)", [f"{one.field}: {one.value}" for one in kind.restriction])
    numbers = [*([kind.lasts.most] if kind.lasts else []), *kind.numbers]
    _print_list(console, "Numbers", [_cited(number) for number in numbers])


def _approvers(kind: EnforcementAction) -> str:
    roles = " or ".join(kind.approvers)
    return f"{kind.people} × {roles}" if kind.people > 1 else roles


def _cited(number: LegalNumber) -> str:
    return f"{number.value} {number.unit} ({number.source}; {TAGS[number.verified]})"


def _print_list(console: Console, heading: str, lines: list[str]) -> None:
    if lines:
        console.print(f"[bold]{heading}[/bold]")
    for line in lines:
        console.print(Padding(escape(line), (0, 0, 0, 2)))


def print_proposed(done: Changed, foreseen: list[Following]) -> None:
    """Print what was proposed and what it would mean: the party's text, what follows, what cannot be undone."""
    console = Console(highlight=False)
    row, kind = done.added[0], ACTIONS[done.added[0]["kind"]]
    console.print(f"[bold]Proposed in {escape(done.case_id)}[/bold]: {escape(kind.title)}")
    _print_rows(console, done.added)
    console.print("\n[bold]The party will read[/bold]" + (" (of the first)" if len(done.added) > 1 else ""))
    console.print(Padding(escape(party_text(row)), (0, 0, 0, 2)))
    rows = [follower for one in foreseen for follower in one.rows]
    if rows:
        console.print("\n[bold]Once it is approved, by itself are proposed[/bold]")
        _print_counted(console, rows, [why for one in foreseen for why in one.whys])
    _print_list(console, "\nWould follow, but", [text for one in foreseen for text in one.lacking])
    if kind.statement_is_due:
        console.print("\nA statement of reasons is due at the latest when it is put in force.")
    console.print(f"Cannot be undone later: {escape(kind.undo.stays)}")
    console.print(f"To be approved by {_approvers(kind)}; not by {escape(row['proposed_by'])}.")


def _print_counted(console: Console, rows: list[Row], whys: list[str]) -> None:
    """Print followers by kind, with the first few subjects of each."""
    kinds = Counter(row["kind"] for row in rows)
    why_of = {row["kind"]: why for row, why in reversed(list(zip(rows, whys, strict=True)))}
    for key, number in kinds.items():
        subjects = [f"{row['subject_kind']}:{row['subject_id']}" for row in rows if row["kind"] == key]
        more = f" … and {number - 3} more" if number > 3 else ""
        told = f"{ACTIONS[key].title}: {escape(', '.join(subjects[:3]))}{more}. [dim]{escape(why_of[key])}[/dim]"
        console.print(Padding(told, (0, 0, 0, 2)))


def _print_rows(console: Console, rows: list[Row]) -> None:
    table = plain_table("no.", "what", "on", "state", "until", "next", numbers=("no.",))
    for row in rows[:MOST_LISTED]:
        state = row["state"]
        owner = ACTION.state_of(state).owner if state in OPEN else "–"
        colour = COLOURS.get(state, "default")
        table.add_row(
            row["id"].rsplit("-", 1)[-1],
            row["kind"],
            escape(f"{row['subject_kind']}:{row['subject_id']}"),
            f"[{colour}]{state}[/{colour}]",
            str(row["until"] or "–"),
            owner,
        )
    console.print(table)
    if len(rows) > MOST_LISTED:
        console.print(f"… and {len(rows) - MOST_LISTED:,} more, in actions.parquet")


def print_actions(known: KnownCase, *, day: dt.date) -> None:
    """Print the actions of a case; those whose last day has passed are named."""
    console = Console(highlight=False)
    if not known.actions:
        console.print(f"No actions in {escape(known.id)} yet.")
        return
    console.print(f"[bold]{len(known.actions):,} actions in {escape(known.id)}[/bold] ({known.state})")
    _print_rows(console, known.actions)
    past = [row["id"] for row in known.actions if row["until"] and row["until"] < day and "expired" in _acts(row)]
    if past:
        console.print(f"Past their last day: {escape(', '.join(past))}. End them: counterfoil action expire CASE.")


def print_next(steps: list[NextStep], *, case: Path) -> None:
    """Print the next steps, each with its reason and the command that proposes it."""
    console = Console(highlight=False)
    if not steps:
        console.print("Nothing is next: what the strikes reach is under way, or they reach nothing.")
    for step in steps:
        what = f"{len(step.on):,} {step.on[0][0]}s" if len(step.on) > 1 else ":".join(step.on[0])
        console.print(f"[bold]{ACTIONS[step.kind].title}[/bold] {escape(what)}: {escape(step.why)}")
        for text in step.lacking:
            console.print(Padding(f"not graver: {escape(text)}", (0, 0, 0, 2)))
        on = " ".join(f"--on {kind}:{one}" for kind, one in step.on)
        told = f"counterfoil action propose {case} {step.kind} {on} --by ROLE:ID --why REASON"
        console.print(Padding(f"[dim]{escape(told)}[/dim]", (0, 0, 0, 2)))


def _acts(row: Row) -> tuple[str, ...]:
    return tuple(ACTION.exits(row["state"]))


def print_changed(done: Changed) -> None:
    """Print the actions that a command changed and added, and what else is to be said."""
    console = Console(highlight=False)
    if not done.rows and not done.added:
        console.print(f"Nothing to do in {escape(done.case_id)}.")
        return
    console.print(f"[bold]{escape(done.case_id)}[/bold]")
    _print_rows(console, done.rows)
    if done.added:
        console.print("\n[bold]Proposed by itself[/bold]")
        _print_rows(console, done.added)
    _print_list(console, "\nShould have followed, but", done.lacking)
    for text in done.said:
        console.print(escape(text))
