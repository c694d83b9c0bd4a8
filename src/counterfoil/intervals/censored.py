"""How long does something take, when some of it is not done yet?

What is still open has lasted so long, and lasts longer: it is censored, not left out, for that would make the slow look
fast. The share still open after each time is Kaplan and Meier's (Journal of the American Statistical Association 53
(1958), 457-481); the median is the first time by which half is done. Its 95 % interval holds the times at which the
interval of that share, on the scale of log(-log), holds one half (R. Brookmeyer and J. Crowley, Biometrics 38 (1982),
29-41).
"""

import warnings
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import CensoredData, ecdf

LEVEL: Final = 0.95
Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


class Times(NamedTuple):
    """In the unit that was given; None where so much is not done yet, or where no bound can be told."""

    median: float | None
    low: float | None
    high: float | None
    p90: float | None


def censored_times(lasted: Numbers, cases: Counts, is_open: npt.NDArray[np.bool_]) -> Times:
    """Return the median with its interval, and the time by which nine of ten are done; each row stands for `cases`."""
    if not cases.sum() or is_open.all():
        return Times(None, None, None, None)
    done, still = np.repeat(lasted[~is_open], cases[~is_open]), np.repeat(lasted[is_open], cases[is_open])
    open_share = ecdf(CensoredData(uncensored=done, right=still)).sf
    with warnings.catch_warnings():  # bounds are not defined where all or nothing is done; they are then empty
        warnings.simplefilter("ignore", RuntimeWarning)
        ends = open_share.confidence_interval(LEVEL, method="log-log")
    at = open_share.quantiles
    return Times(
        _first(at, open_share.probabilities, 0.5),
        _first(at, ends.low.probabilities, 0.5),
        _first(at, ends.high.probabilities, 0.5),
        _first(at, open_share.probabilities, 0.1),
    )


def _first(at: Numbers, share: Numbers, most: float) -> float | None:
    """Return the first time at which at most so large a share is open; 1e-12 is rounding."""
    reached = np.flatnonzero(share <= most + 1e-12)  # a bound that is not defined compares as false
    return float(at[reached[0]]) if reached.size else None
