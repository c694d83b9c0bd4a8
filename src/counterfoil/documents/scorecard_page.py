"""What does a platform do against counterfeits? A scorecard as one HTML page, for newcomers and for officers.

At a glance: each practice in a line. Below: each number with its interval, its periods, the platform's answer, and the
cases behind it. What is not measurable stands there as such. No script, no outside resource.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.documents.page import environment
from counterfoil.documents.scorecard_told import OFFICERS, Limit, Line, RegimeShown, Told, lines_of, summary, told_of
from counterfoil.documents.scorecard_words import interval, is_at_least, number, period
from counterfoil.documents.sparkline import sparkline
from counterfoil.documents.words import counted, day_in_words
from counterfoil.tables.scorecard_measure import DAYS, HOURS, INSIDE, NOT_MEASURABLE, OUTSIDE

EDITION_WORDS: Final = {
    INSIDE: "Inside edition: counted from the platform's own events and tables.",
    OUTSIDE: "Outside edition: counted only from what people outside the platform have: notices, test purchases and "
    "listings that came back. What the platform alone can show is not measurable here.",
}
SLUG: Final = str.maketrans(" ", "-", ",")


class ScorecardParts(NamedTuple):
    """Tables by ScorecardMeasure, ScorecardTrend, ScorecardEvidence (`samples`: rows to show) and MeasureAnswer.

    `says` is the sentence of each measure, `limits` the threshold of those that have one, `run` is run.json.
    """

    measures: pl.DataFrame
    trends: pl.DataFrame
    samples: pl.DataFrame
    answers: pl.DataFrame
    regimes: Sequence[RegimeShown]
    says: Mapping[str, str]
    limits: Mapping[str, Limit]
    run: Mapping[str, Any]


def scorecard_page(parts: ScorecardParts) -> str:
    """Return the page as one HTML document (UTF-8 text)."""
    run = parts.run
    told = told_of(parts.measures, parts.trends, says=parts.says, limits=parts.limits, kind=run["periods"])
    regimes = [(regime, lines_of(regime, told)) for regime in parts.regimes]
    made = environment(
        period=period,
        number=number,
        interval=interval,
        at_least=is_at_least,
        spark=lambda one: sparkline(one.rows, limit=one.limit.threshold if one.limit else None),
        slug=lambda text: text.translate(SLUG),
        case=case_in_words,
    )
    made.filters["begun"] = lambda text: text[:1].upper() + text[1:]
    return made.get_template("scorecard.html.j2").render(
        run=run,
        days=days_of(run),
        edition=EDITION_WORDS[run["edition"]],
        lead=lead(regimes, limited=bool(parts.limits)),
        regimes=[(regime, lines, summary(lines)) for regime, lines in regimes],
        told=told,
        acting=acting(told),
        limits=parts.limits,
        unmeasured=list(unmeasured(regimes)),
        answers=_by_number(parts.answers),
        samples=_samples(parts.samples),
    )


def lead(regimes: Sequence[tuple[RegimeShown, Sequence[Line]]], *, limited: bool) -> str:
    """Return in a sentence how many practices could be measured, and what stands out among them."""
    _, lines = regimes[0]
    seen = [line for line in lines if line.measured]
    said = f"{len(seen)} of {counted(len(lines), 'practice')} can be measured from the tables that were given."
    acting = [line for line in lines if line.verdict in OFFICERS]
    if not acting:
        of_limit = "beyond a limit that was given, or " if limited else ""
        return f"{said} None of them is {of_limit}surely getting worse."
    told = "; ".join(f"{line.practice.title}: {line.verdict}" for line in acting)
    return f"{said} To look at first: {told}."


def acting(told: Mapping[str, Told]) -> list[Told]:
    """Return what somebody has to act on, the gravest first."""
    found = [one for one in told.values() if one.verdict in OFFICERS or one.way in OFFICERS]
    return sorted(found, key=lambda one: (one.verdict != OFFICERS[0], one.way != OFFICERS[1]))


def unmeasured(regimes: Sequence[tuple[RegimeShown, Sequence[Line]]]) -> Iterator[tuple[str, str, str]]:
    """Yield the practice, what is not measurable of it, and why (empty where the sentence says it itself)."""
    for _, lines in regimes:
        for line in lines:
            for one in line.told:
                if one.standing == NOT_MEASURABLE:
                    yield line.practice.title, one.title, str(one.shown["why"])
            for sentence in line.practice.not_measurable:
                yield line.practice.title, sentence, ""


def case_in_words(row: Mapping[str, Any], unit: str) -> str:
    """Return what a case was counted as: `yes`, `no`, `312 h`, `over 312 h, still open`; or a dash."""
    if row["amount"] is not None and unit in (HOURS, DAYS):
        told = number(row["amount"], unit)
        return f"over {told}, still open" if row["is_reached"] is False else told
    return {True: "yes", False: "no", None: "–"}[row["is_reached"]]


def days_of(run: Mapping[str, Any]) -> str:
    """Return the days of a scorecard in words; of days that had not come when it was counted, that they are to come."""
    first, last, day = (dt.date.fromisoformat(run[name]) for name in ("from", "until", "day"))
    return period(first, last) + (f", as known on {day_in_words(day)}" if day < last else "")


def _by_number(answers: pl.DataFrame) -> dict[tuple[str, dt.date], list[dict[str, Any]]]:
    found: dict[tuple[str, dt.date], list[dict[str, Any]]] = {}
    for row in answers.sort("answered_on").iter_rows(named=True):
        found.setdefault((row["measure"], row["period_from"]), []).append(row)
    return found


def _samples(samples: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in samples.iter_rows(named=True):
        found.setdefault(row["measure"], []).append(row)
    return found
