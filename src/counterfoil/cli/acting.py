"""Who acts, why and when: the options that every command that records an act takes."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import click

from counterfoil.codes.personal_data import kind_of, long_number_in
from counterfoil.errors import UserError

ACTOR = re.compile(r"[a-z][a-z-]*:[A-Za-z0-9._-]+")


class _Actor(click.ParamType[str]):
    name = "role:id"

    def convert(self, value: str, _param: click.Parameter | None, _context: click.Context | None) -> str:
        if not ACTOR.fullmatch(value):
            cure = "Write role:id without a name, such as --by reviewer:7."
            raise UserError(f"“{value}” does not say who acts.", cure=cure)
        return value


class Reason(click.ParamType[str]):
    """A sentence that may stay in the events of a case for good: they are never changed, and bundles hold them."""

    name = "reason"

    def convert(self, value: str, _param: click.Parameter | None, _context: click.Context | None) -> str:
        if not value.strip():
            raise UserError("The reason is empty.", cure="Say in a sentence why it was done.")
        kind = kind_of(value) or ("a long number" if long_number_in(value) else "")
        if kind:
            cure = (
                "Name people, accounts and papers by our ids, such as s-34, E-1 or 2026-EX-0412: events stay for good."
            )
            raise UserError(f"The reason seems to hold {kind}.", cure=cure)
        return value


class _Moment(click.DateTime):
    """A moment in UTC that is not to come."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> dt.datetime:
        moment = super().convert(value, param, context).replace(tzinfo=dt.UTC, microsecond=0)
        if moment > dt.datetime.now(dt.UTC):
            raise UserError(f"{moment:%Y-%m-%d} has not come yet.", cure="Give the day on which it was done.")
        return moment


def day_asked(day: dt.datetime | None) -> dt.date:
    """Return the day that --day gives, or today in UTC."""
    return (day or dt.datetime.now(dt.UTC)).date()


def at_option(told: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option --at, passed as `at` (UTC)."""
    return click.option(
        "--at",
        type=_Moment(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
        default=lambda: dt.datetime.now(dt.UTC).replace(tzinfo=None),
        help=told,
    )


def acting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --by (role:id), --why and --at, passed as `by`, `why` and `at` (UTC)."""
    return _with_options(command, required=True)


def may_act(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the same options, of which it can do without --by and --why (None), as it records no act then or
    one that follows from others."""
    return _with_options(command, required=False)


def _with_options(command: Callable[..., Any], *, required: bool) -> Callable[..., Any]:
    options = (
        click.option("--by", type=_Actor(), required=required, help="Who acts, as role:id (reviewer:7); never a name."),
        click.option("--why", type=Reason(), required=required, help="The reason, in a sentence; nobody's data."),
        at_option("When it was done, UTC; default: now."),
    )
    for option in reversed(options):
        command = option(command)
    return command
