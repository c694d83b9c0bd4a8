"""Which clocks run in a case on a day: since when, until when, met or not, and by which arithmetic?"""

import datetime as dt
from collections import Counter
from typing import Literal, NamedTuple

import polars as pl

from counterfoil.codes.business_days import CHINESE, FEDERAL, after, holidays_between, is_business_day
from counterfoil.codes.legal_number import LegalNumber
from counterfoil.enforcement.clocks import court, customs, inform, limitation, platforms
from counterfoil.enforcement.clocks.rule import BUSINESS_DAYS, DAYS, MONTHS, WORKING_DAYS, YEARS, Act, ClockRule
from counterfoil.errors import UserError

RULES = (*customs.RULES, *limitation.RULES, *platforms.RULES, *inform.RULES, *court.RULES)
KINDS = tuple(sorted({rule.begins for rule in RULES} | {end for rule in RULES for end in rule.ends}))
COUNTRIES = {BUSINESS_DAYS: FEDERAL, WORKING_DAYS: CHINESE}
State = Literal["running", "met", "met late", "lapsed", "open"]


class Running(NamedTuple):
    """One clock; `arithmetic` shows how `due` comes about, and `flag` says that it falls on a day without work."""

    rule: ClockRule
    act: Act
    due: dt.date
    state: State
    met_on: dt.date | None
    arithmetic: str
    flag: str


def clocks_of(acts: tuple[Act, ...], *, day: dt.date) -> list[Running]:
    """Return the clocks that the acts set going, by the day on which they are due, as they stand on `day`.

    An act without an id meets the clocks of every id. Raises UserError for a kind that is not known, an act after
    `day`, and two acts of one kind and id, of which it is not known which counts.
    """
    _refuse(acts, day)
    found = [_running(rule, act, acts, day) for act in acts for rule in RULES if rule.begins == act.kind]
    return sorted(found, key=lambda one: (one.due, one.rule.name, one.act.id))


def _running(rule: ClockRule, act: Act, acts: tuple[Act, ...], day: dt.date) -> Running:
    due = due_on(act.on, rule.within)
    met = [end.on for end in acts if end.kind in rule.ends and end.on >= act.on and end.id in ("", act.id)]
    met_on = min(met) if met else None
    return Running(
        rule, act, due, _state(rule, due, met_on, day), met_on, arithmetic(act.on, rule.within, due), _flag(due)
    )


def due_on(began: dt.date, within: LegalNumber) -> dt.date:
    """Return the last day of a time that begins on `began`, which itself is not counted.

    Months and years end on the day of the same number, or on the month's last.
    """
    number = int(within.value)
    if within.unit in COUNTRIES:
        return after(began, number, country=COUNTRIES[within.unit])
    if within.unit == DAYS:
        return began + dt.timedelta(days=number)
    offset = {MONTHS: "mo", YEARS: "y"}[within.unit]
    due: dt.date = pl.Series([began]).dt.offset_by(f"{number}{offset}").item()
    return due


def _state(rule: ClockRule, due: dt.date, met_on: dt.date | None, day: dt.date) -> State:
    if met_on is not None:
        return "met late" if met_on > due and not rule.earliest else "met"
    if day < due or (day == due and not rule.earliest):
        return "running"
    return "open" if rule.earliest else "lapsed"


def arithmetic(began: dt.date, within: LegalNumber, due: dt.date) -> str:
    """Return in words how `due` comes about from the day on which a time begins, with the holidays left out."""
    shown = f"{began} + {within.value} {within.unit}"
    if within.unit not in COUNTRIES:
        return f"{shown} = {due}"
    left_out = holidays_between(began, due, country=COUNTRIES[within.unit])
    named = ", ".join(f"{day:%m-%d} {name}" for day, name in left_out)
    return f"{shown} = {due}, weekends not counted" + (f", nor {named}" if named else "")


def _flag(due: dt.date) -> str:
    """Return a caution for a day on which US offices are closed: whether it moves is for the law of the place."""
    if is_business_day(due):
        return ""
    return f"{due} is a {due:%A}" + ("" if due.weekday() >= _SATURDAY else " and a federal holiday") + "; not moved."


_SATURDAY = 5


def _refuse(acts: tuple[Act, ...], day: dt.date) -> None:
    for act in acts:
        if act.kind not in KINDS:
            raise UserError(f"“{act.kind}” is no act that is known.", cure=f"Use one of: {', '.join(KINDS)}.")
        early = [rule for rule in RULES if rule.begins == act.kind and rule.since and act.on < rule.since]
        if early:
            problem = f"{act.kind} is on {act.on}; {early[0].within.source} holds since {early[0].since}."
            raise UserError(problem, cure="Correct the day, or leave the act out.")
        if act.on > day:
            raise UserError(f"{act.kind} is on {act.on}, after {day}.", cure="Give acts that have happened, or --day.")
    twice = [pair for pair, count in Counter((act.kind, act.id) for act in acts).items() if count > 1]
    if twice:
        problem = f"{twice[0][0]} is there twice, and nothing says which one counts."
        raise UserError(problem, cure="Give each an id of its own, or leave one out.")
