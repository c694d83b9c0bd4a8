"""What is a ladder: which measures count as a failure, which steps follow in which order, and how does each end?

One TOML file to a ladder. Shipped: `phase-one-1`. No law names numbers of steps, days or periods: they are the house's,
each with its source; a provision that nobody has read in its text is marked.
"""

import math
from importlib import resources
from typing import Literal

from counterfoil.codes.legal_number import VERIFIED, LegalNumber, cited
from counterfoil.enforcement.clocks.rule import BUSINESS_DAYS, DAYS, WORKING_DAYS
from counterfoil.errors import UserError
from counterfoil.tables.escalation_step import FINE, REFERRAL, STEPS
from counterfoil.tables.record_file import Record, read_record

DEFAULT = "phase-one-1"
EXAMPLE = f"src/counterfoil/enforcement/escalation/ladders/{DEFAULT}.toml"
SURE_END = "sure end"
UNITS = (DAYS, BUSINESS_DAYS, WORKING_DAYS)
MOST_PERIODS, MOST_DAYS = 60, 366
TWO = (FINE, REFERRAL)  # nobody decides these with one other alone
Tag = Literal["V", "V2", "M-H", "M-M", "M-L", "D"]
By = Literal["value", "sure end"]


class Provision(Record, frozen=True):
    """What a law or a report says of a step, where, and how far that was verified."""

    says: str
    source: str
    verified: Tag

    @property
    def is_verified(self) -> bool:
        """Whether somebody has read it in a source; otherwise whatever cites it says so."""
        return self.verified in VERIFIED


class Failure(Record, frozen=True):
    """A measure beyond its threshold in k of n periods; `edition` is empty where either may show it.

    `failing_by`: what must lie beyond, the value or the better end of its interval (then it is sure); `good_by`: what
    must lie within for a good period, likewise with the worse end.
    """

    name: str
    says: str
    measure: str
    better: Literal["less", "more"]
    threshold: float
    k: int
    n: int
    source: str
    verified: Tag
    edition: Literal["", "inside", "outside"] = ""
    failing_by: By = "sure end"
    good_by: By = "value"


class CheckAsked(Record, frozen=True):
    """What the platform has to show within so many days of the paper."""

    says: str
    within: int
    unit: str = DAYS

    @property
    def time(self) -> LegalNumber:
        """The time as clocks count it."""
        return cited(self.within, self.unit, "set by the ladder", "D")


class Step(Record, frozen=True):
    """One step. It is entered after `failing_periods` new ones since the step before (the first step: k of n alone), or
    as `on_silence` and `on_missed_check` say; it is left downwards after `good_periods` good ones in a row."""

    step: str
    owner: str  # the role that proposes and issues it
    approvers: tuple[str, ...]  # the roles that may approve it
    answer_within: int
    good_periods: int
    asks: tuple[str, ...]
    law: tuple[Provision, ...]
    unit: str = DAYS
    approvals: int = 1
    failing_periods: int = 1
    on_silence: bool = False
    on_missed_check: bool = False
    checks: tuple[CheckAsked, ...] = ()

    @property
    def time(self) -> LegalNumber:
        """The time for an answer as clocks count it."""
        return cited(self.answer_within, self.unit, "set by the ladder", "D")


