"""How do statements go to the DSA Transparency Database? In batches of at most 100, each kept or refused as a whole."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterfoil.enforcement.statements.payload_rules import BATCH


class Batch(NamedTuple):
    """A file for the database: its name, in which the same statements give the same digest, and its bytes."""

    name: str
    content: bytes
    first: int  # which of the statements is its first
    size: int


def batches_of(payloads: Sequence[bytes], *, after: int = 0) -> Iterator[Batch]:
    """Yield the batches of some statements as JSON (`{"statements": […]}`), numbered on from `after`."""
    for number, first in enumerate(range(0, len(payloads), BATCH), start=after + 1):
        part = payloads[first : first + BATCH]
        content = b'{"statements":[' + b",".join(part) + b"]}"
        digest = hashlib.sha256(content).hexdigest()[:8]
        yield Batch(f"{number:04}-{digest}.json", content, first, len(part))
