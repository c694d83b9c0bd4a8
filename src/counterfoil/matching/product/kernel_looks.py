"""Folds plain texts, and tells how near each of many texts is to a few known ones, in compiled code.

What `wording` and `candidates` say of any text is said here of many at once, faster; all that is compiled for it stands
in this one file, by which numba keeps it.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.matching.product.kernel_rows import Bytes, Ids, Numbers, Weights, compiled

Flags = npt.NDArray[np.bool_]
Postings = tuple[Numbers, Ids, Weights]  # of each piece where its known texts begin; their numbers; the weights there
Rows = tuple[Numbers, Ids, Weights]  # where each text's pieces begin; pieces; how often each stands there
_BLANK, _FIRST_BEYOND, _TO_SMALL = np.uint8(0x20), 0x80, 0x20


@compiled
def _kept(byte: int) -> bool:
    """Say whether an ASCII sign stands in a folded text: a letter, a digit, or one of .,/+'\"&#%-"""
    if 0x30 <= byte <= 0x39 or 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A:
        return True
    return byte in (0x2E, 0x2C, 0x2F, 0x2B, 0x27, 0x22, 0x26, 0x23, 0x25, 0x2D)


@compiled
def folded_ascii(data: Bytes, offsets: Numbers, starts: Numbers, beyond: Flags) -> Bytes:
    """Return the texts in small letters with single blanks; `starts` is filled with where each begins, `beyond` with
    whether it has signs beyond ASCII: such a text is left empty."""
    out = np.empty(offsets[len(offsets) - 1] - offsets[0], dtype=np.uint8)
    filled = 0
    for row in range(len(offsets) - 1):
        starts[row] = filled
        waiting = False
        for at in range(offsets[row], offsets[row + 1]):
            byte = data[at]
            if byte >= _FIRST_BEYOND:
                beyond[row] = True
                filled = starts[row]
                break
            if not _kept(byte):
                waiting = filled > starts[row]
                continue
            if waiting:
                out[filled] = _BLANK
                filled += 1
                waiting = False
            out[filled] = byte + _TO_SMALL if 0x41 <= byte <= 0x5A else byte
            filled += 1
    starts[len(offsets) - 1] = filled
    return out[:filled].copy()


@compiled
def best_cosines(rows: Rows, rarities: Weights, postings: Postings, known: int) -> Weights:
    """Return the cosine of each text with the nearest of the `known` ones, as `candidates.nearest` measures it."""
    starts, ids, counts = rows
    posted, numbers, weights = postings
    best = np.zeros(len(starts) - 1, dtype=np.float32)
    sums = np.zeros(known, dtype=np.float64)
    for row in range(len(starts) - 1):
        length = 0.0
        met = False
        for at in range(starts[row], starts[row + 1]):
            piece = ids[at]
            weight = float(rarities[piece])
            if counts[at] != 1.0:
                weight *= 1.0 + np.log(counts[at])
            length += weight * weight
            for place in range(posted[piece], posted[piece + 1]):
                sums[numbers[place]] += weight * weights[place]
                met = True
        if met:
            best[row] = sums.max() / np.sqrt(length)
            sums[:] = 0.0
    return best
