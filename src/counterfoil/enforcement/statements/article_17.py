"""What is the party told: what was done, on which facts, how it was found, by which rule, and what it can do?

Regulation (EU) 2022/2065, article 17(3)(a) to (f) and (4): clear, easy to understand, as exact as can be. The notifier
is not named: that is allowed only where it is strictly necessary, and no sentence here needs it.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from counterfoil.enforcement.clocks.platforms import COMPLAINT
from counterfoil.enforcement.clocks.running import due_on
from counterfoil.enforcement.statements.wording import Wording

Action = Mapping[str, Any]  # a row of the table `action`


class Telling(NamedTuple):
    """Who tells, in which words and when; `complain_until` follows from the day."""

    platform: str
    words: Wording
    day: dt.date

    @property
    def complain_until(self) -> dt.date:
        """The last day on which the platform has to take a complaint."""
        return _last_day(self.day)


@cache
def _last_day(told_on: dt.date) -> dt.date:
    return due_on(told_on, COMPLAINT.within)


class Parts(NamedTuple):
    """The parts of one statement, in the order of article 17(3)."""

    restriction: str
    facts: str
    source: str
    automation: str
    ground: str
    redress: str


def parts_of(action: Action, telling: Telling) -> Parts:
    """Return what the party of an action in force is told. Raises KeyError for a kind or a source without words."""
    words = telling.words
    detected = words.automation["detected" if action["detected_automatically"] else "not_detected"]
    rule = words.grounds[action["legal_ground"]].format(provision=action["provision"])
    return Parts(
        restriction=_restriction(action, telling),
        facts=" ".join(action["facts"]),
        source=words.sources[action["source"]],
        automation=f"{detected} {words.automation[action['decided']]}",
        ground=f"{rule} {words.because(action['legal_ground'], action['ground'])}",
        redress=_redress(action, telling),
    )


def text_of(action: Action, parts: Parts, telling: Telling) -> str:
    """Return the whole statement as plain text."""
    words = telling.words
    what = words.subject(action["subject_kind"], action["subject_id"])
    told = [words.title.format(subject=what, platform=telling.platform), "\n", words.law, "\n"]
    for name, part in zip(Parts._fields, parts, strict=True):
        told += ["\n", words.heads[name], "\n", part, "\n"]
    return "".join(told)


def days_late(action: Action, telling: Telling) -> int:
    """Return how many days after it took effect the party is told."""
    since: dt.date = action["in_force_since"].date()
    return max(0, (telling.day - since).days)


def _restriction(action: Action, telling: Telling) -> str:
    words = telling.words
    what = words.subject(action["subject_kind"], action["subject_id"])
    since = words.day(action["in_force_since"].date())
    until = "" if action["until"] is None else words.day(action["until"])
    lasts = words.extent[_extent(action["until"], telling.day)]
    done = words.restriction(action["kind"], what)
    return f"{done} {words.reach(action['territory'])} {lasts.format(since=since, until=until)}"


def _extent(until: dt.date | None, day: dt.date) -> str:
    """Return which text says how long an action lasts, as seen on a day."""
    if until is None:
        return "open"
    return "ended" if until < day else "until"


def _redress(action: Action, telling: Telling) -> str:
    texts = telling.words.redress
    complaint = texts["complaint"].format(until=telling.words.day(telling.complain_until), number=action["id"])
    return f"{complaint} {texts['body']} {texts['court']}"
