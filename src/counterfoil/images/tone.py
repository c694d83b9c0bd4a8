"""By which shift in tone as a whole does one picture become another? Brightness, contrast and strength of colour.

Each changes red, green and blue by one rule, `colour × a + grey × b + c`: what editors of photographs do to all of a
picture. A shift beyond what sellers do to a picture is none: it would explain a red shirt by a blue one.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

GREY = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601, luma
GAINS = (0.65, 1.5)  # of brightness and contrast together
STRENGTHS = (0.7, 1.45)  # of colour
MOST_ADDED = 60.0  # levels of 255
FREE = (4, 251)  # levels beyond which a colour may have been cut off
LEAST = 40  # pixels to learn a shift from
KEPT = (0.6, 0.95)  # shares of the pixels that a shift is to explain: with much or with little put over the picture
ROUNDS = 4


class Tone(NamedTuple):
    """Factors of the colour and of its grey, and what is added."""

    colour: float
    grey: float
    added: float


SAME = Tone(1.0, 0.0, 0.0)


def shifted(colours: Values, tone: Tone) -> Values:
    """Return the colours, RGB in the last axis, after the shift."""
    moved: Values = tone.colour * colours + tone.grey * (colours @ GREY)[..., None] + tone.added
    return moved.clip(0, 255)


def tones(known: Values, seen: Values) -> list[Tone]:
    """Return the shifts that may have led from the known colours to those seen, n × 3 each: SAME, and up to two more.

    Each is the one with the least squares over the pixels that it explains best (least trimmed squares).
    """
    free = ((known > FREE[0]) & (known < FREE[1]) & (seen > FREE[0]) & (seen < FREE[1])).all(axis=1)
    if free.sum() < LEAST:
        return [SAME]
    known, seen = known[free], seen[free]
    parts = np.stack([known, np.repeat((known @ GREY)[:, None], 3, axis=1), np.ones_like(known)], axis=-1)
    return [SAME, *(tone for share in KEPT if _likely(tone := _fitted(parts, seen, share)))]


def _fitted(parts: Values, seen: Values, share: float) -> Tone:
    numbers = np.array(SAME)
    for _ in range(ROUNDS):
        off = np.abs(parts @ numbers - seen).max(axis=1)
        kept = off <= np.quantile(off, share)
        numbers = np.linalg.lstsq(parts[kept].reshape(-1, 3), seen[kept].reshape(-1), rcond=None)[0]
    return Tone(*(float(number) for number in numbers))


def _likely(tone: Tone) -> bool:
    gain = tone.colour + tone.grey
    return (
        GAINS[0] < gain < GAINS[1] and STRENGTHS[0] < tone.colour / gain < STRENGTHS[1] and abs(tone.added) < MOST_ADDED
    )
