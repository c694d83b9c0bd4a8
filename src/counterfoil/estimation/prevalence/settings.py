"""How is prevalence to be estimated, and what does an estimate consist of?"""

import dataclasses
from typing import Final, NamedTuple

AUTO, WILSON, CLOPPER_PEARSON, MID_P = "auto", "wilson", "clopper-pearson", "mid-P"
INTERVALS: Final = (AUTO, WILSON, CLOPPER_PEARSON, MID_P)
SYMMETRIC, FREE = "symmetric", "free"
ERRORS: Final = (AUTO, SYMMETRIC, FREE)
UNITS, VALUE = "units", "value"
MANY: Final = 60  # effective finds, and effective others, from which on auto takes Wilson's interval
ALIKE: Final = 0.9  # Kish's number over that of the units: below, auto never takes Wilson's
CERTAIN: Final = 1 - 1e-9  # a probability from which on a unit was sure to be drawn


@dataclasses.dataclass(frozen=True)
class Settings:
    """`interval`: auto takes Wilson's where finds are many, else the mid-P form, of clusters
    Clopper and Pearson's. `measure`: share of the units, or of
    their value. `error`: reviewers err as often both ways (symmetric), or not (free); auto takes what the reviews tell
    apart."""

    level: float = 0.95
    interval: str = AUTO
    measure: str = UNITS
    error: str = AUTO


class Stratum(NamedTuple):
    """What a stratum showed: how many units it has (known or estimated), how many were examined, and their share."""

    name: str
    units: float
    sampled: int
    share: float


@dataclasses.dataclass(frozen=True)
class Prevalence:
    """A share between 0 and 1, with its interval. All shares are of the frame, or of what could have been drawn.

    `estimate` counts what was certain to be drawn and takes Hajek's ratio of the rest, by stratum where the frame tells
    their sizes. `horvitz_thompson` divides by the known size, None where it is not. `units`: how many there are, known
    (`is_known`) or estimated; `total`, `total_low`, `total_high`: how many of them, or how much of their value, is
    counterfeit. `effective`: so many equal draws would be as sure. `design_effect`: the variance over that of as many
    equal draws; `clumping`: over that of independent draws with the same probabilities. `degrees`: of freedom of the
    variance. `notes` say what was assumed and what is not covered.
    """

    estimate: float
    low: float
    high: float
    method: str
    standard_error: float
    effective: float
    design_effect: float
    degrees: float
    sampled: int
    certain: int
    finds: int
    clusters: int
    units: float
    is_known: bool
    horvitz_thompson: float | None
    hajek: float
    total: float
    total_low: float
    total_high: float
    sensitivity: float | None = None
    specificity: float | None = None
    clumping: float = 1.0
    strata: tuple[Stratum, ...] = ()
    notes: tuple[str, ...] = ()
