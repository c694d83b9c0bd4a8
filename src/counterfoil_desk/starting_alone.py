"""May a desk be started here? Not twice in one folder, nor at an address that is taken: told before anything runs."""

import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from counterfoil.errors import UserError

FREED_WITHIN: Final = 3.0  # seconds that the port of a killed desk may take to be free
PAUSE: Final = 0.1


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Hold a folder for one desk while inside; a killed one holds it no longer. Raises UserError where it is held."""
    with (home / "serve.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            raise UserError(
                "A desk runs in this folder already.",
                cure="Stop it, or name another folder with --home.",
                file=str(home),
            ) from cause
        yield


def refuse_a_taken_address(host: str, port: int) -> None:
    """Raise UserError where nothing can listen at an address."""
    until = time.monotonic() + FREED_WITHIN
    while True:
        try:
            socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
        except OSError as cause:
            if time.monotonic() < until and cause.errno == errno.EADDRINUSE:
                time.sleep(PAUSE)
                continue
            said = os.strerror(cause.errno) if cause.errno and cause.errno > 0 else cause.strerror
            raise UserError(
                f"The desk cannot listen at {host}:{port}: {said}.",
                cure="Name another with --port or --host.",
            ) from cause
        return
