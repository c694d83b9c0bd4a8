"""In which order was it written, and is anything missing? Each entry is sealed together with the seal before it.

A seal stands for its entry and all before it, in their order. What was sealed in one piece is summed up in a
*checkpoint*: how many entries, the last seal, and the root of their Merkle tree.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from counterfoil.custody.canonical import sha256
from counterfoil.custody.merkle import Tree

BEGINNING, SEAL = b"\x02", b"\x03"  # 0x00 and 0x01 are those of leaves and nodes: no digest passes for another


class Checkpoint(NamedTuple):
    """What a chain comes to: the number of its entries, its last seal and the root of its tree, both in hex."""

    entries: int
    seal: str
    tree: str


def beginning(name: str) -> bytes:
    """Return what stands before the first entry of a chain; other for each name, so that none passes for another."""
    return sha256(BEGINNING + name.encode())


def seal(entry: bytes, previous: bytes) -> bytes:
    """Return the seal of an entry: SHA-256 of 0x03, the seal before it (32 bytes) and the SHA-256 of the entry."""
    return sha256(SEAL + previous + sha256(entry))


@dataclass
class Chain:
    """A chain that is being written or walked; holds no entries, so that memory stays flat."""

    name: str
    entries: int = 0
    last: bytes = b""
    tree: Tree = field(default_factory=Tree)

    def __post_init__(self) -> None:
        self.last = beginning(self.name)

    def append(self, entry: bytes) -> str:
        """Take in the next entry and return its seal in hex."""
        self.last = seal(entry, self.last)
        self.tree.append(entry)
        self.entries += 1
        return self.last.hex()

    def checkpoint(self) -> Checkpoint:
        """Return what the chain comes to so far."""
        return Checkpoint(self.entries, self.last.hex(), self.tree.root().hex())
