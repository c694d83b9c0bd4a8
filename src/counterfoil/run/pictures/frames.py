"""How do a run and the process that looks at pictures for it talk? In frames of JSON and bytes, never in pickles.

The process reads what strangers made. Were a decoder in it taken over, all that it could send back are texts, numbers
and bytes of bounded size.
"""

import json
import struct
from typing import Any, BinaryIO

from counterfoil.images.decode import MOST_BYTES

_LENGTHS = struct.Struct(">II")  # of the JSON and of the bytes after it
MOST_JSON = 4 * 1024 * 1024


class NoFrame(Exception):  # noqa: N818  the other end is gone, or sends what is none: told to nobody as such
    pass


def send(stream: BinaryIO, head: dict[str, Any], blob: bytes = b"") -> None:
    """Write one frame. Raises OSError where the other end is gone."""
    text = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(text), len(blob)))
    stream.write(text)
    stream.write(blob)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Return the next frame. Raises NoFrame where there is none, or it is too large."""
    head, blob = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head > MOST_JSON or blob > MOST_BYTES:
        raise NoFrame
    try:
        content = json.loads(_exactly(stream, head))
    except ValueError as cause:
        raise NoFrame from cause
    if not isinstance(content, dict):
        raise NoFrame
    return content, _exactly(stream, blob)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise NoFrame
    return data
