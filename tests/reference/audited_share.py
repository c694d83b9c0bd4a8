"""The share of fakes from a sample, in plain Python: the slow and obvious twin of `estimation.prevalence`.

One unit after the other, one pair after the other; no arrays. Without reviews, and without joint probabilities.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple


class Unit(NamedTuple):
    """One examined unit; `cluster` is its own name where it was drawn by itself."""

    stratum: str
    cluster: str
    probability: float
    is_found: bool


class Told(NamedTuple):
    """`estimate` and both textbook sums; `variance` is that of the estimate, before degrees of freedom widen it."""

    estimate: float
    horvitz_thompson: float
    hajek: float
    variance: float


def share_of(units: Sequence[Unit], sizes: Mapping[str, int]) -> Told:
    """Return the share: of each stratum what was certain is counted, and the others stand for all that are left."""
    everything = sum(sizes.values())
    horvitz_thompson = sum(1 / one.probability for one in units if one.is_found)
    drawn = sum(1 / one.probability for one in units)
    fakes = 0.0
    for name, size in sizes.items():
        fakes += sum(one.is_found for one in units if one.stratum == name and one.probability == 1)
        left = size - sum(one.stratum == name and one.probability == 1 for one in units)
        fakes += left * of_chance(units, name)
    return Told(fakes / everything, horvitz_thompson / everything, horvitz_thompson / drawn, _variance(units, sizes))


def of_chance(units: Sequence[Unit], stratum: str) -> float:
    """Return Hajek's ratio of the units of a stratum that chance drew."""
    own = [one for one in units if one.stratum == stratum and one.probability < 1]
    return sum(1 / one.probability for one in own if one.is_found) / sum(1 / one.probability for one in own)


def _variance(units: Sequence[Unit], sizes: Mapping[str, int]) -> float:
    """Return the variance of the estimate: of each stratum the sums of its clusters vary around their mean.

    All clusters have the same part in the whole, or none is of several units: so what large ones draw to themselves
    does not matter.
    """
    total = 0.0
    for name, size in sizes.items():
        own = [one for one in units if one.stratum == name and one.probability < 1]
        left = size - sum(one.stratum == name and one.probability == 1 for one in units)
        scale = left / sum(1 / one.probability for one in own)
        share = of_chance(units, name)
        sums: dict[str, float] = {}
        for one in own:
            moved = scale / one.probability * (one.is_found - share) * sqrt(1 - one.probability)
            sums[one.cluster] = sums.get(one.cluster, 0.0) + moved
        mean = sum(sums.values()) / len(sums)
        total += len(sums) / (len(sums) - 1) * sum((value - mean) ** 2 for value in sums.values())
    return total / sum(sizes.values()) ** 2


def corrected_by_second_reviews(pairs: Sequence[tuple[bool, bool]], once: Sequence[bool]) -> tuple[float, float]:
    """Return the share corrected for errors, and how often a reviewer errs: either way alike, apart from the other.

    Two disagree in 2 e (1 - e) of the units; who errs in e sees a share of t (1 - e) + (1 - t) e.
    """
    disagree = sum(first != second for first, second in pairs) / len(pairs)
    error = (1 - sqrt(1 - 2 * disagree)) / 2
    seen = sum((first + second) / 2 for first, second in pairs) + sum(once)
    return (seen / (len(pairs) + len(once)) - error) / (1 - 2 * error), error
