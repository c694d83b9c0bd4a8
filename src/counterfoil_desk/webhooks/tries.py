"""When is a delivery tried again, and when is it given up? Ten tries in about three days, as Standard Webhooks advises.

Each pause is drawn from around the one that stands here: a receiver that comes back is not asked by all at once.
"""

import datetime as dt
import random
from typing import Final

SECOND, MINUTE, HOUR = 1, 60, 3_600
PAUSES: Final = (5 * SECOND, 5 * MINUTE, *(hours * HOUR for hours in (0.5, 2, 5, 10, 14, 20, 24)))  # before each try
TRIES: Final = len(PAUSES) + 1
SPREAD: Final = 0.2  # of a pause, to both sides
A_TRY_MAY_TAKE: Final = dt.timedelta(seconds=25)  # then it is taken for lost, and the delivery is due again

HOLD: Final = dt.timedelta(minutes=1)  # after one try that took too long; twice that after each one more in a row
MOST_DOUBLINGS: Final = 5


def hold_after(slow_in_a_row: int) -> dt.timedelta:
    """Return how long a receiver is left alone that took too long so many times in a row."""
    return HOLD * (1 << min(slow_in_a_row - 1, MOST_DOUBLINGS))


def pause_after(tries: int, *, asked: int = 0) -> dt.timedelta | None:
    """Return how long to wait after so many tries, at least what the receiver asked for; None where it is given up."""
    if tries >= TRIES:
        return None
    drawn = PAUSES[max(tries, 1) - 1] * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311  nothing secret
    return dt.timedelta(seconds=max(drawn, asked))
