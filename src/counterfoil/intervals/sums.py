"""How are long columns of numbers multiplied and added up, always to the same number?"""

import numpy as np
import numpy.typing as npt


def dot(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return the sum of the products. Not by BLAS: how its threads share the work changes the last digits, and above
    10,000 numbers they cost more than they save."""
    return float((one * other).sum())
