"""Which known pictures have a hash within so many bits of this one, among ten million?

The index is one array of bytes that can lie in a file and be mapped: per hash 32 bytes, and for each of 16 chunks
4 bytes of its row and 16 of the words beside it, 352 in all, and 4.2 MB besides. Ten million take 3.53 GB. What is
added later is searched in full until the index is built anew.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.images.kernel_index import (
    CHUNKS,
    VALUES,
    WORDS,
    Found,
    Hashes,
    Rows,
    fill_buckets,
    scan_all,
    scan_buckets,
)

Bytes = npt.NDArray[np.uint8]

HASH_BYTES = 8 * WORDS
HEAD = 128  # bytes before the hashes, for `index_file`
ROOM = 1024  # finds that there is room for at first
WORTH_BUCKETS = 4  # how many times fewer entries the buckets must hold than the list, jumps being dearer
_BY_ONES = np.array(sorted(range(VALUES), key=int.bit_count), dtype=np.uint64)
_ONES = np.bitwise_count(_BY_ONES)


class HashIndex(NamedTuple):
    """`hashes` in buckets (`starts`, `rows`, `near`), and those `added` since, whose rows are counted on."""

    hashes: Hashes
    near: Hashes
    rows: Rows
    starts: Rows
    added: Hashes

    @property
    def height(self) -> int:
        """How many hashes are searched."""
        return len(self.hashes) + len(self.added)


class Near(NamedTuple):
    """Finds, by query and distance: number of the `query`, `row` of the hash in the index, `distance` in bits."""

    query: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    distance: npt.NDArray[np.int64]


def hashes_of(column: list[bytes]) -> Hashes:
    """Return hashes of 32 bytes each as rows of numbers."""
    return np.frombuffer(b"".join(column), dtype="<u8").reshape(-1, WORDS)


def bytes_needed(count: int) -> int:
    """Return how many bytes the index of so many hashes takes."""
    return HEAD + count * (HASH_BYTES + CHUNKS * (16 + 4)) + CHUNKS * (VALUES + 1) * 4


def filled(hashes: Hashes) -> Bytes:
    """Return the array of the index, its head left empty; equal hashes in equal order give equal bytes."""
    data = np.zeros(bytes_needed(len(hashes)), dtype=np.uint8)
    index = laid_over(data, len(hashes))
    index.hashes[:] = hashes
    fill_buckets(hashes, index.starts, index.rows, index.near)
    return data


def laid_over(data: Bytes, count: int) -> HashIndex:
    """Return the index that lies in an array of `bytes_needed`, read where it lies."""
    sizes = np.cumsum([HEAD, count * HASH_BYTES, count * CHUNKS * 16, count * CHUNKS * 4, CHUNKS * (VALUES + 1) * 4])
    hashes, near, rows, starts = (data[start:end] for start, end in pairwise(sizes))
    return HashIndex(
        hashes.view(np.uint64).reshape(count, WORDS),
        near.view(np.uint64).reshape(CHUNKS, count, 2),
        rows.view(np.uint32).reshape(CHUNKS, count),
        starts.view(np.uint32).reshape(CHUNKS, VALUES + 1),
        np.zeros((0, WORDS), dtype=np.uint64),
    )


def with_added(index: HashIndex, hashes: Hashes) -> HashIndex:
    """Return the index with more hashes, which are found at once; the old one stays as it is."""
    return index._replace(added=np.concatenate([index.added, hashes]))


def all_hashes(index: HashIndex) -> Hashes:
    """Return the hashes by row, from which the index is built anew when much was added."""
    return np.concatenate([index.hashes, index.added])


def near(queries: Hashes, index: HashIndex, *, radius: int) -> Near:
    """Return every hash within the radius of each query, none missed."""
    limits = _limits(radius)
    probes = np.searchsorted(_ONES, limits, side="right").astype(np.int64)
    found = np.zeros((ROOM, 3), dtype=np.int64)
    if probes.sum() / VALUES * WORTH_BUCKETS < 1 and len(index.hashes) > VALUES:
        parts = (index.hashes, index.starts, index.rows, index.near)
        while (count := scan_buckets(queries, *parts, _BY_ONES, probes, limits, radius, found)) > len(found):
            found = np.zeros((count, 3), dtype=np.int64)
        old = found[:count]
    else:
        old = _in_full(queries, index.hashes, radius)
    new = _in_full(queries, index.added, radius)
    new[:, 1] += len(index.hashes)
    both = np.concatenate([old, new])
    both = both[np.lexsort((both[:, 1], both[:, 2], both[:, 0]))]
    return Near(both[:, 0], both[:, 1], both[:, 2])


def _in_full(queries: Hashes, hashes: Hashes, radius: int) -> Found:
    found = np.zeros((ROOM, 3), dtype=np.int64)
    while (count := scan_all(queries, hashes, radius, found)) > len(found):
        found = np.zeros((count, 3), dtype=np.int64)
    return found[:count]


def _limits(radius: int) -> npt.NDArray[np.int64]:
    """Return how many bits each chunk may differ in: were all beyond it, the sum would be beyond the radius."""
    each, more = divmod(radius + 1, CHUNKS)
    return np.where(np.arange(CHUNKS) < more, each, each - 1).astype(np.int64)
