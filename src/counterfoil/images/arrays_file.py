"""Several arrays in one block of bytes that outlives the process, is mapped where it lies, and is known by a digest."""

import json
import zlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from counterfoil.errors import UserError

Bytes = npt.NDArray[np.uint8]
Arrays = Mapping[str, npt.NDArray[np.generic]]

MAGIC = b"cfarrays"
FORMAT = 1  # raised with every change of what lies where
HEAD = 64  # bytes: magic, format, length of the directory, check sum, digest
ALIGNED = 64  # bytes at whose multiples arrays begin
TYPES = ("|u1", "<u4", "<u8", "<i4", "<i8", "<f4")  # nothing else is read from a file
CURE = "Delete the file; it is made anew when it is next needed."


def packed(arrays: Arrays, digest: str) -> Bytes:
    """Return the block of the arrays under a digest of 64 hexadecimal characters: equal arrays give equal bytes."""
    places: list[tuple[str, str, list[int], int]] = []
    end = 0
    for name, array in arrays.items():
        places.append((name, array.dtype.str, list(array.shape), end))
        end += -(-array.nbytes // ALIGNED) * ALIGNED
    directory = json.dumps(places, separators=(",", ":")).encode()
    first = -(-(HEAD + len(directory)) // ALIGNED) * ALIGNED
    data = np.zeros(first + end, dtype=np.uint8)
    data[HEAD : HEAD + len(directory)] = np.frombuffer(directory, dtype=np.uint8)
    for (_, _, _, begin), array in zip(places, arrays.values(), strict=True):
        data[first + begin : first + begin + array.nbytes] = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    numbers = (FORMAT, len(directory), zlib.crc32(data[HEAD:].data))
    head = MAGIC + b"".join(number.to_bytes(8, "little") for number in numbers) + bytes.fromhex(digest)
    data[:HEAD] = np.frombuffer(head, dtype=np.uint8)
    return data


def unpacked(data: Bytes, digest: str, *, file: str) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of a block, read where they lie; `data` may be a mapped file.

    Raises UserError that names the file where it is no such block, of another format or digest, or damaged.
    """
    if len(data) < HEAD or data[:8].tobytes() != MAGIC:
        raise UserError("This is no bank of pictures.", cure=CURE, file=file)
    made_as, length, total = (int(number) for number in data[8:32].view(np.uint64))
    if made_as > FORMAT:
        problem = f"This bank of pictures is of format {made_as}; this version reads up to {FORMAT}."
        raise UserError(problem, cure="Update Counterfoil, or delete the file.", file=file)
    if data[32:HEAD].tobytes().hex() != digest or made_as != FORMAT:
        raise UserError("This bank of pictures is not the one that was asked for.", cure=CURE, file=file)
    if zlib.crc32(data[HEAD:].data) != total:
        raise UserError("This bank of pictures is damaged.", cure=CURE, file=file)
    first = -(-(HEAD + length) // ALIGNED) * ALIGNED
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for name, kind, shape, begin in json.loads(data[HEAD : HEAD + length].tobytes()):
        if kind not in TYPES:
            raise UserError("This bank of pictures is damaged.", cure=CURE, file=file)
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
        arrays[name] = data[first + begin : first + begin + size].view(kind).reshape(shape)
    return arrays
