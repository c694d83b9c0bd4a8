"""How much may be in memory at once? Sizes of pieces, chosen so that a run keeps to what it was given.

No result depends on them. The shares were measured with benchmarks/long_runs: what a text needs while it is compared
is about two hundred times its bytes, for each of its words becomes a row of its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError

UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 1 << 20, "GIB": 1 << 30}
PROGRAM = 450 * 10**6  # bytes that the program, its libraries and a rights list of the usual size take
LEAST = 800 * 10**6
USUAL = 1_500 * 10**6  # where the user names nothing
PER_TEXT = 200  # bytes in memory for each byte of text in a piece
GROUPED = 8  # what grouping takes beside each byte of keys
MOST_OFFERS = 10_000  # of a piece, whatever they say


class Memory(NamedTuple):
    """What may be held at once: bytes of offers in a piece, bytes of keys that are grouped together."""

    piece: int
    keys: int


def memory_of(given: str | None) -> Memory:
    """Return the sizes for a text such as “2GB”. Raises UserError for another text, or less than LEAST."""
    total = USUAL if given is None else _bytes(given)
    if total < LEAST:
        problem = f"{given} of memory is too little: the program and its word lists alone take about half a gigabyte."
        raise UserError(problem, cure=f"Give at least {LEAST // 10**6}MB.")
    free = total - PROGRAM
    return Memory(piece=free // PER_TEXT, keys=free // 2 // GROUPED)


def pieces(offers: pl.DataFrame, memory: Memory) -> Iterator[pl.DataFrame]:
    """Yield the offers in pieces that fit, in their order; one offer at least."""
    fitting = max(1, memory.piece * offers.height // max(1, int(offers.estimated_size())))
    yield from offers.iter_slices(min(fitting, MOST_OFFERS))


def _bytes(given: str) -> int:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*", given)
    unit = UNITS.get(found[2].upper()) if found else None
    if found is None or unit is None:
        raise UserError(f"“{given}” is no amount of memory.", cure="Write it like 2GB or 1500MB.")
    return int(float(found[1]) * unit)
