"""How many calls may one program make? A bucket for each, filled at a steady rate, kept in this process alone.

Each web process counts for itself: with four of them a program gets up to four times the rate. What this guards is the
desk against a program that runs wild, and it costs no row that every call would have to change.
"""

import threading
from collections import OrderedDict
from typing import Final, NamedTuple

MOST_KEPT: Final = 10_000  # buckets; those not asked for longest are full again anyway


class _Bucket(NamedTuple):
    calls: float
    at: float  # seconds of a clock that never goes back


class Rate:
    """Up to `burst` calls at once, and `per_second` in the long run, for each key."""

    def __init__(self, *, per_second: float, burst: float) -> None:
        self.per_second, self.burst = per_second, burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, *, now: float) -> float:
        """Count one call and return 0; or, where it is one too many, the seconds until the next may come."""
        with self._lock:
            kept = self._buckets.pop(key, _Bucket(self.burst, now))
            calls = min(self.burst, kept.calls + (now - kept.at) * self.per_second)
            is_let_in = calls >= 1
            self._buckets[key] = _Bucket(calls - is_let_in, now)
            while len(self._buckets) > MOST_KEPT:
                self._buckets.popitem(last=False)
        return 0.0 if is_let_in else (1 - calls) / self.per_second
