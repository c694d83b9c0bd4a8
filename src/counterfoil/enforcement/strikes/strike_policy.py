"""What is a strike policy: how much each violation weighs, for how long, and what follows at which count?

One TOML file to a policy. Shipped: the “three violations in one year” of the SHOP SAFE Act (bill of 2023, not law),
and a graduated house policy. Weights are counted in whole thousandths, so that the order of rows changes nothing.
"""

from decimal import Decimal
from importlib import resources
from typing import Literal, NamedTuple

from counterfoil.codes.legal_number import LegalNumber, cited
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

SHIPPED = {"shop-safe-2023": "shop-safe-2023-1", "graduated": "graduated-1"}
OFF = "M-L"  # a number of low confidence is off until the policy says `on = true`
FOREVER = 1 << 30  # days
HALVINGS = 10  # after which a strike is forgotten: it counts less than a thousandth
THOUSANDTHS, PLACES = 1000, 3
EVERY_OTHER = "other"  # the weight of kinds that are not named
LEAST = Decimal("0.001")
MOST = 1_000_000  # days, strikes: more is a slip of the pen
Tag = Literal["V", "V2", "M-H", "M-M", "M-L", "D"]


class Memory(Record, frozen=True):
    """For how long a strike counts: wholly within a window, or half of it less with every half-life that is over."""

    source: str
    verified: Tag
    window_days: int | None = None
    half_life_days: int | None = None


class StepAt(Record, frozen=True):
    """What follows once so many strikes count; a suspension lasts `days`."""

    at: Decimal
    action: Literal["warn", "suspend", "terminate"]
    source: str
    verified: Tag
    days: int | None = None
    on: bool | None = None

    @property
    def is_on(self) -> bool:
        """Whether it is used: numbers of low confidence are not, until somebody says so."""
        return self.on if self.on is not None else self.verified != OFF

    @property
    def closes_for(self) -> int:
        """The days for which it closes the accounts of the party: 0 for none, FOREVER for good."""
        return {"warn": 0, "suspend": self.days or 0, "terminate": FOREVER}[self.action]

    @property
    def number(self) -> LegalNumber:
        """The count with its source."""
        return cited(str(self.at), "strikes", self.source, self.verified)


class StrikePolicy(Record, frozen=True):
    """A policy as it is written; `strikes` are the kinds of action that count where actions are counted."""

    name: str
    version: int
    title: str
    memory: Memory
    weights: dict[str, Decimal]
    steps: tuple[StepAt, ...]
    warn_first: bool = False  # no suspension without an earlier warning (Regulation (EU) 2022/2065, article 23(1))
    strikes: tuple[str, ...] = ("remove",)

    @property
    def label(self) -> str:
        """The name and version, as outputs cite them."""
        return f"{self.name}-{self.version}"

    @property
    def used(self) -> tuple[StepAt, ...]:
        """The steps that are on, from the fewest strikes to the most."""
        used = [step for step in self.steps if step.is_on]
        return tuple(sorted(used, key=lambda step: step.at if step.at.is_finite() else MOST))


class Compiled(NamedTuple):
    """A policy in whole numbers: strikes in thousandths, times in days; `half_life` 0 where there is none."""

    window: int
    half_life: int
    weights: dict[str, int]
    at: list[int]
    closes: list[int]
    warn_first: bool


def shipped_policy(name: str) -> bytes:
    """Return the bytes of a policy that comes with Counterfoil, one of SHIPPED."""
    return resources.files("counterfoil.enforcement.strikes").joinpath(f"policies/{SHIPPED[name]}.toml").read_bytes()


def read_strike_policy(data: bytes, *, file: str) -> StrikePolicy:
    """Return the policy in a TOML file. Raises UserError, that names the fault, for one that cannot be used."""
    example = "src/counterfoil/enforcement/strikes/policies/graduated-1.toml"
    policy = read_record(data, StrikePolicy, file=file, what="strike policy", example=example)
    for problem in _problems(policy):
        raise UserError(f"This strike policy cannot be used: {problem}.", cure=f"Compare it with {example}.", file=file)
    return policy


def _problems(policy: StrikePolicy) -> list[str]:
    memory, steps = policy.memory, policy.used
    times = [days for days in (memory.window_days, memory.half_life_days) if days is not None]
    suspended = [step.days for step in steps if step.days is not None]
    weights = policy.weights.values()
    faults = {
        "its memory names neither window_days nor half_life_days": not times,
        f"the days of its memory are not between 1 and {MOST:,}": not all(0 < days <= MOST for days in times),
        f"it has no weights, or one that is not between 0 and {MOST:,}": not weights
        or not all(_is_between(0, weight) for weight in weights),
        "it has no step that is on": not steps,
        "two steps begin at the same count": len({step.at for step in steps}) < len(steps),
        f"a step is not between .001 and {MOST:,} strikes": not all(_is_between(LEAST, step.at) for step in steps),
        "a weight or a step is finer than a thousandth": any(
            number.is_finite() and number != round(number, PLACES)
            for number in (*weights, *(step.at for step in steps))
        ),
        "a suspension needs its days, and nothing else has any": any(
            (step.action == "suspend") != (step.days is not None) for step in steps
        ),
        f"the days of a suspension are not between 1 and {MOST:,}": not all(0 < days <= MOST for days in suspended),
        "warn_first asks for a step that warns, and there is none": policy.warn_first
        and not any(step.closes_for == 0 for step in steps),
        "`strikes` names what is no kind of action": not set(policy.strikes) <= set(ACTIONS),
    }
    return [fault for fault, is_so in faults.items() if is_so]


def _is_between(least: Decimal | int, number: Decimal) -> bool:
    return number.is_finite() and least <= number <= MOST


def compiled(policy: StrikePolicy) -> Compiled:
    """Return a policy in whole numbers."""
    half_life = policy.memory.half_life_days or 0
    windows = [policy.memory.window_days or FOREVER, half_life * HALVINGS or FOREVER]
    return Compiled(
        window=min(windows),
        half_life=half_life,
        weights={kind: _thousandths(weight) for kind, weight in policy.weights.items()},
        at=[_thousandths(step.at) for step in policy.used],
        closes=[step.closes_for for step in policy.used],
        warn_first=policy.warn_first,
    )


def _thousandths(number: Decimal) -> int:
    return int((number * THOUSANDTHS).to_integral_value())
