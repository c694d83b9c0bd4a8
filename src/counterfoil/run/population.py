"""Compare all offers with each other in memory that does not grow with them: spill by hash, then group.

Rows that may meet have equal keys, so they lie in one bucket; buckets are then grouped some at a time. The result
depends neither on the batches, nor on how many buckets are grouped at once, nor on the order of the offers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from counterfoil.run.spill import BUCKETS, read_buckets, write_buckets
from counterfoil.screening.population.comparisons import COMPARISONS, keys_of_each, together
from counterfoil.screening.population.marked import Comparison
from counterfoil.tables.offer import Offer

BUFFERED = 8 << 20  # bytes of keys gathered by each comparison before they are spilled

NO_OFFERS = Offer.create_empty().with_columns(brand_key=pl.lit(""), goods_type=pl.lit(""))


def write_keys(offers: Iterable[pl.DataFrame], folder: Path) -> int:
    """Write the keys of offers, which come in pieces, `prepared`, ids used once; return the bytes of the widest."""
    spills = [_Spill(comparison, folder) for comparison in COMPARISONS]
    for piece in offers:
        for spill, keys in zip(spills, keys_of_each(piece), strict=True):
            spill.add(keys)
    for spill in spills:
        spill.flush()
    return max(spill.bytes for spill in spills)


def compare(
    folders: Sequence[Path],
    *,
    total: int,
    at_once: int = 1,
    tell: Callable[[float], None] = lambda _: None,
) -> pl.DataFrame:
    """Return the population table (POPULATION) of `total` offers whose keys lie in the folders.

    `at_once` buckets are grouped together; `tell` is told which share of the work is done.
    """
    parts = []
    none = keys_of_each(NO_OFFERS.clear())
    for number, (comparison, empty) in enumerate(zip(COMPARISONS, none, strict=True)):
        grouped = list(_grouped(comparison, empty, folders, total=total, at_once=at_once))
        parts.append(pl.concat(grouped))
        tell((number + 1) / len(COMPARISONS))
    return together(parts)


def buckets_at_once(widest: int, room: int) -> int:
    """Return how many buckets fit into `room` bytes, where all of a comparison have `widest`."""
    return max(1, min(BUCKETS, room * BUCKETS // max(1, widest)))


class _Spill:
    """The files of one comparison over a part of the offers."""

    def __init__(self, comparison: Comparison, folder: Path) -> None:
        self._comparison, self._folder = comparison, folder
        self._waiting: list[pl.DataFrame] = []
        self._files = self.bytes = self._gathered = 0

    def add(self, keys: pl.DataFrame) -> None:
        """Take in the keys of a piece, and spill when enough have gathered."""
        self._waiting.append(keys)
        self._gathered += int(keys.estimated_size())
        if self._gathered >= BUFFERED:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered, each row to the bucket of its key."""
        if self._gathered:
            path = self._folder / f"{self._comparison.kind}-{self._files:03}.arrow"
            write_buckets(path, pl.concat(self._waiting), by=self._comparison.by)
        self.bytes += self._gathered
        self._files, self._gathered, self._waiting = self._files + 1, 0, []


def _grouped(
    comparison: Comparison, empty: pl.DataFrame, folders: Sequence[Path], *, total: int, at_once: int
) -> Iterator[pl.DataFrame]:
    paths = [path for folder in folders for path in sorted(folder.glob(f"{comparison.kind}-*.arrow"))]
    for rows in read_buckets(paths, empty, at_once=at_once):
        yield comparison.groups_of(rows, total)
