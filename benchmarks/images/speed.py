"""How many pictures are fingerprinted, and how many hashes looked up, in a second of one core's work?

Time of the process, so that neighbours on the machine count little; faiss runs on one thread.
"""

import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from counterfoil.images.bank import RADIUS
from counterfoil.images.fingerprint_rows import fingerprint_rows
from counterfoil.images.hash_index import bytes_needed, near
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index
from counterfoil.images.kernel_index import Hashes

HASHES = 1_000_000
QUERIES = 4_000
PEER_QUERIES = 200  # a scan of all takes long
CHANGED = 24  # bits of a query that differ from a hash of the index


class Searched(NamedTuple):
    """Queries a CPU-second, of ours and of faiss flat (None where it is not installed); `recall` of its finds."""

    ours: float
    flat: float | None
    recall: float | None
    build_seconds: float
    megabytes: float


def pictures_a_second(paths: list[Path]) -> float:
    """Return how many pictures are decoded and fingerprinted in a CPU-second, their bytes being in memory."""
    files = [(path.name, path.read_bytes()) for path in paths]
    fingerprint_rows(files[:5])
    start = time.process_time()
    fingerprint_rows(files)
    return len(files) / (time.process_time() - start)


def searched(count: int = HASHES) -> Searched:
    """Return the speed on hashes drawn by a fixed seed, at the radius of `copies`."""
    chance = np.random.default_rng(5)
    hashes = chance.integers(0, 2**64, (count, 4), dtype=np.uint64)
    queries = hashes[chance.integers(0, count, QUERIES)] ^ _noise(chance)
    near(
        queries[:1], open_index(build_index(hashes[:70_000]), digest_of_hashes(hashes[:70_000]), file=""), radius=RADIUS
    )
    start = time.process_time()
    data = build_index(hashes)
    built = time.process_time() - start
    index = open_index(data, digest_of_hashes(hashes), file="")
    start = time.process_time()
    found = near(queries, index, radius=RADIUS)
    ours = QUERIES / (time.process_time() - start)
    pairs = set(zip(found.query.tolist(), found.row.tolist(), strict=True))
    flat, theirs = _flat(hashes, queries[:PEER_QUERIES])
    recall = len(pairs & theirs) / len(theirs) if theirs else None
    return Searched(ours, flat, recall, built, bytes_needed(count) / 1e6)


def _noise(chance: np.random.Generator) -> Hashes:
    bits = np.argsort(chance.random((QUERIES, 256)), axis=1) < CHANGED
    return np.packbits(bits, axis=1).view(np.uint64)


def _flat(hashes: Hashes, queries: Hashes) -> tuple[float | None, set[tuple[int, int]]]:
    """Return the speed of faiss IndexBinaryFlat and what it finds; it counts distances below its radius."""
    try:
        import faiss
    except ImportError:
        return None, set()
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexBinaryFlat(256)
    flat.add(hashes.view(np.uint8))
    start = time.process_time()
    ends, _, rows = flat.range_search(queries.view(np.uint8), RADIUS + 1)
    speed = len(queries) / (time.process_time() - start)
    asked_by = np.repeat(np.arange(len(queries)), np.diff(ends.astype(np.int64)))
    return speed, set(zip(asked_by.tolist(), rows.tolist(), strict=True))
