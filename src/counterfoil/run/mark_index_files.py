"""Where is the index of marks kept between runs? In the user's cache folder, each under its digest.

A start with very many marks then maps the file instead of building the index anew. What is kept can be deleted at
any time. A short list is built in less time than a file is worth.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from counterfoil.text.hashing import Numbers
from counterfoil.text.mark_file import build_index, digest_of_names, open_index
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, scanner_of

WORTH_KEEPING = 10_000  # names; fewer are built in about 50 ms
MOST_KEPT = 4  # indexes in the folder; the ones not used for longest go
SUFFIX = ".marks"


def cache_folder() -> Path:
    """Return the folder that indexes are kept in: counterfoil/marks of the user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "counterfoil" / "marks"


def kept_scanner(names: Sequence[Name]) -> Scanner:
    """Return the scanner of the names: mapped from the user's cache where it is worth it, else built."""
    return scanner_in(cache_folder(), names) if len(names) >= WORTH_KEEPING else scanner_of(names)


def scanner_in(folder: Path, names: Sequence[Name]) -> Scanner:
    """Return the scanner of the names, mapped from its file in `folder`, which is written if it is not there.

    Where nothing can be written, the index just built is used. Raises UserError where the file is damaged.
    """
    digest = digest_of_names(names)
    path = folder / f"{digest}{SUFFIX}"
    if not path.is_file():
        tables = build_index(names)
        with suppress(OSError):
            _write(path, tables)
        return open_index(tables, digest, file=str(path))
    with suppress(OSError):
        os.utime(path)  # it is in use: others go first
    return open_index(_mapped(path), digest, file=str(path))


def _mapped(path: Path) -> Numbers:
    """Return the numbers of a file, read only where they are looked at; a byte too many is left out, and told."""
    if path.stat().st_size < np.dtype(np.int64).itemsize:
        return np.zeros(0, dtype=np.int64)
    # Copy on write: compiled code is made for arrays that may be written, and the file stays as it is.
    return np.asarray(np.memmap(path, dtype=np.int64, mode="c", shape=(path.stat().st_size // 8,)))


def _write(path: Path, tables: Numbers) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.stem}-{os.getpid()}")
    try:
        tables.tofile(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    kept = sorted(path.parent.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[MOST_KEPT:]:
        file.unlink(missing_ok=True)
