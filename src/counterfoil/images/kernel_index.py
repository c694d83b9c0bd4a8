"""Compares hashes of 256 bits, in compiled code: all of one list, or only those in the right buckets.

A hash is cut into CHUNKS pieces of 16 bits. Two hashes within a radius of each other agree in at least one piece up
to that piece's limit (the pigeonhole principle), so only the buckets within the limits are read, and nothing is
missed. Source: M. Norouzi, A. Punjani, D. J. Fleet, "Fast search in Hamming space with multi-index hashing",
CVPR 2012, https://arxiv.org/abs/1307.2982. Beside each entry of a bucket lie two more words of its hash: nearly all
strangers are told by them, without a jump to the hash itself. All that is compiled stands in this one file, by which
numba keeps it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.core import cgutils
from numba.extending import intrinsic

Hashes = npt.NDArray[np.uint64]  # rows of WORDS numbers
Rows = npt.NDArray[np.uint32]
Found = npt.NDArray[np.int64]  # rows of query, row of the index, distance
Function = TypeVar("Function", bound=Callable[..., object])

WORDS = 4
CHUNKS = 16
VALUES = 1 << 16  # of a chunk
_LOW = np.uint64(VALUES - 1)
AHEAD = (
    6  # buckets: while one is read, the memory of the sixth after it is called for; measured 1.5 to 1.9 times as fast
)
LINE = np.uint64(64)  # bytes that memory is called for in
ENTRY = np.uint64(16)  # bytes of `near` an entry


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


def _count_ones(_typing: Any, _bits: Any) -> Any:
    """Say how many bits are set: one instruction, for which numba has no name."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return numba.types.uint64(numba.types.uint64), generate


def _call_in_early(_typing: Any, _address: Any) -> Any:
    """Ask the processor for the memory at an address before it is needed: an instruction that numba has no name for."""

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        place, number = ir.PointerType(ir.IntType(8)), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [place, number, number, number])
        prefetch = cast(Any, cgutils).get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        to_read, kept_long, of_data = number(0), number(3), number(1)
        builder.call(prefetch, [builder.inttoptr(arguments[0], place), to_read, kept_long, of_data])
        return context.get_dummy_value()

    return numba.types.void(numba.types.uintp), generate


_call_early = cast(Callable[[np.uint64], None], intrinsic(_call_in_early))
_ones = cast(Callable[[np.uint64], np.uint64], intrinsic(_count_ones))


@compiled
def _chunk(hashes: Hashes, row: int, chunk: int) -> np.uint64:
    return (hashes[row, chunk >> 2] >> np.uint64(16 * (chunk & 3))) & _LOW


@compiled
def fill_buckets(hashes: Hashes, starts: Rows, rows: Rows, near: Hashes) -> None:
    """Fill, for each chunk, where each bucket starts, the rows in it, and the two words that follow the chunk's own.

    `starts`: CHUNKS × (VALUES + 1), zeros; `rows`: CHUNKS × rows; `near`: CHUNKS × rows × 2.
    """
    count = len(hashes)
    for chunk in range(CHUNKS):
        for row in range(count):
            starts[chunk, _chunk(hashes, row, chunk) + 1] += np.uint32(1)
        for value in range(VALUES):
            starts[chunk, value + 1] += starts[chunk, value]
        free = starts[chunk].copy()
        for row in range(count):
            value = _chunk(hashes, row, chunk)
            place = free[value]
            free[value] += np.uint32(1)
            rows[chunk, place] = row
            near[chunk, place, 0] = hashes[row, ((chunk >> 2) + 1) & 3]
            near[chunk, place, 1] = hashes[row, ((chunk >> 2) + 2) & 3]


@compiled
def distance(one: Hashes, row: int, others: Hashes, other: int) -> int:
    """Return in how many bits two hashes differ."""
    apart = np.uint64(0)
    for word in range(WORDS):
        apart += _ones(one[row, word] ^ others[other, word])
    return np.int64(apart)


@compiled
def scan_all(queries: Hashes, hashes: Hashes, radius: int, found: Found) -> int:
    """Write what lies within the radius into `found` as far as it reaches, and return how many there are."""
    count = 0
    for query in range(len(queries)):
        for row in range(len(hashes)):
            apart = distance(queries, query, hashes, row)
            if apart <= radius:
                if count < len(found):
                    found[count, 0], found[count, 1], found[count, 2] = query, row, apart
                count += 1
    return count


@compiled
def _seen_before(
    queries: Hashes, query: int, hashes: Hashes, row: int, chunk: int, limits: npt.NDArray[np.int64]
) -> bool:
    """Say whether an earlier chunk has led to the row already."""
    for earlier in range(chunk):
        apart = _ones(_chunk(queries, query, earlier) ^ _chunk(hashes, row, earlier))
        if np.int64(apart) <= limits[earlier]:
            return True
    return False


@compiled
def scan_buckets(
    queries: Hashes,
    hashes: Hashes,
    starts: Rows,
    rows: Rows,
    near: Hashes,
    masks: npt.NDArray[np.uint64],
    probes: npt.NDArray[np.int64],
    limits: npt.NDArray[np.int64],
    radius: int,
    found: Found,
) -> int:
    """Do as `scan_all`, by buckets: of each chunk those that `masks`, the first `probes` of them, lead to.

    Chunk by chunk for all queries, so that what is jumped about in stays near the processor.
    """
    count = 0
    for chunk in range(CHUNKS):
        begin = np.uint64(near.ctypes.data) + np.uint64(chunk * near.shape[1]) * ENTRY
        for query in range(len(queries)):
            value = _chunk(queries, query, chunk)
            first, second = queries[query, ((chunk >> 2) + 1) & 3], queries[query, ((chunk >> 2) + 2) & 3]
            for probe in range(probes[chunk]):
                if probe + AHEAD < probes[chunk]:
                    address = begin + np.uint64(starts[chunk, value ^ masks[probe + AHEAD]]) * ENTRY
                    for line in range(4):  # a bucket of a million hashes has 15 entries
                        _call_early(address + np.uint64(line) * LINE)
                bucket = value ^ masks[probe]
                for place in range(starts[chunk, bucket], starts[chunk, bucket + np.uint64(1)]):
                    half = _ones(near[chunk, place, 0] ^ first) + _ones(near[chunk, place, 1] ^ second)
                    if np.int64(half) > radius:
                        continue
                    row = rows[chunk, place]
                    apart = distance(queries, query, hashes, row)
                    if apart <= radius and not _seen_before(queries, query, hashes, row, chunk, limits):
                        if count < len(found):
                            found[count, 0], found[count, 1], found[count, 2] = query, row, apart
                        count += 1
    return count


@compiled
def scan_words(
    words: npt.NDArray[np.int64],
    signatures: npt.NDArray[np.uint64],
    starts: Rows,
    places: Rows,
    known: npt.NDArray[np.uint64],
    radius: int,
    found: Found,
) -> int:
    """Write which known places say one of the words of a place that is asked for, their signatures being near.

    `words`: a row of words for each place asked for; `places` and `known`: number and signature of the known ones, by
    word as `starts` says. Rows of `found`: place asked for, known place, bits between them; returns how many there are.
    """
    count = 0
    for asked in range(len(words)):
        for word in words[asked]:
            for at in range(starts[word], starts[word + 1]):
                apart = np.int64(_ones(signatures[asked] ^ known[at]))
                if apart <= radius:
                    if count < len(found):
                        found[count, 0], found[count, 1], found[count, 2] = asked, places[at], apart
                    count += 1
    return count
