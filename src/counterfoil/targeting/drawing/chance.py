"""Where does chance come from, if the same worklist is to come out again? From digests of the seed, the day and the id.

So neither the order of the input nor a version of a library changes what is drawn. Who knows the seed can foresee the
draw: keep it to yourself until the day is over.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

BYTES = 8  # of a digest: two of a million shipments share one with a chance below 1 in 10 million
_END = "\x1f"  # between the parts of what is digested, so that no two lists of parts read alike


def numbers(names: Iterable[str], *, seed: int | str, day: dt.date, facility: str) -> npt.NDArray[np.uint64]:
    """Return a number for each name, uniform over 64 bits."""
    start = hashlib.blake2b(_END.join((str(seed), day.isoformat(), facility, "")).encode(), digest_size=BYTES)

    def digest(name: str) -> bytes:
        own = start.copy()
        own.update(name.encode())
        return own.digest()

    return np.frombuffer(b"".join(map(digest, names)), dtype=">u8").astype(np.uint64)


def fraction(name: str, *, seed: int | str, day: dt.date, facility: str) -> float:
    """Return a number for one name, uniform from 0 (included) to 1 (not)."""
    return float(numbers([name], seed=seed, day=day, facility=facility)[0] >> np.uint64(11)) / 2**53
