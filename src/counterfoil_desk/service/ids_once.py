"""Which rows of a stream have an id that an earlier row has? Remembered in eight bytes each, however many there are."""

import secrets
from typing import Any

import numpy as np
import polars as pl


class IdsOnce:
    """Remembers, of every id that was seen, 64 bits by a key of its own.

    Among a million ids two are taken for one once in forty million streams.
    """

    def __init__(self) -> None:
        self._seed = secrets.randbits(64)
        self._seen: Any = np.empty(0, dtype=np.uint64)  # sorted

    def parted(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the rows whose `id` is new, which is remembered, and the others."""
        keys = rows["id"].hash(self._seed).to_numpy()
        places = np.searchsorted(self._seen, keys)
        is_known = np.append(self._seen, np.uint64(0))[places] == keys
        is_known[places == len(self._seen)] = False
        first = rows["id"].is_first_distinct() & pl.Series(~is_known)
        new = np.unique(keys[first.to_numpy()])
        self._seen = np.insert(self._seen, np.searchsorted(self._seen, new), new)
        return rows.filter(first), rows.filter(~first)
