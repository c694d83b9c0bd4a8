"""Holds every proposal of how one picture lies in another against all pairs of places, in compiled code."""

import math

import numpy as np
import numpy.typing as npt

from counterfoil.images.kernel_index import compiled

Values = npt.NDArray[np.float64]


@compiled
def best_proposal(ours: Values, theirs: Values, frames: Values, bounds: Values) -> npt.NDArray[np.bool_]:
    """Return which pairs agree with the pair with which most agree, the first of equals.

    `ours`, `theirs`: x and y, n × 2; `frames`: what each pair proposes, logarithm of the scale and turn in radians.
    `bounds`: how far off a place may be, in our pixels, the logarithm of a scale, and a turn.
    """
    count = len(ours)
    best, most = np.zeros(count, dtype=np.bool_), 0
    agree = np.zeros(count, dtype=np.bool_)
    for one in range(count):
        scale = math.exp(frames[one, 0])
        along, across = scale * math.cos(frames[one, 1]), scale * math.sin(frames[one, 1])
        found = 0
        for other in range(count):
            right, down = theirs[other, 0] - theirs[one, 0], theirs[other, 1] - theirs[one, 1]
            left = along * right - across * down + ours[one, 0] - ours[other, 0]
            top = across * right + along * down + ours[one, 1] - ours[other, 1]
            agree[other] = (
                left * left + top * top < bounds[0] * bounds[0]
                and abs(frames[other, 0] - frames[one, 0]) < bounds[1]
                and abs((frames[other, 1] - frames[one, 1] + math.pi) % (2 * math.pi) - math.pi) < bounds[2]
            )
            found += agree[other]
        if found > most:
            most = found
            best[:] = agree
    return best
