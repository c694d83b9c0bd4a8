"""Between which bounds do a share and a count lie, when every case was looked at and each counts the same?

Of a share: the mid-P form of Clopper and Pearson's interval (see `mid_p`), here from two numbers instead of from the
cases, of which there may be millions. Of a count: Garwood's exact interval of a Poisson mean (F. Garwood, Biometrika 28
(1936), 437-442). Both look at the cases of a period as a sample of how the platform works, not as all there ever is.
"""

from scipy.special import gammaincinv

from counterfoil.intervals.mid_p import LEVEL, interval_of_share

TAIL = (1 - LEVEL) / 2


def share_interval(reached: int, cases: int) -> tuple[float, float]:
    """Return the low and the high bound, 95 %, of a share that was `reached` of `cases`; 0 and 1 where there are none.

    Raises ValueError where more were reached than there are.
    """
    if not 0 <= reached <= cases:
        raise ValueError(f"{reached} of {cases} is no share")
    if cases == 0:
        return 0.0, 1.0
    return interval_of_share(reached / cases, cases)


def count_interval(count: int) -> tuple[float, float]:
    """Return the low and the high bound, 95 %, of the mean of which `count` cases were seen."""
    low = float(gammaincinv(count, TAIL)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - TAIL))
