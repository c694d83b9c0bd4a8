"""How many queries a CPU-second does imagededup answer among a million hashes, by its default search?

    PYTHON benchmarks/images/peer_imagededup.py COUNT QUERIES

Run by the Python of an environment that holds imagededup (0.3.3); its networks are not needed, so `pip install
--no-deps imagededup` with numpy and tqdm will do, and its `brute_force_cython_ext` built. Its hashes have 64 bits, as
it makes them, drawn by a seed, and its threshold is its default of 10. Prints one number.
"""

import random
import sys
import time

from imagededup.handlers.search.brute_force_cython import BruteForceCython

BITS, THRESHOLD = 64, 10


def main() -> None:
    """Print the queries a CPU-second."""
    count, queries = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(5)
    hashes = {f"{number}.jpg": f"{chance.getrandbits(BITS):016x}" for number in range(count)}
    search = BruteForceCython(hashes, lambda one, other: (int(one, 16) ^ int(other, 16)).bit_count())
    asked = [hashes[f"{chance.randrange(count)}.jpg"] for _ in range(queries)]
    start = time.process_time()
    found = [search.search(one, THRESHOLD) for one in asked]
    print(queries / (time.process_time() - start))
    assert all(found), "a hash that the index holds was not found"


if __name__ == "__main__":
    main()
