"""Have pictures looked at by a process that may hang or die: it is bounded in time and memory, and replaced.

The process is started anew, never forked: a fork of a process with threads may hang.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple

from counterfoil.run.pictures.frames import NoFrame, receive, send
from counterfoil.run.pictures.told import Look, Wanted, looked

WORKER = (sys.executable, "-m", "counterfoil.run.pictures.worker")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS"), "1")


ENDS = "The picture makes the program that reads it end."


class _NoAnswer(Exception):  # noqa: N818  says why there is none; never leaves this file
    pass


class Bounds(NamedTuple):
    """Seconds that a process may take: to start, to look at a picture, and to read its words too."""

    start: float = 180.0
    look: float = 30.0
    words: float = 120.0


BOUNDS = Bounds()


class Looker:
    """One process, started when it is first needed and again after each time that it had to be killed."""

    def __init__(self, command: tuple[str, ...] = WORKER, bounds: Bounds = BOUNDS) -> None:
        self._command, self._bounds = command, bounds
        self._process: subprocess.Popen[bytes] | None = None

    def look(self, image_id: str, data: bytes, *, wanted: Wanted) -> Look:
        """Return what is seen in a picture; a picture that the process does not survive is refused."""
        seconds = self._bounds.words if wanted.words else self._bounds.look
        try:
            head, blob = self._answer({"image_id": image_id, "wanted": wanted._asdict()}, data, seconds)
            return looked(head, blob, image_id=image_id)
        except _NoAnswer as why:
            return Look(image_id, str(why))
        except (LookupError, TypeError, ValueError):
            self.close()
            return Look(image_id, ENDS)

    def small(self, image_id: str, data: bytes, *, side: int) -> bytes:
        """Return a picture as a JPEG at most `side` pixels long, or no bytes where it cannot be had."""
        try:
            return self._answer({"image_id": image_id, "side": side}, data, self._bounds.look)[1]
        except _NoAnswer:
            return b""

    def _answer(self, head: dict[str, Any], data: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        process = self._started()
        with _Deadline(process, seconds) as deadline:
            try:
                send(_in(process), head, data)
                return receive(_out(process))
            except (NoFrame, OSError) as cause:
                self.close()
                late = f"Looking at the picture took longer than {seconds:g} seconds."
                raise _NoAnswer(late if deadline.passed else ENDS) from cause

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | ONE_THREAD,
                start_new_session=True,  # Ctrl-C is for the run, which then ends this process itself
            )
            with _Deadline(self._process, self._bounds.start):
                try:
                    receive(_out(self._process))
                except NoFrame as cause:
                    self.close()
                    raise RuntimeError("The process that looks at pictures does not start.") from cause
        return self._process


class Lookers:
    """Several processes side by side; `see` keeps the order of the pictures."""

    def __init__(self, make: Callable[[], Looker] = Looker, *, count: int | None = None) -> None:
        self._count = count or max(1, min(4, os.cpu_count() or 1))
        self._idle: SimpleQueue[Looker] = SimpleQueue()
        self._all = [make() for _ in range(self._count)]
        for looker in self._all:
            self._idle.put(looker)

    def see(self, pictures: Iterable[tuple[str, bytes]], *, wanted: Wanted) -> Iterator[Look]:
        """Yield what is seen in each picture, with few of them in memory at a time."""
        waiting: list[Future[Look]] = []
        with ThreadPoolExecutor(self._count) as pool:
            for image_id, data in pictures:
                waiting.append(pool.submit(self._one, image_id, data, wanted))
                if len(waiting) > self._count:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def __enter__(self) -> "Lookers":
        return self

    def __exit__(self, *_: Any) -> None:
        for looker in self._all:
            looker.close()

    def _one(self, image_id: str, data: bytes, wanted: Wanted) -> Look:
        looker = self._idle.get()
        try:
            return looker.look(image_id, data, wanted=wanted)
        finally:
            self._idle.put(looker)


class _Deadline:
    """Kills a process that takes longer; whoever waits for it then reads its end."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process, self._timer = process, threading.Timer(seconds, self._pass)

    def _pass(self) -> None:
        self.passed = True
        self._process.kill()

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._timer.cancel()


def _in(process: subprocess.Popen[bytes]) -> Any:
    return process.stdin


def _out(process: subprocess.Popen[bytes]) -> Any:
    return process.stdout
