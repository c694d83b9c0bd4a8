"""Strikes day by day in plain Python: the slow and obvious twin of `enforcement.strikes.strike_days`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from counterfoil.enforcement.strikes.strike_policy import StrikePolicy

Row = Mapping[str, Any]


class Said(NamedTuple):
    """A step taken: the party, the day, the number of the step, the strikes then in thousandths."""

    party: str
    day: dt.date
    step: int
    strikes: int


def party_of(row: Row) -> str:
    """Return whose violation it is."""
    return str(row["party_id"] or row["account_id"])


def counts_for(row: Row, policy: StrikePolicy, day: dt.date) -> int:
    """Return what a violation counts on a day, in thousandths."""
    if row["found_on"] > day or (row["outcome"] == "overturned" and row["outcome_on"] <= day):
        return 0
    age = (day - row["found_on"]).days
    memory = policy.memory
    if memory.window_days is not None and age >= memory.window_days:
        return 0
    counted = int(policy.weights.get(row["kind"], policy.weights.get("other", 0)) * 1000)
    if memory.half_life_days is not None:
        halvings = age // memory.half_life_days
        counted = 0 if halvings >= 10 else counted // 2**halvings
    return counted


def gone_through(rows: list[Row], policy: StrikePolicy) -> tuple[list[Said], set[str]]:
    """Return the steps that a policy takes, by day and party, and the ids of the violations that it prevents."""
    said, prevented = [], set()
    closed: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    warned: dict[str, list[dt.date]] = defaultdict(list)
    over: set[str] = set()
    for day in sorted({row["found_on"] for row in rows}):
        for party in sorted({party_of(row) for row in rows}):
            known = [row for row in rows if party_of(row) == party and row["found_on"] <= day]
            new = [row for row in known if row["found_on"] == day]
            for row in new:
                if row["offered_on"] and any(since < row["offered_on"] <= until for since, until in closed[party]):
                    prevented.add(row["id"])
            counted = [row for row in known if row["id"] not in prevented]
            strikes = sum(counts_for(row, policy, day) for row in counted)
            reached = [at for at, step in enumerate(policy.used) if strikes >= step.at * 1000]
            fresh = any(counts_for(row, policy, day) for row in counted if row["found_on"] == day)
            if not fresh or not reached or party in over:
                continue
            number = reached[-1]
            remembered = [on for on in warned[party] if (day - on).days < window_of(policy)]
            if policy.warn_first and policy.used[number].action == "suspend" and not remembered:
                warnings = [at for at in reached if policy.used[at].action == "warn"]
                number = warnings[-1] if warnings else number
            step = policy.used[number]
            said.append(Said(party, day, number, strikes))
            if step.action == "warn":
                warned[party].append(day)
            elif step.action == "suspend":
                closed[party].append((day, day + dt.timedelta(days=step.days or 0)))
            else:
                closed[party].append((day, dt.date.max))
                over.add(party)
    return said, prevented


def window_of(policy: StrikePolicy) -> int:
    """Return the days after which everything is forgotten."""
    memory = policy.memory
    ends = [memory.window_days, memory.half_life_days * 10 if memory.half_life_days else None]
    return min(end for end in ends if end is not None)
