"""Compare all offers with each other in memory that does not grow with them: spill by hash partition, then group.

Rows that may meet have equal keys, so they hash into one partition; each partition is then grouped alone. The result
depends neither on the batches, nor on the number of partitions, nor on the order of the offers.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import polars as pl

from counterfoil.run.outputs import TableWriter
from counterfoil.screening.population.bestsellers import USUAL_PRICES
from counterfoil.screening.population.comparisons import COMPARISONS
from counterfoil.screening.population.marked import Comparison, published
from counterfoil.tables.offer import Offer

PARTITIONS = 32  # of a million offers each then holds what thirty thousand say
BUFFERED = 8 << 20  # bytes of keys gathered by each comparison before they are spilled: row groups are not tiny

ALL = (*COMPARISONS, USUAL_PRICES)
NO_OFFERS = Offer.create_empty().with_columns(brand_key=pl.lit(""), goods_type=pl.lit(""))


def compare(offers: Iterable[pl.DataFrame], folder: Path, *, total: int, partitions: int = PARTITIONS) -> pl.DataFrame:
    """Return the population table (POPULATION) of the `total` offers, which come in batches, `prepared`, ids used once.

    Working files lie in `folder`, which is made anew and removed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        _spill(offers, folder, partitions)
        parts = [pl.concat(_grouped(c, folder, total, partitions)) for c in ALL]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return published(parts[:-1], parts[-1])


def _spill(offers: Iterable[pl.DataFrame], folder: Path, partitions: int) -> None:
    """Write the keys of all offers, by comparison and partition."""
    with ExitStack() as stack:
        spills = [_Spill(comparison, folder, partitions, stack) for comparison in ALL]
        for batch in offers:
            keys = {keys_of: keys_of(batch) for keys_of in dict.fromkeys(c.keys_of for c in ALL)}
            for spill in spills:
                spill.add(keys)
        for spill in spills:
            spill.flush()


class _Spill:
    """The files of one comparison, one for each partition, all open while offers come in."""

    def __init__(self, comparison: Comparison, folder: Path, partitions: int, stack: ExitStack) -> None:
        self._comparison = comparison
        self._partitions = partitions
        empty = comparison.narrowed(comparison.keys_of(NO_OFFERS.clear()))
        paths = (_path(folder, comparison, number) for number in range(partitions))
        self._writers = [stack.enter_context(TableWriter(path, empty)) for path in paths]
        self._waiting = [empty]

    def add(self, keys: dict[Callable[[pl.DataFrame], pl.DataFrame], pl.DataFrame]) -> None:
        """Take in a batch's keys, given by the function that makes them, and spill when enough have gathered."""
        self._waiting.append(self._comparison.narrowed(keys[self._comparison.keys_of]))
        if sum(keys.estimated_size() for keys in self._waiting) >= BUFFERED:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered, each row to the partition of its key."""
        keys = pl.concat(self._waiting)
        number = pl.struct(self._comparison.by).hash() % self._partitions
        placed = keys.with_columns(number.cast(pl.Int64).alias("partition"))
        for (partition,), rows in placed.partition_by("partition", as_dict=True).items():
            self._writers[int(partition)].append(rows.drop("partition"))
        self._waiting = [keys.clear()]


def _grouped(comparison: Comparison, folder: Path, total: int, partitions: int) -> Iterator[pl.DataFrame]:
    for number in range(partitions):
        path = _path(folder, comparison, number)
        yield comparison.groups_of(pl.read_parquet(path), total)
        path.unlink()


def _path(folder: Path, comparison: Comparison, number: int) -> Path:
    return folder / f"{comparison.kind}-{number}.parquet"
