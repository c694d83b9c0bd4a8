"""Show strikes: who has how many, and policies side by side over a history."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.policy_tables import plain_table
from counterfoil.codes.legal_number import TAGS
from counterfoil.enforcement.strikes.replay import CLOSING
from counterfoil.enforcement.strikes.strike_policy import THOUSANDTHS, StrikePolicy
from counterfoil.run.strikes import Compared, History, Share

MOST_LISTED = 12  # parties named on the terminal
COLOURS = {"warn": "yellow", "suspend": "magenta", "terminate": "red"}


def print_count(found: pl.DataFrame, policy: StrikePolicy, *, day: dt.date, out: Path | None) -> None:
    """Print the parties with the most strikes, and what the policy is made of."""
    console = Console(highlight=False)
    console.print(f"[bold]{found.height:,} parties on {day}[/bold], by {escape(policy.label)}")
    table = plain_table(
        "party", "accounts", "found", "taken back", "strikes", "step", "to the next", "less on",
        numbers=("accounts", "found", "taken back", "strikes", "to the next"),
    )  # fmt: skip
    for row in found.head(MOST_LISTED).iter_rows(named=True):
        missing = _strikes(row["missing"]) if row["missing"] is not None else "–"
        table.add_row(
            escape(row["party"]),
            str(len(row["accounts"])),
            str(row["violations"]),
            str(row["taken_back"] or "–"),
            _strikes(row["strikes"]),
            _action(row["action"]),
            missing,
            str(row["less_on"] or "–"),
        )
    console.print(table)
    _print_sources(console, policy)
    if out is not None:
        console.print(f"All of them: [bold]{escape(str(out))}[/bold]")


def _strikes(thousandths: int) -> str:
    return f"{Decimal(thousandths) / THOUSANDTHS:.2f}"


def _action(action: str | None) -> str:
    return f"[{COLOURS[action]}]{action}[/{COLOURS[action]}]" if action else "–"


def _print_sources(console: Console, policy: StrikePolicy) -> None:
    console.print(f"\n[dim]{escape(policy.label)}: {escape(policy.title)}[/dim]")
    for step in policy.used:
        days = f" for {step.days} days" if step.days else ""
        strikes = "strike" if step.at == 1 else "strikes"
        told = f"{step.at} {strikes}: {step.action}{days} ({step.source}; {TAGS[step.verified]})"
        console.print(Padding(f"[dim]{escape(told)}[/dim]", (0, 0, 0, 2)))


def print_replay(history: History, found: list[Compared], *, out: Path | None) -> None:
    """Print the policies side by side, then what each can and cannot say."""
    console = Console(highlight=False)
    rows = history.violations
    first, last = rows.select(first=pl.col("found_on").min(), last=pl.col("found_on").max()).row(0)
    console.print(f"[bold]{rows.height:,} violations, {first} to {last}[/bold]: had the strike policy been …\n")
    table = plain_table("", *(escape(one.replay.policy.label) for one in found))
    for name, tell in _LINES:
        table.add_row(name, *(tell(one) for one in found))
    console.print(table)
    console.print("\n[dim]Ranges are 95 % intervals, days are medians. Wrongly: with hindsight too few strikes.[/dim]")
    for one in found:
        if one.replay.unseen:
            told = (
                f"{one.replay.policy.label}: the platform closed {one.replay.unseen} parties that it would not have; "
                "what they would have gone on to do is in no history."
            )
            console.print(f"[yellow]{escape(told)}[/yellow]")
    if history.rejects.height:
        console.print(f"{history.rejects.height:,} rows could not be used.")
    if out is not None:
        console.print(f"The tables: [bold]{escape(str(out))}[/bold]")


def _hit(one: Compared) -> str:
    return f"{one.replay.parties.height:,}"


def _of(action: str) -> Callable[[Compared], str]:
    return lambda one: f"{one.replay.parties.filter(action=action).height:,}"


def _told(share: Share) -> str:
    if not share.whole:
        return "–"
    return f"{share.part:,} of {share.whole:,} ({share.low:.0%} to {share.high:.0%})"


def _earlier(one: Compared) -> str:
    earlier = one.replay.parties.filter(pl.col("days_earlier") > 0)
    (middle,) = earlier.select(pl.col("days_earlier").median()).row(0)
    return f"{earlier.height:,}, by {middle:.0f} days" if earlier.height else "–"


def _later(one: Compared) -> str:
    days = one.replay.parties["days_earlier"].drop_nulls()
    return f"{days.filter(days < 0).len():,}"


def _units(one: Compared) -> str:
    return f"{one.replay.prevented['units'].sum():,}"


def _value(one: Compared) -> str:
    known = one.replay.prevented.drop_nulls("currency")
    return ", ".join(f"{row['currency']} {row['value']:,.2f}" for row in known.iter_rows(named=True)) or "–"


def _lost(one: Compared) -> str:
    return f"{one.replay.rows.filter('prevented', ~pl.col('holds')).height:,}"


Tell = Callable[[Compared], str]
_LINES: tuple[tuple[str, Tell], ...] = (
    ("parties hit", _hit),
    ("  suspended at most", _of(CLOSING[0])),
    ("  terminated", _of(CLOSING[1])),
    ("  wrongly", lambda one: _told(one.wrongly)),
    ("  never closed by the platform", lambda one: f"{one.replay.parties['actual_on'].null_count():,}"),
    ("  earlier than the platform", _earlier),
    ("  later than the platform", _later),
    ("violations prevented", lambda one: _told(one.prevented)),
    ("  their units", _units),
    ("  their value", _value),
    ("honest offers prevented", _lost),
)
