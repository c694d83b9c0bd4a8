"""Who acts, why and when, as commands hand it on: apart, since all that acts needs it and nothing of it needs more."""

import datetime as dt
from typing import NamedTuple


class Acting(NamedTuple):
    """Who acts, why and when."""

    by: str
    why: str
    at: dt.datetime
