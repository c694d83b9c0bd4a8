"""Is another process writing into this folder? A lock on the folder itself, which dies with its process."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterfoil.errors import UserError
from counterfoil.run.outputs import why

try:
    import fcntl
except ImportError:  # pragma: no cover  Windows: two runs at a time are then not noticed
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for this process. Raises UserError where another one does.

    A network drive that knows no locks is written without one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as cause:
        problem = f"The results cannot be written ({why(cause)})."
        raise UserError(problem, cure="Free some space, or name another folder with -o.", file=str(folder)) from cause
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    if fcntl is None:  # pragma: no cover
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        if cause.errno in (errno.EWOULDBLOCK, errno.EACCES):
            cure = "Wait until it has ended, or name another folder with -o."
            raise UserError("Another run is writing into this folder.", cure=cure, file=str(folder)) from cause
