"""The slow and obvious twin of `counterfoil.custody.merkle`: the definitions of RFC 9162, section 2.1."""

import hashlib
from collections.abc import Sequence


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tree_hash(entries: Sequence[bytes]) -> bytes:
    """MTH(D[n]), 2.1.1."""
    if not entries:
        return _hash(b"")
    if len(entries) == 1:
        return _hash(b"\x00" + entries[0])
    k = _largest_power_below(len(entries))
    return _hash(b"\x01" + tree_hash(entries[:k]) + tree_hash(entries[k:]))


def path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]), 2.1.3.1."""
    n = len(entries)
    if n == 1:
        return []
    k = _largest_power_below(n)
    if m < k:
        return [*path(m, entries[:k]), tree_hash(entries[k:])]
    return [*path(m - k, entries[k:]), tree_hash(entries[:k])]


def proof(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """PROOF(m, D[n]), 2.1.4.1."""
    return _subproof(m, entries, True)


def _subproof(m: int, entries: Sequence[bytes], b: bool) -> list[bytes]:
    n = len(entries)
    if m == n:
        return [] if b else [tree_hash(entries)]
    k = _largest_power_below(n)
    if m <= k:
        return [*_subproof(m, entries[:k], b), tree_hash(entries[k:])]
    return [*_subproof(m - k, entries[k:], False), tree_hash(entries[:k])]


def _largest_power_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k
