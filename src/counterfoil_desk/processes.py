"""Run the desk's parts side by side: start again what ends, and end all of them together.

Each process is started anew (spawn, never fork: Polars hangs after a fork). One that ends, killed or by itself, is
started again after a pause that grows. One that ends again and again, or by itself before it ever stood, ends the desk,
and the exit says which it was. On a signal all are asked to finish; those that do not within a time are killed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from counterfoil.errors import UserError
from counterfoil_desk.configuration import SECRET_KEY

FINISH_WITHIN: Final = 15  # seconds for jobs and requests under way
PAUSE: Final = 0.2
STOOD: Final = 5.0  # seconds after which a part that was started is taken to have come up
MOST_ENDS: Final = 10  # of one part, in this many seconds: more is no accident
WITHIN: Final = 60.0
LONGEST_PAUSE: Final = 5.0  # seconds before a part is started again
DESK: Final = b"counterfoil_desk"  # stands in the command of each of our processes


class Wanted(NamedTuple):
    """A process: what people call it, its command, and its environment, which is all that it has of ours."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


class Part(Protocol):
    """Something of the desk that is to be up as long as the desk is."""

    @property
    def name(self) -> str:
        """Return what people call it."""

    def ended(self) -> int | None:
        """Return None while it is up, else its exit code; below 0 where it was killed."""

    def start(self) -> None:
        """Start it, or start it again. Raises UserError where that cannot be."""


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


class Process:
    """A process in a group of its own; whatever it started ends with it."""

    def __init__(self, wanted: Wanted) -> None:
        self.name, self._wanted = wanted.name, wanted
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; what an earlier one left behind in its group is killed first."""
        self.kill()
        environment = dict(self._wanted.environment)  # all of it: ours may hold what this process should not have
        self._popen = subprocess.Popen(self._wanted.command, env=environment, start_new_session=True)  # noqa: S603

    def ended(self) -> int | None:
        """Return the exit code of the process, None while it runs."""
        return self._popen.poll() if self._popen else None

    def kill(self) -> None:
        """Kill the process and its group, where there is anything left of them."""
        if self._popen is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()

    def finish(self, *, until: float | None = None) -> None:
        """Ask the process to finish; with `until`, wait for it so long, then kill what is left of its group."""
        if self._popen is None:
            return
        if until is None:
            self._popen.terminate()
            return
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout=max(0.1, until - time.monotonic()))
        self.kill()

    @property
    def number(self) -> int:
        """Return the number of the process that runs."""
        return self._popen.pid if self._popen else 0


@dataclass
class _Watch:
    """How one part has fared."""

    part: Part
    begun: float
    ends: deque[float] = field(default_factory=deque)
    again_at: float | None = None
    has_stood: bool = False

    def look(self, now: float, tell: Callable[[str], None]) -> bool:
        """See to the part, which may start it again; return False where it ended and should not be started again."""
        if self.again_at is not None:
            if now >= self.again_at:
                try:
                    self.part.start()
                except UserError as error:  # it was killed once more while it came up: the next look finds it ended
                    tell(str(error))
                self.begun, self.again_at = time.monotonic(), None
            return True
        code = self.part.ended()
        if code is None:
            self.has_stood = self.has_stood or now - self.begun > STOOD
            return True
        self.ends.append(now)
        while self.ends[0] < now - WITHIN:
            self.ends.popleft()
        if len(self.ends) > MOST_ENDS or (code >= 0 and not self.has_stood and not self._was_killed_before()):
            return False
        how = "ended by itself" if code >= 0 else f"was killed by signal {-code}"
        tell(f"The {self.part.name} {how}; it is started again.")
        self.again_at = now + min(LONGEST_PAUSE, PAUSE * 2 ** (len(self.ends) - 1))
        return True

    def _was_killed_before(self) -> bool:
        return len(self.ends) > 1


def run_together(
    wanted: Sequence[Wanted], *, kept_in: Path, tell: Callable[[str], None], beside: Sequence[Part] = ()
) -> str | None:
    """Run processes until we are asked to stop; return the name of the part that could not be kept up, if any.

    `beside` are parts that run already and are looked after like the processes, but not ended with them. `tell` is
    given a sentence for each end. The numbers of the processes are kept in the file `kept_in`, by name: a start after
    a kill ends what the killed one left running (`end_what_was_left`).
    """
    processes = [Process(one) for one in wanted]
    try:
        for one in processes:
            one.start()
        watches = [_Watch(part, time.monotonic()) for part in (*beside, *processes)]
        numbers: dict[str, int] = {}
        while True:
            for watch in watches:
                if not watch.look(time.monotonic(), tell):
                    return watch.part.name
            if numbers != (numbers := {one.name: one.number for one in processes}):
                kept_in.write_text(json.dumps(numbers), encoding="utf-8")
            time.sleep(PAUSE)
    except Stopped:
        return None
    finally:
        end(processes)
        kept_in.unlink(missing_ok=True)


def end_what_was_left(kept_in: Path) -> None:
    """Kill the groups of processes that an earlier start wrote down, where they still run and are the desk's."""
    if not kept_in.exists():
        return
    for group in json.loads(kept_in.read_text(encoding="utf-8")).values():
        if any(_is_of_the_desk(number) for number in _members(group)):
            os.killpg(group, signal.SIGKILL)
    kept_in.unlink()


def _members(group: int) -> Iterator[int]:
    """Yield the numbers of the processes of a group; its first one may be gone."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[2]) == group:
                yield int(folder.name)


def _is_of_the_desk(number: int) -> bool:
    """Tell whether a process is one of ours, or was started by one: its command, or what it was told, says so."""
    with suppress(OSError):
        folder = Path(f"/proc/{number}")
        return DESK in (folder / "cmdline").read_bytes() or SECRET_KEY.encode() in (folder / "environ").read_bytes()
    return False


def end(processes: Iterable[Process]) -> None:
    """Ask processes to finish, and kill those that do not in time."""
    asked = list(processes)
    for one in asked:
        one.finish()
    until = time.monotonic() + FINISH_WITHIN
    for one in asked:
        one.finish(until=until)


def python(*arguments: str) -> list[str]:
    """Return the command that runs this Python with arguments."""
    return [sys.executable, *arguments]
