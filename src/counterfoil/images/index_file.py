"""The index of pictures as a value that outlives the process: the name it goes by, and whether bytes are that index.

The name is the SHA-256 of the hashes in their order. Who keeps the bytes, and where, is not decided here.
"""

import hashlib
import zlib

import numpy as np

from counterfoil.errors import UserError
from counterfoil.images.hash_index import HEAD, Bytes, HashIndex, bytes_needed, filled, laid_over
from counterfoil.images.kernel_index import Hashes

MAGIC = b"cfimages"
FORMAT = 1  # raised with every change of what lies where
CURE = "Delete the file; it is made anew when it is next needed."


def digest_of_hashes(hashes: Hashes) -> str:
    """Return the name of the index of these hashes, in this order, in hexadecimal."""
    return hashlib.sha256(f"{FORMAT} {len(hashes)}\n".encode() + hashes.tobytes()).hexdigest()


def build_index(hashes: Hashes) -> Bytes:
    """Return the index with its head filled in: equal hashes give equal bytes."""
    data = filled(hashes)
    head = MAGIC + _number(FORMAT) + _number(len(hashes)) + _number(zlib.crc32(data[HEAD:].data))
    head += bytes.fromhex(digest_of_hashes(hashes))
    data[: len(head)] = np.frombuffer(head, dtype=np.uint8)
    return data


def open_index(data: Bytes, digest: str, *, file: str) -> HashIndex:
    """Return the index of saved bytes, read where they lie; `data` may be a mapped file.

    Raises UserError that names the file where it is no index, is of a newer format, is not the one asked for, or is
    damaged.
    """
    if len(data) < HEAD or data[:8].tobytes() != MAGIC:
        raise UserError("This is no index of pictures.", cure=CURE, file=file)
    made_as, count, total = (int(number) for number in data[8:32].view(np.uint64))
    if made_as > FORMAT:
        problem = f"This index of pictures is of format {made_as}; this version reads up to {FORMAT}."
        raise UserError(problem, cure="Update Counterfoil, or delete the file.", file=file)
    if data[32:64].tobytes().hex() != digest or made_as != FORMAT:
        raise UserError("This index of pictures is not the one that was asked for.", cure=CURE, file=file)
    if bytes_needed(count) != len(data) or zlib.crc32(data[HEAD:].data) != total:
        raise UserError("This index of pictures is damaged.", cure=CURE, file=file)
    return laid_over(data, count)


def _number(value: int) -> bytes:
    return value.to_bytes(8, "little")
