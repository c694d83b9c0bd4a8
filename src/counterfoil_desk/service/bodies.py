"""How does the body of a request become lines, whatever its size? Read as it comes, inflated, and bounded.

Neither the body nor a line is ever whole in memory beyond its bound: a longer line is passed over to its end and told
as too long; a body that is longer, or inflates to more, ends with a sentence.
"""

import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Final, NamedTuple

from counterfoil.errors import UserError

CHUNK: Final = 256 * 1024  # bytes read at a time, and inflated at most at a time
GZIP: Final = 16 + zlib.MAX_WBITS  # the format of RFC 1952
Block = list[bytes | None]  # lines without their ends; None in the place of one that is too long


class Limits(NamedTuple):
    """Bytes of a line, and of all lines together after they were inflated."""

    line: int
    body: int


def blocks(read: Callable[[int], bytes], limits: Limits, *, gzipped: bool = False) -> Iterator[Block]:
    """Yield the lines that end in each part of a body; `read` gives at most so many bytes, none at the end.

    Raises UserError where the body is longer than its limit, or is no gzip.
    """
    parts = _inflated(_chunks(read)) if gzipped else _chunks(read)
    rest, too_long, size = b"", False, 0
    for part in parts:
        size += len(part)
        if size > limits.body:
            told = f"The body is longer than {limits.body:,} bytes."
            raise UserError(told, cure="Send it in several requests; what was answered until here is done.")
        found: Block = []
        *ended, rest = (rest + part).split(b"\n")
        for line in ended:
            found.append(None if too_long or len(line) > limits.line else line)
            too_long = False
        if len(rest) > limits.line:
            rest, too_long = b"", True
        yield found
    if rest or too_long:
        yield [None if too_long else rest]


def patient(read: Callable[[int], bytes], *, seconds: float) -> Callable[[int], bytes]:
    """Return what reads as `read` does, and raises UserError where a part does not come in time.

    A server's read cannot be broken off: the thread that waits for it ends with the connection, and holds up nobody.
    """

    def timely(size: int) -> bytes:
        part: Future[bytes] = Future()
        threading.Thread(target=_read_into, args=(part, read, size), daemon=True).start()
        try:
            return part.result(seconds)
        except TimeoutError:
            told = f"Fewer than {size:,} bytes came within {seconds:g} seconds, and the body had no end."
            raise UserError(told, cure="Send faster, or in several requests; what was answered is done.") from None

    return timely


def _read_into(part: Future[bytes], read: Callable[[int], bytes], size: int) -> None:
    try:
        part.set_result(read(size))
    except BaseException as error:
        part.set_exception(error)


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while part := read(CHUNK):
        yield part


def _inflated(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what gzip holds, a bounded part at a time: a few bytes can stand for many."""
    inflater, begun = zlib.decompressobj(GZIP), False
    for part in parts:
        waiting = part
        while waiting:
            try:
                out = inflater.decompress(waiting, CHUNK)
            except zlib.error:
                raise UserError("The body is no gzip, though it says so.", cure="Leave out Content-Encoding.") from None
            begun = True
            if out:
                yield out
            waiting = inflater.unconsumed_tail
            if inflater.eof:  # gzip may hold several members, one after the other
                waiting, inflater, begun = inflater.unused_data, zlib.decompressobj(GZIP), False
    if begun:
        raise UserError("The gzip of the body breaks off.", cure="Send it again, whole.")
