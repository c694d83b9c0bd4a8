"""By when is half of it done, or nine tenths, when some of it is not done yet?

Without open cases: the order statistic, and between which two others the quantile lies is a question of the binomial
distribution alone, whatever the times are like (W. J. Conover, "Practical Nonparametric Statistics", 3rd ed., 1999,
section 3.2). With open cases: Kaplan and Meier's curve (Journal of the American Statistical Association 53 (1958),
457-481); to leave the open ones out would call the slowest fast. Its interval is R. Brookmeyer and J. Crowley's
(Biometrics 38 (1982), 29-41) from the log-log band. It supposes that a case that is open today is no different from
others that had been open so long; where open cases are the hopeless ones, the truth is longer.
"""

import math
import warnings
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import CensoredData, binom, ecdf

from counterfoil.intervals.counts import TAIL
from counterfoil.intervals.mid_p import LEVEL

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
_ROUNDING = 1e-9  # a tenth of ten cases is one case, whatever binary fractions say


class Quantile(NamedTuple):
    """The time by which the share was done, and its interval; an end that so few cases cannot give is None.

    `is_at_least`: so many are still open that the time is not known yet, only that it is at least `value`: by which
    time the share would be done if every open case ended now. `low` is then sure in the same way.
    """

    value: float
    low: float | None
    high: float | None
    is_at_least: bool


def duration_quantile(amounts: Numbers, is_open: Flags, share: float, *, cases: Counts | None = None) -> Quantile:
    """Return by when so great a share was done, 95 % interval; an open case counts with the time so far.

    Where `cases` is given, each row stands for so many alike. Raises ValueError without a case.
    """
    if cases is not None:
        amounts, is_open = np.repeat(amounts, cases), np.repeat(is_open, cases)
    if not amounts.size:
        raise ValueError("there is no case")
    if is_open.any():
        return _of_curve(amounts, is_open, share)
    return _of_order(amounts, share)


def _of_order(amounts: Numbers, share: float) -> Quantile:
    """Return the order statistic and its ends, every case taken as ended."""
    wanted = [_place(amounts.size, share), *_places_around(amounts.size, share)]
    inside = sorted({place for place in wanted if 1 <= place <= amounts.size})
    parted = np.partition(amounts, [place - 1 for place in inside])
    found = {place: float(parted[place - 1]) for place in inside}
    return Quantile(found[wanted[0]], found.get(wanted[1]), found.get(wanted[2]), is_at_least=False)


def _place(cases: int, share: float) -> int:
    """Return which of the ordered cases, from 1, is the first by which the share is done."""
    return max(1, math.ceil(share * cases - _ROUNDING))


def _places_around(cases: int, share: float) -> tuple[int, int]:
    """Return the places of the two ends; 0, or one more than there are cases, where there is none."""
    low, high = binom.ppf([TAIL, 1 - TAIL], cases, share)
    return int(low), int(high) + 1


def _of_curve(amounts: Numbers, is_open: Flags, share: float) -> Quantile:
    if is_open.all():
        return _bound(amounts, share)
    curve = ecdf(CensoredData.right_censored(amounts, is_open)).sf
    with warnings.catch_warnings():  # the band is undefined where the curve is 1 or 0, and is taken as the curve there
        warnings.simplefilter("ignore", RuntimeWarning)
        band = curve.confidence_interval(LEVEL, method="log-log")
    low, value, high = (
        _first_below(curve.quantiles, np.where(np.isnan(left), curve.probabilities, left), 1 - share)
        for left in (band.low.probabilities, curve.probabilities, band.high.probabilities)
    )
    if value is None:
        return _bound(amounts, share)
    return Quantile(value, low, high, is_at_least=False)


def _bound(amounts: Numbers, share: float) -> Quantile:
    """Return what is sure where the curve never comes so far: no time is shorter than it has been so far."""
    return _of_order(amounts, share)._replace(high=None, is_at_least=True)


def _first_below(times: Numbers, left: Numbers, share: float) -> float | None:
    """Return the first time at which no more than the share is left, or None where it never comes so far."""
    there = np.flatnonzero(left <= share + _ROUNDING)
    return float(times[there[0]]) if there.size else None
