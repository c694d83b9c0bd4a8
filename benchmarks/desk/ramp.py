"""At which rate does the 99th percentile cross 25 ms? Doubled until it does, then halved in between, by short windows.

The machine is shared: a window that is too slow is tried once more before it counts.
"""

import time
from collections.abc import Iterator
from typing import Final

import marketplace
from calls import TARGET, WARM
from load import loaded, screening_calls, told
from options import Figure, Options, figure
from started import Desk, desk, warm

FIRST: Final = 25.0  # calls in a second
MOST: Final = 3_200.0
STEPS: Final = 5  # of halving: the answer is known to a thirtieth of an octave
LEAST_CALLS: Final = 500  # of a window: fewer say little of one in a hundred
REST: Final = 2.0  # seconds after a window that was too fast


def figures(options: Options) -> list[Figure]:
    """Return the rate at which p99 crosses the target."""
    rights = marketplace.rights()
    drawn = marketplace.offers(marketplace.marks_of(rights), series=f"ramp-{time.time_ns()}")
    with desk(workers=options.workers) as one:
        warm(one, screening_calls(drawn, token=one.token, count=WARM))
        tried = Tries(one, drawn, options.window)
        rate = crossing(tried)
    shown = "; ".join(f"{at:g}/s {p99:.0f} ms" for at, p99 in tried.seen)
    data = f"{rights.height:,} rights; windows of {options.window:g} s; {options.workers} web; p99 by rate: {shown}"
    words = f"--only rate --window {options.window:g} --workers {options.workers}"
    name = f"rate at which p99 crosses {TARGET} ms"
    return [figure(name, rate, "1/s", target=None, data=data, words=words)]


class Tries:
    """Windows of load, and what p99 they had."""

    def __init__(self, one: Desk, drawn: Iterator[marketplace.Offer], seconds: float) -> None:
        self._desk, self._drawn, self._seconds = one, drawn, seconds
        self.seen: list[tuple[float, float]] = []

    def holds(self, rate: float) -> bool:
        """Tell whether p99 stays at or under the target at a rate."""
        return any(self._p99(rate) <= TARGET for _ in range(2))

    def _p99(self, rate: float) -> float:
        count = max(LEAST_CALLS, int(rate * self._seconds))
        done = loaded(self._desk.port, screening_calls(self._drawn, token=self._desk.token, count=count), rate=rate)
        print(told(done))
        p99 = done.percentile(0.99)
        self.seen.append((rate, p99))
        if p99 > TARGET:
            time.sleep(REST)
        return p99


def crossing(tried: Tries) -> float:
    """Return the highest rate that held, to within the last halving; 0 where not even the first did."""
    low, high = 0.0, FIRST
    while high <= MOST and tried.holds(high):
        low, high = high, high * 2
    if low == 0 or high > MOST:
        return low
    for _ in range(STEPS):
        middle = round((low + high) / 2, 1)
        low, high = (middle, high) if tried.holds(middle) else (low, middle)
    return low
