"""Keep the desk's processes running side by side, and end them together.

Each is started anew (spawn, never fork: Polars hangs after a fork). Where one ends by itself the others are ended, too,
and the exit says which it was. On a signal all are asked to finish; those that do not within a time are killed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

FINISH_WITHIN: Final = 15  # seconds for jobs and requests under way
PAUSE: Final = 0.2
DESK: Final = b"counterfoil_desk"  # stands in the command of each of our processes


class Wanted(NamedTuple):
    """A process: what people call it, its command, and its environment, which is all that it has of ours."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


class Stopped(Exception):  # noqa: N818  a signal, no error
    """Somebody asked us to stop."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGINT and SIGTERM into `Stopped` while inside."""

    def stop(_number: int, _frame: object) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_together(wanted: Sequence[Wanted], *, kept_in: Path) -> str | None:
    """Run processes until one ends or we are asked to stop; return the name of the one that ended by itself, if any.

    Their numbers are written into the file `kept_in`: a start after a kill ends what the killed one left running.
    """
    running: dict[str, subprocess.Popen[bytes]] = {}
    end_what_was_left(kept_in)
    try:
        for one in wanted:
            environment = dict(one.environment)
            running[one.name] = subprocess.Popen(one.command, env=environment, start_new_session=True)  # noqa: S603
        kept_in.write_text(json.dumps([process.pid for process in running.values()]), encoding="ascii")
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    return name
            time.sleep(PAUSE)
    except Stopped:
        return None
    finally:
        end(running.values())
        kept_in.unlink(missing_ok=True)


def end_what_was_left(kept_in: Path) -> None:
    """Kill the processes that an earlier start wrote down, where they still run and are the desk's."""
    if not kept_in.exists():
        return
    for number in json.loads(kept_in.read_text(encoding="ascii")):
        try:
            command = Path(f"/proc/{number}/cmdline").read_bytes()
        except OSError:
            continue
        if DESK in command:
            os.killpg(number, signal.SIGKILL)
    kept_in.unlink()


def end(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask processes to finish, and kill those that do not in time."""
    alive = [one for one in processes if one.poll() is None]
    for one in alive:
        one.terminate()
    until = time.monotonic() + FINISH_WITHIN
    for one in alive:
        try:
            one.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()


def python(*arguments: str) -> list[str]:
    """Return the command that runs this Python with arguments."""
    return [sys.executable, *arguments]
