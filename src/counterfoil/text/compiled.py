"""Where does compiled code lie between runs? Beside the package, in a folder named by the digest of its sources.

numba keys its cache by the file of each function alone, so a constant changed in another file would go on being used
(seen); with the digest of all kernel files in the path, a changed source never meets old code. Where the package's
own folder cannot be written, the user's cache folder is used.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import numba

_HERE = Path(__file__).parent
Function = TypeVar("Function", bound=Callable[..., object])


@cache
def _folder() -> str:
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(_HERE.glob("*.py")):
        digest.update(source.read_bytes())
    name = f"kernels-{digest.hexdigest()[:16]}"
    own = _HERE / "__pycache__"
    writable = os.access(own if own.exists() else _HERE, os.W_OK)
    return str((own if writable else Path.home() / ".cache" / "counterfoil") / name)


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    numba.config.CACHE_DIR = _folder()  # type: ignore[attr-defined]  # settings are attributes that numba adds itself
    return cast(Function, numba.njit(cache=True, nogil=True)(function))
