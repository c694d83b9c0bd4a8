"""Which receiver may be told now? The crew's threads are seats, and nobody holds so many that others find none.

A receiver has few of them, an organisation not half of them, and all receivers that answer slowly together a third. Who
finds no seat is written down, and called again as soon as one is free that he may have. The numbers are of one worker
process and live in it: two workers have twice the seats.
"""

import threading
from typing import Final, NamedTuple

from counterfoil_desk.running import CREWS, WEBHOOKS

SEATS: Final = CREWS[WEBHOOKS]  # threads that mostly wait for an answer
OF_A_RECEIVER: Final = 6
OF_AN_UNKNOWN_ONE: Final = 2  # or a slow one
OF_AN_ORGANISATION: Final = 6
OF_ALL_SLOW: Final = 5
LEFT_FREE: Final = 4  # where fewer are free, turns are short
SLOW: Final = 1.0  # seconds that the last answer took
MOST_KNOWN: Final = 10_000  # receivers whose last answer is remembered


class Receiver(NamedTuple):
    """An endpoint and its organisation, by their numbers."""

    organisation: int
    endpoint: int


class Seats:
    """The seats of one process, who sits and who waits; its methods may be called from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._sitting: list[Receiver] = []
        self._waiting: dict[Receiver, None] = {}  # in the order in which they came
        self._took: dict[int, float] = {}  # seconds, by endpoint

    def take(self, one: Receiver) -> bool:
        """Take a seat for a receiver, and say whether it could; where not, `give_back` will name it."""
        with self._guard:
            if not self._may_sit(one, self._sitting):
                self._waiting.setdefault(one)
                return False
            self._waiting.pop(one, None)
            self._sitting.append(one)
            return True

    def has_room(self, one: Receiver) -> bool:
        """Tell whether a receiver might have one more seat now."""
        with self._guard:
            return self._may_sit(one, self._sitting)

    def is_wanted(self, one: Receiver) -> bool:
        """Tell whether a receiver who sits should let others come: one waits, or hardly a seat is free."""
        with self._guard:
            return any(waiting != one for waiting in self._waiting) or len(self._sitting) > SEATS - LEFT_FREE

    def give_back(self, one: Receiver) -> list[Receiver]:
        """Give a seat back, and return who waited and may sit now: call them."""
        with self._guard:
            self._sitting.remove(one)
            called: list[Receiver] = []
            for waiting in list(self._waiting):
                if self._may_sit(waiting, [*self._sitting, *called]):
                    called.append(waiting)
                    del self._waiting[waiting]
            return called

    def learn(self, one: Receiver, *, took: float) -> None:
        """Remember how many seconds a receiver took to answer."""
        with self._guard:
            self._took.pop(one.endpoint, None)
            self._took[one.endpoint] = took
            if len(self._took) > MOST_KNOWN:
                del self._took[next(iter(self._took))]

    def _may_sit(self, one: Receiver, sitting: list[Receiver]) -> bool:
        is_quick = self._took.get(one.endpoint, SLOW) < SLOW
        slow = sum(self._is_slow(other) for other in sitting)
        return (
            sitting.count(one) < (OF_A_RECEIVER if is_quick else OF_AN_UNKNOWN_ONE)
            and sum(other.organisation == one.organisation for other in sitting) < OF_AN_ORGANISATION
            and not (self._is_slow(one) and slow >= OF_ALL_SLOW)
        )

    def _is_slow(self, one: Receiver) -> bool:
        return self._took.get(one.endpoint, 0) >= SLOW
