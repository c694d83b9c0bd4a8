"""Work on one batch while the next one is made ready, in a thread of its own: what is compiled needs no lock.

The batches, their order and what they raise stay the same; one more of them is in memory.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Yield the batches (none of them None), each while the next is being drawn; raises what drawing them raises."""
    with ThreadPoolExecutor(1) as worker:
        drawn = worker.submit(next, batches, None)
        while (batch := drawn.result()) is not None:
            drawn = worker.submit(next, batches, None)
            yield batch
