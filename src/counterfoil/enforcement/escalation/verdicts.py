"""What does a period say of a failure: failing, good, or neither, and is it k of n?

A period that was not measured, or over too few cases, is neither, and keeps its place among the n: nobody fails, and
nobody recovers, by what is not known.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from counterfoil.enforcement.escalation.ladder import SURE_END, Failure
from counterfoil.errors import UserError
from counterfoil.tables.escalation import LESS
from counterfoil.tables.escalation_period import FAILING, GOOD, NEITHER
from counterfoil.tables.scorecard_measure import COUNT, DAYS, HOURS, MEASURED, SHARE

_WORDS = {HOURS: "hours", DAYS: "days", COUNT: ""}


class Verdict(NamedTuple):
    """What one period says, and why."""

    first: dt.date
    last: dt.date
    verdict: str
    why: str


def verdict_of(row: Mapping[str, Any], failure: Failure) -> Verdict:
    """Return what a row (contract ScorecardMeasure) says of a failure; its threshold itself is not beyond it."""
    first, last = row["period_from"], row["period_until"]
    if row["standing"] != MEASURED:
        return Verdict(first, last, NEITHER, f"{row['standing'].capitalize()}: {row['why'] or 'no reason is given'}")
    unit, less = row["unit"], failure.better == LESS
    better, worse = (row["low"], row["high"]) if less else (row["high"], row["low"])
    said, bound = in_words(row["value"], unit), in_words(failure.threshold, unit)
    for_failing = better if failure.failing_by == SURE_END else row["value"]
    for_good = worse if failure.good_by == SURE_END else row["value"]
    if row.get("is_at_least"):  # a lower bound: where less is better it can be too much, and never little enough
        said = f"At least {said}, for so many are still open"
        for_failing, for_good = (for_failing, None) if less else (None, row["value"])
    if for_failing is not None and _beyond(for_failing, failure):
        sure = f", surely: the better end of its interval is {in_words(for_failing, unit)}"
        return Verdict(
            first, last, FAILING, f"{said} is beyond {bound}{sure if failure.failing_by == SURE_END else ''}."
        )
    if for_good is not None and not _beyond(for_good, failure):
        return Verdict(first, last, GOOD, f"{said} is within {bound}.")
    if for_failing is None or for_good is None:
        unsure = "" if row.get("is_at_least") else ", without an interval"
        return Verdict(first, last, NEITHER, f"{said}{unsure}: it cannot be told how sure that is.")
    return Verdict(first, last, NEITHER, f"{said} against {bound}, and the interval lies on both sides: not sure.")


def in_words(value: float, unit: str) -> str:
    """Return a number of a scorecard in words: a share in per cent, a time in its unit."""
    if unit == SHARE:
        return f"{100 * value:.1f} %"
    return f"{value:,.1f} {_WORDS[unit]}".strip().replace(".0 ", " ").removesuffix(".0")


def interval_in_words(low: float, high: float, unit: str) -> str:
    """Return both ends of an interval in words: “121 to 177 hours”."""
    first, last = in_words(low, unit), in_words(high, unit)
    return f"{first.removesuffix(_WORDS.get(unit, '')).rstrip()} to {last}"


def _beyond(value: float, failure: Failure) -> bool:
    return value > failure.threshold if failure.better == LESS else value < failure.threshold


def in_order(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts by their days. Raises UserError where two periods overlap: a month and its quarter, say."""
    ordered = sorted(verdicts, key=lambda one: (one.first, one.last))
    for before, after in pairwise(ordered):
        if after.first <= before.last:
            problem = f"The periods {before.first} to {before.last} and {after.first} to {after.last} overlap."
            raise UserError(problem, cure="Give scorecards with periods of one length: --periods month.")
    return ordered


def failing_in(verdicts: Sequence[Verdict], *, k: int, n: int) -> tuple[Verdict, ...]:
    """Return the failing ones among the newest n, where there are k or more; none otherwise."""
    found = tuple(one for one in verdicts[-n:] if one.verdict == FAILING)
    return found if len(found) >= k else ()


def good_run(verdicts: Sequence[Verdict]) -> int:
    """Return how many good periods there are in a row up to the newest; one that is neither is passed over."""
    count = 0
    for one in reversed(verdicts):
        if one.verdict == FAILING:
            break
        count += one.verdict == GOOD
    return count


def without_gap(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the newest of them that follow one another day by day: what lies before a gap counts no more."""
    tail: list[Verdict] = []
    for one in reversed(verdicts):
        if tail and one.last + dt.timedelta(days=1) != tail[-1].first:
            break
        tail.append(one)
    return tail[::-1]
