"""The mark index as a value that outlives the process: the name it goes by, and whether an array is that index.

The name is the SHA-256 of the names looked for and of everything else that the array depends on, so an index of
other names, or of an older engine, has another name. Who keeps the bytes, and where, is not decided here.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from counterfoil.errors import UserError
from counterfoil.text.compiled import made_with
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_build import checksum
from counterfoil.text.mark_build import build_tables
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner
from counterfoil.text.mark_tables import DIGEST, HEAD, LENGTH, MAGIC, SUM, VERSION

MAGIC_NUMBER = int.from_bytes(b"cfmarks\x00", "little")
FORMAT = 1  # raised with every change of what lies where in the array
CURE = "Delete the file; it is made anew when it is next needed."


def digest_of_names(names: Sequence[Name]) -> str:
    """Return the name of the index of these names, in this order, in hexadecimal."""
    digest = hashlib.sha256(f"{FORMAT} {made_with()} {len(names)}\n".encode())
    digest.update(np.fromiter((name.mark for name in names), dtype=np.int64, count=len(names)).tobytes())
    for part in ("\n".join(name.kind for name in names), "\0".join(name.written for name in names)):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def build_index(names: Sequence[Name]) -> Numbers:
    """Return the index of the names with its head filled in: equal names give equal bytes.

    Raises UserError where there are too many names.
    """
    tables = build_tables(names)
    tables[MAGIC], tables[VERSION], tables[LENGTH] = MAGIC_NUMBER, FORMAT, len(tables)
    tables[DIGEST:HEAD] = np.frombuffer(bytes.fromhex(digest_of_names(names)), dtype=np.int64)
    tables[SUM] = checksum(tables[HEAD:])
    return tables


def open_index(tables: Numbers, digest: str, *, file: str) -> Scanner:
    """Return the scanner of a saved index, whose numbers are read where they lie.

    Raises UserError that names the file where it is no index, is of a newer format, is not the one asked for, or is
    damaged.
    """
    if len(tables) < HEAD or tables[MAGIC] != MAGIC_NUMBER:
        raise UserError("This is no index of marks.", cure=CURE, file=file)
    if tables[VERSION] > FORMAT:
        problem = f"This index of marks is of format {tables[VERSION]}; this version reads up to {FORMAT}."
        raise UserError(problem, cure="Update Counterfoil, or delete the file.", file=file)
    if tables[DIGEST:HEAD].tobytes().hex() != digest or tables[VERSION] != FORMAT:
        raise UserError("This index of marks is not the one that was asked for.", cure=CURE, file=file)
    if tables[LENGTH] != len(tables) or tables[SUM] != checksum(tables[HEAD:]):
        raise UserError("This index of marks is damaged.", cure=CURE, file=file)
    return Scanner(tables)
