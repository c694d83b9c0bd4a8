"""Could the units' dates have made this difference by chance alone? The dates are given to other units and it is
looked again.

Randomisation inference (R. A. Fisher, The Design of Experiments, 1935, chapter 2; J. G. MacKinnon and M. D. Webb,
Journal of Econometrics 218 (2020), 435-450). It holds with six units as with sixty, and whatever the autocorrelation,
since whole histories are moved; it asks that, without the measure, any unit could as well have had any other's date.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.effect.imputation import Numbers, Periods

LEVEL: Final = 0.05
SAME: Final = 1e-9  # a relative difference that is rounding


class Assignments(NamedTuple):
    """`starts`: which start each unit gets, one row to an assignment, the real one first. `possible`: how many there
    are."""

    starts: Periods
    possible: int

    def smallest(self) -> float:
        """Return the smallest p-value that can come out."""
        return 1 / len(self.starts)


def assignments(since: Periods, *, most: int, seed: int) -> Assignments:
    """Return all assignments of the starts to the units where there are at most `most`, else `most` drawn with a seed.

    The real one is always the first, and is counted.
    """
    counts = Counter(since.tolist())
    possible = math.factorial(len(since)) // math.prod(math.factorial(count) for count in counts.values())
    if possible <= most:
        others = [row for row in _all(sorted(counts.items()), len(since)) if row != tuple(since.tolist())]
        return Assignments(np.array([since.tolist(), *others], dtype=np.int64), possible)
    chance = np.random.default_rng(seed)
    drawn = chance.permuted(np.tile(since, (most - 1, 1)), axis=1)
    return Assignments(np.vstack([since[None], drawn]), possible)


def _all(counts: Sequence[tuple[int, int]], units: int) -> Iterator[tuple[int, ...]]:
    def filled(left: tuple[int, ...], rest: Sequence[tuple[int, int]]) -> Iterator[dict[int, int]]:
        if not rest:
            yield {}
            return
        start, count = rest[0]
        for chosen in itertools.combinations(left, count):
            others = tuple(one for one in left if one not in chosen)
            for more in filled(others, rest[1:]):
                yield more | dict.fromkeys(chosen, start)

    for found in filled(tuple(range(units)), counts):
        yield tuple(found[unit] for unit in range(units))


def p_values(values: Numbers) -> Numbers:
    """Return the two-sided p-value of each statistic (columns); the real assignment is the first row."""
    sizes = np.abs(values)
    scale = np.abs(values).max(axis=0)
    shares: Numbers = (sizes >= sizes[0] - SAME * scale).mean(axis=0)
    return shares


def interval(values: Numbers, shifted: Numbers) -> tuple[float, float]:
    """Return the effects that the reassignments do not refute at 5 %: the ends of the 95 % interval.

    `values`: the estimate under each assignment, the real one first; `shifted`: what the estimate would be of an
    effect of 1 in the really treated cells, and of nothing else. Infinite ends where there are too few assignments.

    An assignment speaks against an effect x where |value - x shifted| < |real value - x|, which leaves one span of x
    around the real value for each; so the ends are the order statistics of the spans' ends.
    """
    real = values[0]
    low, high = _spans(values[1:] - real * shifted[1:], shifted[1:])
    needed = math.floor(LEVEL * len(values) + SAME)
    if needed < 1:
        return -math.inf, math.inf
    return real + float(np.sort(low)[needed - 1]), real + float(np.sort(high)[-needed])


def _spans(rest: Numbers, shifted: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each assignment the span of x - real in which |rest - (x - real) shifted| >= |x - real|."""
    size = np.abs(rest)
    against, along = (np.where(1 - way > SAME, size / np.maximum(1 - way, SAME), np.inf) for way in (shifted, -shifted))
    low, high = np.where(rest >= 0, against, along), np.where(rest >= 0, along, against)
    is_same = (size <= SAME * size.max(initial=0)) & (np.abs(shifted) > 1 - SAME)
    never = is_same | (np.abs(shifted) > 1 + SAME)  # speaks against no effect, or not against large ones
    return np.where(never, -np.inf, -low), np.where(never, np.inf, high)
