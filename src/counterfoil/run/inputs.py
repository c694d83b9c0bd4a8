"""Open the user's files, and remember of each its name, its digest and how many rows were used of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping, read_mapping
from counterfoil.tables.contract import Sorted

CHUNK = 1 << 20  # bytes digested at a time
DIGESTED = 20_000  # rows of a table digested at a time


@dataclass
class Inputs:
    """The files of one run (`files`: role, name, sha256, rows) and the rejects of those read whole.

    `prints` are the fingerprints taken of the files before they were read.
    """

    prints: dict[Path, "Fingerprint"] = field(default_factory=dict)
    files: list[dict[str, object]] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)

    def table(self, role: str, path: Path | None, read: Callable[..., Sorted], otherwise: pl.DataFrame) -> pl.DataFrame:
        """Return the kept rows of a file read whole, or `otherwise` where none is given; its rejects are noted."""
        if path is None:
            return otherwise
        with opened(path) as stream:
            result = read(stream, file=path.name)
        self.note(role, path, rows=result.kept.height)
        self.rejects.append(result.rejects)
        return result.kept

    def add(self, role: str, **told: object) -> None:
        """Remember more of the last file of a role."""
        next(file for file in reversed(self.files) if file["role"] == role).update(told)

    def note(self, role: str, path: Path, *, rows: int | None = None) -> None:
        """Remember a file that was used in this run. Raises UserError where it changed while it was read."""
        self.check(path)
        self.files.append({"role": role, "name": path.name, "sha256": self.prints[path].sha256, "rows": rows})

    def check(self, path: Path) -> None:
        """Raise UserError where a file is not, by size and time, what it was when its fingerprint was taken."""
        known = self.prints.setdefault(path, fingerprint(path))
        if (known.size, known.changed) != _size_and_time(path):
            cure = "Run the command again once the file is complete."
            raise UserError("This file was changed while it was read.", cure=cure, file=str(path))


class Fingerprint(NamedTuple):
    """What a file is known by: the SHA-256 of its bytes, its size, and when it was last changed, in nanoseconds."""

    sha256: str
    size: int
    changed: int


def fingerprint(path: Path) -> Fingerprint:
    """Return the fingerprint of a file. Raises UserError as `opened`."""
    with opened(path):  # a pipe or a folder is told as what it is
        return Fingerprint(digest_of(path), *_size_and_time(path))


def _size_and_time(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def opened(path: Path) -> BinaryIO:
    """Open a file for reading. Raises UserError where there is none, or it is a folder, a pipe or closed to us.

    A file is read twice, once for its digest, which a pipe cannot be.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UserError("This is a pipe or a device.", cure="Save its content to a file first.", file=str(path))
    try:
        return path.open("rb")
    except FileNotFoundError as cause:
        raise UserError("There is no such file.", cure="Check the path.", file=str(path)) from cause
    except IsADirectoryError as cause:
        raise UserError("This is a folder.", cure="Name a file in it.", file=str(path)) from cause
    except PermissionError as cause:
        raise UserError("This file may not be read.", cure="Ask its owner for access.", file=str(path)) from cause


def mapping_in(path: Path | None) -> Mapping | None:
    """Return the column mapping written in a file, or None where no file is given."""
    if path is None:
        return None
    with opened(path) as stream:
        return read_mapping(stream, file=path.name)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    with opened(path) as stream:
        while part := stream.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()


def digest_of_table(table: pl.DataFrame) -> str:
    """Return the SHA-256 of a table's rows as JSON Lines, which no library version changes."""
    digest = hashlib.sha256()
    for rows in table.iter_slices(DIGESTED):
        digest.update(rows.write_ndjson().encode())
    return digest.hexdigest()
