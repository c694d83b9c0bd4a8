"""Work that goes on beside a response: its parts are written as they are ready, and read by whoever asked.

A program that sends everything before it reads anything would stop us, and we it, if an answer waited for its reader.
So what is not yet read lies in a file without a name, and the work goes on. It waits where that file is full, and stops
where the reader went away, or reads nothing for too long.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Final

from counterfoil.errors import UserError

IN_MEMORY: Final = 4 * 2**20  # bytes that wait for their reader before they lie on the disk
MOST_WAITING: Final = 256 * 2**20  # bytes on the disk: a million decisions or so
PATIENCE: Final = 60  # seconds without a sign of the other side, before the work ends
PART: Final = 256 * 1024  # bytes read at a time
Tell = Callable[[bytes], None]


class GoneError(Exception):
    """Whoever asked went away: nobody reads what is written."""


class Background(Iterator[bytes]):
    """The parts that `work` writes, in its own thread, which begins with the first part that is asked for.

    An exception in the work ends the parts with that exception. `when_closed` is called once, at the very end.
    """

    def __init__(self, work: Callable[[Tell], None], *, when_closed: Callable[[], None] = lambda: None) -> None:
        self._work, self._when_closed = work, when_closed
        self._kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed by `close`
        self._written = self._read = 0
        self._ended = self._gone = self._gave_up = False
        self._failed: BaseException | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def __next__(self) -> bytes:
        """Return the next part as soon as there is one."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._read < self._written or self._ended or self._gone)
            if not self._gone and self._read < self._written:
                return self._next_part()
        self.close()
        if self._failed is not None:
            raise self._failed
        raise StopIteration

    def close(self) -> None:
        """Let the work stop at its next part, and forget what was not read."""
        with self._changed:
            if self._gone:
                return
            self._gone = True
            self._kept.close()
            self._changed.notify_all()
        self._when_closed()

    def _next_part(self) -> bytes:
        self._kept.seek(self._read)
        part = self._kept.read(PART)
        self._read += len(part)
        if self._read == self._written:  # all is read: its room can be used again
            self._read = self._written = 0
            self._kept.seek(0)
            self._kept.truncate()
        self._changed.notify_all()
        return part

    def _write(self, part: bytes) -> None:
        """Write a part. Raises UserError, once and with the part written, where nothing is read for too long.

        What a part says is done: it is told before the problem, and so is what was under way meanwhile.
        """
        with self._changed:
            has_room = self._gave_up or self._waited_for_room(len(part))
            if self._gone:
                raise GoneError
            self._kept.seek(self._written)
            self._kept.write(part)
            self._written += len(part)
            self._changed.notify_all()
            if not has_room:
                self._gave_up = True
                raise UserError(
                    f"More than {MOST_WAITING:,} bytes wait, and nothing was read for {PATIENCE} seconds.",
                    cure="Read while you send, or send fewer lines at once; what was answered is done.",
                )

    def _waited_for_room(self, size: int) -> bool:
        """Wait until the part has room, and say whether it has; it has not where nothing is read meanwhile."""
        while self._written and self._written + size > MOST_WAITING and not self._gone:
            read = self._read
            if not self._changed.wait(PATIENCE) and self._read == read:
                return False
        return True

    def _run(self) -> None:
        try:
            self._work(self._write)
        except GoneError:
            pass
        except BaseException as error:
            self._failed = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()
