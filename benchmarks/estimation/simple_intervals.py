"""What do others say of the same audit? Textbook intervals of finds among examined units, for whole columns of seasons.

None knows of probabilities, strata or clusters: they take the sample as a simple one. The yardstick of width is made of
the same mid-P interval. Written from the definitions, apart from src/counterfoil/intervals, so that neither hides the
other's faults.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, betaincinv, gammaln

Z = 1.959964  # standard normal quantile at 97.5 %
TAIL = 0.025
HALVINGS = 60
Numbers = npt.NDArray[np.float64]
Bounds = tuple[Numbers, Numbers]


def wald(finds: Numbers, units: Numbers) -> Bounds:
    """Return the share and 1.96 standard errors on either side: of width 0 where nothing is found."""
    share = finds / units
    half = Z * np.sqrt(share * (1 - share) / units)
    return share - half, share + half


def wilson(finds: Numbers, units: Numbers) -> Bounds:
    """Return E. B. Wilson's interval, Journal of the American Statistical Association 22 (1927), 209-212."""
    share, extra = finds / units, Z * Z / units
    half = Z * np.sqrt(share * (1 - share) / units + extra / (4 * units))
    return (share + extra / 2 - half) / (1 + extra), (share + extra / 2 + half) / (1 + extra)


def clopper_pearson(finds: Numbers, units: Numbers) -> Bounds:
    """Return C. Clopper and E. Pearson's interval, Biometrika 26 (1934), 404-413."""
    low = np.where(finds > 0, betaincinv(np.maximum(finds, 1), units - finds + 1, TAIL), 0.0)
    high = np.where(finds < units, betaincinv(finds + 1, np.maximum(units - finds, 1), 1 - TAIL), 1.0)
    return low, high


def mid_p(finds: Numbers, units: Numbers) -> Bounds:
    """Return the shares at which what was found or more, half of the former counted, has a chance of 2.5 %; by halving.

    H. O. Lancaster, Journal of the American Statistical Association 56 (1961), 223-234.
    """
    pairs, where = np.unique(np.stack([finds, units]), axis=1, return_inverse=True)
    low, high = (_solved(pairs[0], pairs[1], chance) for chance in (TAIL, 1 - TAIL))
    where = where.ravel()
    return np.where(finds > 0, low[where], 0.0), np.where(finds < units, high[where], 1.0)


def mid_p_width(share: float, units: int) -> float:
    """Return the mean width of the mid-P interval of a simple sample of so many units, over what it may find."""
    finds = np.arange(units + 1, dtype=np.float64)
    log = gammaln(units + 1) - gammaln(finds + 1) - gammaln(units - finds + 1)
    chance = np.exp(log + finds * np.log(share) + (units - finds) * np.log1p(-share))
    met = chance > 1e-12
    low, high = mid_p(finds[met], np.full(int(met.sum()), float(units)))
    return float((high - low) @ chance[met] / chance[met].sum())


def _solved(finds: Numbers, units: Numbers, chance: float) -> Numbers:
    low, high = np.zeros(len(finds)), np.ones(len(finds))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        more = np.where(finds < units, betainc(finds + 1, np.maximum(units - finds, 1), middle), 0.0)
        as_many = np.where(finds > 0, betainc(np.maximum(finds, 1), units - finds + 1, middle), 1.0)
        below = (more + as_many) / 2 < chance
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


SIMPLE = {"Wald": wald, "Wilson": wilson, "Clopper-Pearson": clopper_pearson, "mid-P": mid_p}
