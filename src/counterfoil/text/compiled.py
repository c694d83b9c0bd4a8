"""Where do compiled code and tables lie between runs? Beside the package, in a folder named by a digest.

numba keys its cache by the file of each function alone, so a constant changed in another file would go on being used
(seen); with the digest of all kernel files in the path, a changed source never meets old code. Where the package's
own folder cannot be written, the user's cache folder is used.
"""

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

MADE_WITH = ("numba", "numpy", "wordfreq", "english-words")  # packages whose version changes what is kept
_HERE = Path(__file__).parent
Function = TypeVar("Function", bound=Callable[..., object])


@cache
def made_with() -> str:
    """Return a digest of all that compiled code and tables depend on: sources, word lists, Unicode's data."""
    versions = [unicodedata.unidata_version, *(version(package) for package in MADE_WITH)]
    digest = hashlib.sha256(" ".join(versions).encode())
    for source in sorted(path for path in _HERE.iterdir() if path.suffix in (".py", ".txt")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


@cache
def _folder() -> str:
    name = f"kernels-{made_with()[:16]}"
    own = _HERE / "__pycache__"
    writable = os.access(own if own.exists() else _HERE, os.W_OK)
    return str((own if writable else Path.home() / ".cache" / "counterfoil") / name)


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    numba.config.CACHE_DIR = _folder()  # type: ignore[attr-defined]  # settings are attributes that numba adds itself
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


def kept(name: str, make: Callable[[], npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """Return a table that depends on nothing but the sources and word lists: read from disk, or made and kept there.

    A folder that cannot be written is no fault: the table is then made anew in every process.
    """
    path = Path(_folder()) / f"{name}.npy"
    if path.exists():
        return cast("npt.NDArray[np.int64]", np.load(path))
    table = make()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{name}-{os.getpid()}.npy")
        np.save(partial, table)
        partial.replace(path)
    return table