class Ladder(Record, frozen=True):
    """A ladder as it is written."""

    name: str
    version: int
    title: str
    failures: tuple[Failure, ...]
    steps: tuple[Step, ...]

    @property
    def label(self) -> str:
        """The name and version, as outputs cite them."""
        return f"{self.name}-{self.version}"

    @property
    def names(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(one.step for one in self.steps)

    def step(self, name: str) -> Step:
        """Return a step by its name. Raises KeyError for one that the ladder leaves out."""
        return {one.step: one for one in self.steps}[name]

    def failure(self, name: str) -> Failure:
        """Return a failure by its name. Raises KeyError for one that the ladder does not have."""
        return {one.name: one for one in self.failures}[name]


def default_ladder() -> bytes:
    """Return the bytes of the ladder that comes with Counterfoil."""
    return resources.files("counterfoil.enforcement.escalation").joinpath(f"ladders/{DEFAULT}.toml").read_bytes()


def read_ladder(data: bytes, *, file: str) -> Ladder:
    """Return the ladder in a TOML file. Raises UserError, that names the fault, for one that cannot be used."""
    ladder = read_record(data, Ladder, file=file, what="ladder", example=EXAMPLE)
    for problem in [*_of_ladder(ladder), *_of_failures(ladder), *_of_steps(ladder)]:
        raise UserError(f"This ladder cannot be used: {problem}.", cure=f"Compare it with {EXAMPLE}.", file=file)
    return ladder


def _of_ladder(ladder: Ladder) -> list[str]:
    names, steps = [one.name for one in ladder.failures], ladder.names
    faults = {
        "its name is empty": not ladder.name.strip(),
        "it has no failures": not names,
        "it has no steps": not steps,
        "two failures have one name": len(set(names)) < len(names),
        "a step stands there twice": len(set(steps)) < len(steps),
        f"a step is none of: {', '.join(STEPS)}": not set(steps) <= set(STEPS),
        f"its steps are not in this order: {', '.join(STEPS)}": set(steps) <= set(STEPS)
        and [STEPS.index(one) for one in steps] != sorted(STEPS.index(one) for one in steps),
    }
    return [fault for fault, is_so in faults.items() if is_so]


def _of_failures(ladder: Ladder) -> list[str]:
    found = []
    for one in ladder.failures:
        faults = {
            "name, says, measure or source is empty": not all(
                text.strip() for text in (one.name, one.says, one.measure, one.source)
            ),
            f"k and n are not whole numbers with 1 ≤ k ≤ n ≤ {MOST_PERIODS}": not 1 <= one.k <= one.n <= MOST_PERIODS,
            "its threshold is no number of 0 or more": not (math.isfinite(one.threshold) and one.threshold >= 0),
        }
        found += [f"of the failure “{one.name}”, {fault}" for fault, is_so in faults.items() if is_so]
    return found


def _of_steps(ladder: Ladder) -> list[str]:
    found = []
    for number, one in enumerate(ladder.steps):
        least = 2 if one.step in TWO else 1
        times = [(one.answer_within, one.unit), *((check.within, check.unit) for check in one.checks)]
        faults = {
            "owner is no role such as programme-officer": not _is_role(one.owner),
            "approvers names no role, or one that is none": not one.approvers or not all(map(_is_role, one.approvers)),
            f"approvals is not {'2' if least == 2 else '1 or 2'}": not least <= one.approvals <= 2,
            f"a time is not between 1 and {MOST_DAYS}, in: {', '.join(UNITS)}": not all(
                1 <= days <= MOST_DAYS and unit in UNITS for days, unit in times
            ),
            f"good_periods is not between 1 and {MOST_PERIODS}": not 1 <= one.good_periods <= MOST_PERIODS,
            f"failing_periods is not between 1 and {MOST_PERIODS}": not 1 <= one.failing_periods <= MOST_PERIODS,
            "it asks for nothing": not one.asks or not all(text.strip() for text in one.asks),
            "it names no law": not one.law,
            "a check or a provision is empty": not all(
                text.strip()
                for text in (*(c.says for c in one.checks), *(s for p in one.law for s in (p.says, p.source)))
            ),
            "it is entered on a missed check, and the step before has none": one.on_missed_check
            and not (number and ladder.steps[number - 1].checks),
        }
        found += [f"of the step “{one.step}”, {fault}" for fault, is_so in faults.items() if is_so]
    return found


def _is_role(text: str) -> bool:
    return (
        bool(text)
        and text[0].isascii()
        and text[0].isalpha()
        and all(c == "-" or (c.isascii() and c.islower()) for c in text)
    )
