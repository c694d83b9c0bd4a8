"""What was found of a party before a day, counted one by one: the obvious twin of targeting/signs/history.py."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple


class Opened(NamedTuple):
    """One examined shipment: when, of which party, and whether a fake was found."""

    on: dt.date
    party: str | None
    found: bool


def past_finds(party: str | None, as_of: dt.date, opened: Sequence[Opened]) -> tuple[int, int]:
    """Return how many shipments of the party were examined before the day, and in how many a fake was found."""
    own = [one for one in opened if party is not None and one.party == party and one.on < as_of]
    return len(own), sum(one.found for one in own)
