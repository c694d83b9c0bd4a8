"""How many fakes did nobody report, going by how often several independent sources reported the same one?

A cross-check, never the headline: it counts what sources *can* see, and what none of them would ever report is not in
it. Of two sources D. G. Chapman's estimator (University of California Publications in Statistics 1 (1951), 131-160)
with the variance of G. A. F. Seber ("The Estimation of Animal Abundance", 1982, page 60); of three and more A. Chao's
lower bound (Biometrics 43 (1987), 783-791) and log-linear models (S. E. Fienberg, Biometrika 59 (1972), 591-603).
"""

from typing import Final, NamedTuple

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.log_linear import log_linear
from counterfoil.estimation.prevalence.sample import Numbers

Z: Final = 1.959964
TWO = 2
CHAPMAN, CHAO, LOG_LINEAR = "Chapman", "Chao, lower bound", "log-linear"
ASSUMED: Final = (
    "The same units could be reported by every source during the whole time, and none came or went.",
    "The same unit is known as the same in every source.",
    "What no source can see is not counted: this is no estimate of all counterfeits.",
)
INDEPENDENT: Final = "Sources report apart from each other: where one follows the other, too few are told."
EQUALLY: Final = (
    "Within a source each unit is as likely to be reported as any other: where it is not, too few are told."
)


class Recaptured(NamedTuple):
    """`seen`: units that any source reported; `rows`: method, estimate, low, high (units), one row to a method."""

    seen: int
    sources: tuple[tuple[str, int], ...]
    rows: pl.DataFrame
    notes: tuple[str, ...]


def capture_recapture(captures: pl.DataFrame) -> Recaptured:
    """Return how many units there are by how the sources overlap, in all ways that their number allows.

    `captures`: unit_id, source; what a source reports twice counts once. Raises UserError for fewer than two sources,
    or where nothing was reported by two, for then nothing can be told.
    """
    once = captures.select("unit_id", "source").unique()
    names = once["source"].unique().sort().to_list()
    if len(names) < TWO:
        raise UserError(
            "Only one source is given: how many units it missed cannot be told from it alone.",
            cure="Add the notices of another source that reports by itself (columns unit_id, source).",
        )
    by_unit = once.group_by("unit_id").agg(pl.col("source").sort())
    patterns = by_unit.group_by("source").len().sort("source")
    if by_unit.filter(pl.col("source").list.len() >= TWO).is_empty():
        raise UserError(
            "No unit was reported by two sources, so nothing tells how many there are beside those that were seen.",
            cure="Check that all sources name units alike, or give more of their notices.",
        )
    there = np.array([[name in row for name in names] for row in patterns["source"].to_list()], dtype=bool)
    number = patterns["len"].cast(pl.Float64).to_numpy()
    rows = [_chapman(there, number)] if len(names) == TWO else [_chao(there, number), *_modelled(there, number)]
    notes = [*ASSUMED, INDEPENDENT, *([EQUALLY] if len(names) == TWO else [])]
    told = pl.DataFrame(
        rows, schema={"method": pl.String, **dict.fromkeys(("estimate", "low", "high"), pl.Float64)}, orient="row"
    )
    counts = once.group_by("source").len().sort("source")
    return Recaptured(by_unit.height, tuple(counts.iter_rows()), told, tuple(notes))


def _chapman(there: np.ndarray, number: Numbers) -> tuple[str, float, float, float]:
    first, second = (float(number[there[:, at]].sum()) for at in (0, 1))
    both = float(number[there.all(axis=1)].sum())
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    spread = (first + 1) * (second + 1) * (first - both) * (second - both)
    return CHAPMAN, *_around(estimate, spread / ((both + 1) ** 2 * (both + 2)), seen=float(number.sum()))


def _chao(there: np.ndarray, number: Numbers) -> tuple[str, float, float, float]:
    """Return at least how many there are, by those reported once (`once`) and twice, corrected for small numbers."""
    times = there.sum(axis=1)
    once, twice = (float(number[times == so_often].sum()) for so_often in (1, 2))
    part = (there.shape[1] - 1) / there.shape[1]
    unseen = part * once * (once - 1) / (2 * (twice + 1))
    seen = float(number.sum())
    if twice > 0:
        ratio = once / twice
        spread = twice * (part * ratio**2 / 2 + part**2 * ratio**3 + part**2 * ratio**4 / 4)
    else:
        spread = part * once * (once - 1) / 2 + part**2 * once * (2 * once - 1) ** 2 / 4
        spread -= part**2 * once**4 / (4 * (seen + unseen))
    return CHAO, *_around(seen + unseen, max(spread, 0.0), seen=seen)


def _modelled(there: np.ndarray, number: Numbers) -> list[tuple[str, float, float, float]]:
    seen = float(number.sum())
    return [
        (f"{LOG_LINEAR}, {model.says}", *_around(seen + model.unseen, model.variance, seen=seen))
        for model in log_linear(there, number)
    ]


def _around(estimate: float, variance: float, *, seen: float) -> tuple[float, float, float]:
    """Return the estimate and its 95 % bounds; what was not seen is taken as log-normal (Chao 1987), so that no bound
    is below what was seen."""
    unseen = estimate - seen
    if unseen <= 0:
        return estimate, seen, seen
    factor = float(np.exp(Z * np.sqrt(np.log1p(variance / unseen**2))))
    return estimate, seen + unseen / factor, seen + unseen * factor
