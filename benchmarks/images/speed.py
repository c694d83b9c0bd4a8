"""How many pictures are looked at, and how many hashes looked up, in a second of one core's work?

Time of the process, so that neighbours on the machine count little; faiss runs on one thread. IVF has the settings with
which it is fastest at a recall of .98 here: 4,096 lists, of which 128 are read.
"""

import subprocess
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from recall import bank_of_files, seen_in

from counterfoil.images.bank import RADIUS
from counterfoil.images.decode import Decoded, decode
from counterfoil.images.fingerprint_rows import fingerprint_rows
from counterfoil.images.hash_index import bytes_needed, near
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index
from counterfoil.images.kernel_index import Hashes
from counterfoil.images.keypoints import keypoints
from counterfoil.images.known import known_pictures_shown

HASHES = 1_000_000
QUERIES = 4_000
PEER_QUERIES = 200  # a scan of all takes long
CHANGED = 24  # bits of a query that differ from a hash of the index
LISTS, READ = 4_096, 128  # of IVF


class Searched(NamedTuple):
    """Queries a CPU-second, of ours and of the peers (None where one is not installed), and shares of pairs found.

    `recall`: ours, of what faiss flat finds; `ivf_recall`: that of IVF.
    """

    ours: float
    flat: float | None
    ivf: float | None
    recall: float | None
    ivf_recall: float | None
    build_seconds: float
    megabytes: float


def pictures_a_second(paths: list[Path]) -> float:
    """Return how many pictures are decoded and fingerprinted in a CPU-second, their bytes being in memory."""
    files = [(path.name, path.read_bytes()) for path in paths]
    fingerprint_rows(files[:5])
    start = time.process_time()
    fingerprint_rows(files)
    return len(files) / (time.process_time() - start)


def places_a_second(paths: list[Path]) -> float:
    """Return of how many pictures the keypoints are found in a CPU-second, their pixels being in memory."""
    pictures = [one for path in paths if isinstance(one := decode(path.read_bytes()), Decoded)]
    keypoints(pictures[0])
    start = time.process_time()
    for picture in pictures:
        keypoints(picture)
    return len(pictures) / (time.process_time() - start)


def held_against_a_second(paths: list[Path], known: list[Path]) -> float:
    """Return how many pictures are held against a bank of `known` in a CPU-second, their keypoints being found."""
    bank = bank_of_files(known)
    fingerprints, places = seen_in((path.name, path.read_bytes()) for path in paths)
    known_pictures_shown(fingerprints, dict(list(places.items())[:2]), bank)
    start = time.process_time()
    known_pictures_shown(fingerprints, places, bank)
    return len(paths) / (time.process_time() - start)


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
    ivf, some = _ivf(hashes, queries[:PEER_QUERIES])
    shares = [len(found & theirs) / len(theirs) if theirs else None for found in (pairs, some)]
    return Searched(ours, flat, ivf, shares[0], shares[1], built, bytes_needed(count) / 1e6)


def imagededup(python: str, *, count: int = HASHES, queries: int = 3) -> float | None:
    """Return the queries a CPU-second of imagededup, run by the Python of its own environment; None without one."""
    if not python:
        return None
    command = [python, str(Path(__file__).with_name("peer_imagededup.py")), str(count), str(queries)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


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
    return _ranged(flat, queries)


def _ivf(hashes: Hashes, queries: Hashes) -> tuple[float | None, set[tuple[int, int]]]:
    """Return the speed of faiss IndexBinaryIVF and what it finds."""
    try:
        import faiss
    except ImportError:
        return None, set()
    faiss.omp_set_num_threads(1)
    lists = faiss.IndexBinaryFlat(256)
    ivf = faiss.IndexBinaryIVF(lists, 256, LISTS)
    ivf.train(hashes[: LISTS * 40].view(np.uint8))
    ivf.add(hashes.view(np.uint8))
    ivf.nprobe = READ
    return _ranged(ivf, queries)


def _ranged(index: Any, queries: Hashes) -> tuple[float, set[tuple[int, int]]]:
    start = time.process_time()
    ends, _, rows = index.range_search(queries.view(np.uint8), RADIUS + 1)
    speed = len(queries) / (time.process_time() - start)
    asked_by = np.repeat(np.arange(len(queries)), np.diff(ends.astype(np.int64)))
    return speed, set(zip(asked_by.tolist(), rows.tolist(), strict=True))
