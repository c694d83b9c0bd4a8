"""How much memory do ten million hashes take, made and then mapped from a file?

python benchmarks/images/memory.py [COUNT]    prints megabytes and CPU-seconds; needs COUNT × 900 bytes while it makes
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from counterfoil.images.bank import RADIUS
from counterfoil.images.hash_index import near
from counterfoil.images.index_file import build_index, digest_of_hashes, open_index

COUNT = 10_000_000
QUERIES = 1_000


def main() -> None:
    """Make the index of hashes drawn by a seed, map it, ask it, and print what each took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    hashes = np.random.default_rng(5).integers(0, 2**64, (count, 4), dtype=np.uint64)
    start = time.process_time()
    data = build_index(hashes)
    print(f"made: {data.nbytes / 1e6:,.1f} MB in {time.process_time() - start:.1f} CPU-seconds")
    digest, queries = digest_of_hashes(hashes), hashes[:: count // QUERIES][:QUERIES].copy()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index"
        data.tofile(file)
        del data, hashes
        index = open_index(np.memmap(file, dtype=np.uint8, mode="r"), digest, file=str(file))
        start = time.process_time()
        found = near(queries, index, radius=RADIUS)
        speed = len(queries) / (time.process_time() - start)
        print(f"mapped: {_resident():,.0f} MB resident; {len(set(found.query.tolist())):,} of {QUERIES:,} found")
        print(f"asked: {speed:,.0f} queries a CPU-second")
    print(f"most while it was made: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
