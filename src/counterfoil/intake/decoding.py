"""Which characters do the bytes stand for? Lines of text, or the place where it is none.

UTF-8 with or without byte order mark and UTF-16 with one (Unicode 16, section 2.13) are told apart; any other
encoding must be named by the user, because a guess would turn marks into other marks.
"""

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from counterfoil.errors import UserError

CHUNK_BYTES = 256 * 1024
ENCODING_CURE = "Save the file as UTF-8, or name its encoding with --encoding cp1252."
LONGEST_LINE = 16 * 1024 * 1024  # characters; no real record comes near it, and memory must stay flat
_STRICT = ("utf-8-sig", "utf-16")  # codecs that refuse halves of surrogate pairs themselves


class _Place(NamedTuple):
    """Where decoding stands: `lines` whole lines were handed out."""

    file: str
    codec: str
    lines: int


def encoding_of(head: bytes, named: str | None = None) -> str:
    """Return the codec for a text beginning with `head`: the `named` one, else by byte order mark."""
    if named is not None and codecs.lookup(named).name != "utf-8":
        return named
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and named is None:
        return "utf-16"
    return "utf-8-sig"


def checked_encoding(named: str | None, *, file: str) -> str | None:
    """Return the name; raises UserError where no such text encoding is known."""
    try:
        if named is not None:
            "a".encode(named)
    except (LookupError, ValueError):
        cure = "Use a name such as utf-8, utf-16, cp1252, shift_jis or gb18030."
        raise UserError(f"“{named}” is not an encoding of text.", cure=cure, file=file) from None
    return named


def head_text(head: bytes) -> str:
    """Return the beginning of a text for recognising it; what cannot be decoded stands as U+FFFD."""
    return head.decode(encoding_of(head), errors="replace")


def text_lines(stream: BinaryIO, *, file: str, encoding: str | None = None) -> Iterator[str]:
    """Yield the lines of the text with their endings (\\n, \\r\\n or \\r); raises as `text_blocks`."""
    return chain.from_iterable(text_blocks(stream, file=file, encoding=encoding))


def text_blocks(stream: BinaryIO, *, file: str, encoding: str | None = None) -> Iterator[list[str]]:
    """Yield the lines of the text with their endings, as many at a time as CHUNK_BYTES hold.

    Raises UserError as `text_parts` and `line_blocks`.
    """
    return line_blocks(text_parts(stream, file=file, encoding=encoding), file=file)


def line_blocks(parts: Iterator[str], *, file: str) -> Iterator[list[str]]:
    """Yield the lines that end in each part of a text; raises UserError where a line has no end."""
    rest, number = "", 0
    for part in parts:
        lines = list(io.StringIO(rest + part, newline=""))
        # the last line may go on in the next part, and so may a pair \r\n
        rest = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        if len(rest) > LONGEST_LINE:
            cure = "Check that it is a table with one record to a line."
            raise UserError("The line does not end.", cure=cure, file=file, line=number + len(lines) + 1)
        yield lines
        number += len(lines)
    yield list(io.StringIO(rest, newline=""))


def text_parts(stream: BinaryIO, *, file: str, encoding: str | None = None) -> Iterator[str]:
    """Yield the text in parts of CHUNK_BYTES; raises UserError naming the line and byte that is not of the encoding."""
    chunk = stream.read(CHUNK_BYTES)
    codec = encoding_of(chunk, encoding)
    decoder = codecs.getincrementaldecoder(codec)()
    number = 0
    while chunk:
        text = _decoded(decoder, chunk, _Place(file, codec, number))
        yield text
        number += text.count("\n") or text.count("\r")
        chunk = stream.read(CHUNK_BYTES)
    yield _decoded(decoder, b"", _Place(file, codec, number))


def from_first_line(blocks: Iterator[list[str]]) -> tuple[int, Iterator[list[str]]]:
    """Return the number of the first line that is not blank, and the blocks from it on."""
    number = 1
    for block in blocks:
        blank = next((at for at, line in enumerate(block) if line.strip()), len(block))
        number += blank
        if blank < len(block):
            return number, chain([block[blank:]], blocks)
    return number, iter(())


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, place: _Place) -> str:
    try:
        text = decoder.decode(chunk, final=not chunk)
        if place.codec not in _STRICT:
            text.encode()  # some codecs let halves of surrogate pairs through, which are no text
        return text
    except UnicodeDecodeError as fault:
        wrong = not_encoded(fault.object[fault.start], place.codec)
        line = place.lines + fault.object.count(b"\n", 0, fault.start) + 1
        raise UserError(wrong, cure=ENCODING_CURE, file=place.file, line=line) from None
    except UnicodeError:
        problem = f"The text is not {_codec_name(place.codec)}."
        raise UserError(problem, cure=ENCODING_CURE, file=place.file, line=place.lines + 1) from None


def not_encoded(byte: int, codec: str = "utf-8") -> str:
    """Return the sentence on a byte that is not of the encoding."""
    return f"byte 0x{byte:02x} is not {_codec_name(codec)}."


def _codec_name(codec: str) -> str:
    return codec.removesuffix("-sig").upper()
