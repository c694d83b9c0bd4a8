"""Which candidates does one draw take, so that each has exactly its probability and the number is fixed?

The candidates are laid end to end in random order, each as long as its probability; points one apart, begun at random,
take those they fall upon (systematic sampling with unequal probabilities in random order: W. G. Madow, Annals of
Mathematical Statistics 20 (1949), 333-354; H. O. Hartley and J. N. K. Rao, same 33 (1962), 350-374).
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def taken(probabilities: Numbers, order: npt.NDArray[np.int64], start: float) -> npt.NDArray[np.int64]:
    """Return the rows taken. The probabilities are below 1 and add up to a whole number; `start` is in [0, 1)."""
    ends = np.cumsum(probabilities[order])
    if not len(ends):
        return np.zeros(0, dtype=np.int64)
    size = round(float(ends[-1]))
    at = np.searchsorted(ends, np.arange(size) + start, side="right")
    return order[np.minimum(at, len(order) - 1)]  # rounding must not push the last point past the end
