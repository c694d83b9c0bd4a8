"""`counterfoil action`: what a platform does about a case: proposed, approved, put in force, undone."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import acting, day_asked
from counterfoil.cli.action_tables import print_actions, print_changed, print_kinds, print_next, print_proposed
from counterfoil.enforcement.actions.grounds import GROUNDS
from counterfoil.enforcement.actions.proposal import OWN_INITIATIVE, Asked
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.strikes.strike_policy import SHIPPED
from counterfoil.errors import UserError
from counterfoil.run.action_step import By
from counterfoil.run.actions import (
    read_actions,
    run_appeal,
    run_approve,
    run_begin,
    run_expire,
    run_propose,
    run_refuse,
    run_undo,
    run_uphold,
)
from counterfoil.run.strikes import run_next, strike_policy_in
from counterfoil.tables.action import SOURCES

FOLDER = click.Path(path_type=Path)
CASE = "acted/case-9951e67097c9"

EXAMPLES = f"""
\b
Examples:
  counterfoil action kinds
  counterfoil action propose {CASE} warn --on account:s-31 --by reviewer:7 --why "First."
  counterfoil action list {CASE}
"""


class _Subject(click.ParamType[tuple[str, str]]):
    name = "kind:id"

    def convert(self, value: Any, _param: click.Parameter | None, _context: click.Context | None) -> tuple[str, str]:
        kind, colon, subject_id = str(value).partition(":")
        if not (kind and colon and subject_id):
            raise UserError(f"“{value}” names no subject.", cure="Write kind:id, such as --on offer:TM-100.")
        return kind, subject_id


class _Territory(click.ParamType[str]):
    name = "country"

    def convert(self, value: Any, _param: click.Parameter | None, _context: click.Context | None) -> str:
        if not re.fullmatch(r"[A-Z]{2}", str(value)):
            raise UserError(f"“{value}” is no country.", cure="Write its two letters (ISO 3166-1): --territory DE.")
        return str(value)


@click.group(epilog=EXAMPLES)
def action() -> None:
    """Propose what a platform does about a case, approve it, and take it back.

    CASE is the folder of a case, ID an action's id or the number that it ends in. Each command does all or nothing.
    """


@action.command()
@click.argument("kind", type=click.Choice(list(ACTIONS)), required=False)
def kinds(kind: str | None) -> None:
    """List the kinds of action; of one KIND, all that it says of itself."""
    print_kinds([ACTIONS[kind]] if kind else list(ACTIONS.values()), whole=kind is not None)


@action.command("list")
@click.argument("case", type=FOLDER)
def listed(case: Path) -> None:
    """Show the actions of CASE, and who has to act next."""
    print_actions(read_actions(case), day=day_asked(None))


@action.command("next")
@click.argument("case", type=FOLDER)
@click.option("--policy", default="graduated", show_default=True, help=f"A TOML file, or: {', '.join(SHIPPED)}.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is asked; default: today.")
def next_step(case: Path, policy: str, day: dt.datetime | None) -> None:
    """Say which actions are next in CASE by the strikes of its party, why, and what a graver one lacks."""
    print_next(run_next(case, strike_policy_in(policy), day=day_asked(day)), case=case)


@action.command()
@click.argument("case", type=FOLDER)
@click.argument("kind", type=click.Choice(list(ACTIONS)))
@click.option(
    "--on", type=_Subject(), multiple=True, required=True, help="What it is done to (offer:ID); may be repeated."
)
@click.option("--ground", type=click.Choice(list(GROUNDS)), help="Default: the only ground of the case.")
@click.option("--provision", help="The law or the clause that is broken; default: by ground.")
@click.option("--breaks-terms", is_flag=True, help="It breaks the terms of the platform, whether or not it is illegal.")
@click.option(
    "--source", type=click.Choice(SOURCES), default=OWN_INITIATIVE, show_default=True, help="How it came to be known."
)
@click.option("--notice", help="The id of the notice that it follows.")
@click.option("--territory", type=_Territory(), multiple=True, help="Country where it holds; default: everywhere.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Its last day; default: what is usual for its kind.")
@click.option(
    "--content-on", type=click.DateTime(["%Y-%m-%d"]), help="When it was put up; default: when the case was opened."
)
@acting
def propose(case: Path, kind: str, by: str, why: str, at: dt.datetime, **given: Any) -> None:
    """Propose an action of a KIND on subjects of CASE; somebody else approves it.

    Shows what the party will read, what follows by itself, and what cannot be undone.
    """
    asked = Asked(
        kind=kind,
        on=given["on"],
        by=by,
        at=at,
        ground=given["ground"],
        provision=given["provision"],
        breaks_terms=given["breaks_terms"],
        source=given["source"],
        notice_id=given["notice"],
        territory=given["territory"],
        until=_day(given["until"]),
        content_on=_day(given["content_on"]),
    )
    print_proposed(*run_propose(case, asked, why=why))


def _on_actions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command CASE, IDs and who acts."""
    for decorator in (acting, click.argument("ids", nargs=-1, required=True), click.argument("case", type=FOLDER)):
        command = decorator(command)
    return command


@action.command()
@_on_actions
def approve(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime) -> None:
    """Approve actions that somebody else proposed; what follows from them is proposed by itself."""
    print_changed(run_approve(case, ids, By(by, why, at)))


@action.command()
@_on_actions
def refuse(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime) -> None:
    """Refuse actions that are not in force, or withdraw one's own."""
    print_changed(run_refuse(case, ids, By(by, why, at)))


@action.command()
@_on_actions
def begin(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime) -> None:
    """Say that approved actions were put in force on the platform."""
    print_changed(run_begin(case, ids, By(by, why, at)))


@action.command()
@_on_actions
def appeal(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime) -> None:
    """Say that the party complains about actions; somebody who had no part in them decides."""
    print_changed(run_appeal(case, ids, By(by, why, at)))


@action.command()
@_on_actions
def uphold(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime) -> None:
    """Decide that complaints change nothing."""
    print_changed(run_uphold(case, ids, By(by, why, at)))


@action.command()
@click.option("--with-following", is_flag=True, help="Undo, too, what is in force because of them.")
@_on_actions
def undo(case: Path, ids: tuple[str, ...], by: str, why: str, at: dt.datetime, with_following: bool) -> None:
    """Take actions back, with their strikes; says what is given back and what cannot be undone."""
    print_changed(run_undo(case, ids, By(by, why, at), with_following=with_following))


@action.command()
@click.argument("case", type=FOLDER)
@acting
def expire(case: Path, by: str, why: str, at: dt.datetime) -> None:
    """End the actions of CASE whose last day has passed."""
    print_changed(run_expire(case, By(by, why, at)))


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None
