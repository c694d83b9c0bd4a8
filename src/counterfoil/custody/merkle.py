"""Does an entry stand in a list, and is a longer list the same list gone on? The Merkle tree of RFC 9162, section 2.1.

A proof is a few digests: who holds the root of the tree checks one entry, or that nothing before was changed, without
the other entries. Entries and digests are bytes; indexes begin with 0.
"""

from collections.abc import Sequence

from counterfoil.custody.canonical import sha256

LEAF, NODE = b"\x00", b"\x01"
EMPTY = sha256(b"")


def leaf_hash(entry: bytes) -> bytes:
    """Return the digest of one entry as a leaf."""
    return sha256(LEAF + entry)


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the digest of two subtrees as a node."""
    return sha256(NODE + left + right)


class Tree:
    """A tree that grows by one entry at a time and keeps one digest for each full subtree: log2 of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []  # roots of full subtrees, largest first; their sizes are the bits of `size`

    def append(self, entry: bytes) -> None:
        """Take in the next entry."""
        digest = leaf_hash(entry)
        size = self.size
        while size & 1:
            digest = node_hash(self._full.pop(), digest)
            size >>= 1
        self._full.append(digest)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all entries so far; that of no entries is the SHA-256 of nothing."""
        if not self._full:
            return EMPTY
        digest = self._full[-1]
        for left in reversed(self._full[:-1]):
            digest = node_hash(left, digest)
        return digest


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaves, given as their digests (`leaf_hash`)."""
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the proof that the leaf at `index` stands in the tree of `leaves`: its neighbours, lowest first.

    Raises IndexError for a leaf that is not there.
    """
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_path(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_path(leaves[split:], index - split), root_of(leaves[:split])]


def inclusion_paths(leaves: Sequence[bytes]) -> tuple[bytes, list[list[bytes]]]:
    """Return the root over leaves and the proof of each of them, in order, as `inclusion_path` gives it for one."""
    level, paths, height = list(leaves), [list[bytes]() for _ in leaves], 0
    while len(level) > 1:
        for index, path in enumerate(paths):
            neighbour = (index >> height) ^ 1
            if neighbour < len(level):
                path.append(level[neighbour])
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
        height += 1
    return (level[0] if level else EMPTY), paths


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf and its proof lead to, None where the proof fits no tree of `size` (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, digest = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            digest = node_hash(neighbour, digest)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            digest = node_hash(digest, neighbour)
        at, last = at >> 1, last >> 1
    return digest if last == 0 else None


def consistency_path(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the first `size` of these leaves are what the tree of that size held (2.1.4.1).

    Raises IndexError for a size that is not between 1 and their number.
    """
    if not 1 <= size <= len(leaves):
        raise IndexError("no such size")
    return _consistency(leaves, size, whole=True)


def _consistency(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _split(len(leaves))
    if size <= split:
        return [*_consistency(leaves[:split], size, whole=whole), root_of(leaves[split:])]
    return [*_consistency(leaves[split:], size - split, whole=False), root_of(leaves[:split])]


def is_continued(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Say whether `new` (size and root) is `old` with entries added after it, by a consistency proof (2.1.4.2)."""
    (size, old_root), (new_size, new_root) = old, new
    if not 1 <= size <= new_size:
        return False
    if size == new_size:
        return not path and old_root == new_root
    proof = list(path) if size & (size - 1) else [old_root, *path]
    if not proof:
        return False
    at, last = size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = proof[0]
    for digest in proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(digest, before), node_hash(digest, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, digest)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _split(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
