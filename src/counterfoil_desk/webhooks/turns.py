"""Tell a receiver what is due, one delivery after another, for as long as its turn lasts; then others have theirs.

A job names a receiver, not a delivery: a hundred thousand deliveries of one receiver are no more work that lies before
that of others than one. What is left when a turn ends is called for again, behind all who came meanwhile.
"""

import time
from typing import Final

from counterfoil_desk.webhooks import delivering, jobs
from counterfoil_desk.webhooks.seats import Receiver, Seats

A_TURN: Final = 0.5  # seconds within which tries begin, where others want the seat
LONGEST_TURN: Final = 3.0  # seconds, where nobody does: a worker that is asked to stop has little time

seats: Final = Seats()  # of this process


def take_turn(one: Receiver, *, goes_on: bool = False) -> None:
    """Tell a receiver of the acting organisation what is due, where there is a seat; who calls it sees that one comes.

    `goes_on`: it is known that much is due, so another seat is taken at once where there is one.
    """
    if not seats.take(one):
        return
    is_left = False
    try:
        if goes_on:
            _call_another(one)
        is_left = _tell(one)
    finally:
        called = seats.give_back(one)
        for waiting in called:
            jobs.call(waiting)
        if is_left:
            jobs.call(one, goes_on=True)


def _tell(one: Receiver) -> bool:
    """Return whether deliveries are left that are due."""
    began, tries = time.monotonic(), 0
    while not _is_over(one, lasted=(begun := time.monotonic()) - began):
        if not delivering.attempt(one.endpoint):
            return False
        seats.learn(one, took=time.monotonic() - begun)
        tries += 1
        if tries == 2:
            _call_another(one)
    return delivering.is_due(one.endpoint)


def _is_over(one: Receiver, *, lasted: float) -> bool:
    return lasted >= LONGEST_TURN or (lasted >= A_TURN and seats.is_wanted(one))


def _call_another(one: Receiver) -> None:
    if seats.has_room(one):
        jobs.call(one)
