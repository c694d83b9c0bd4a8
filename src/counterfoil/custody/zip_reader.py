"""Is this file, byte for byte, what we would have written? Read from beginning to end, once, a chunk at a time.

Nothing is looked up in the list at the end, as other ZIP readers do: each header is made anew and compared, so nothing
can stand between the members, before or after them, or twice. Members are never unpacked, so none is a bomb.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from counterfoil.custody.zip_format import BIG, CENTRAL, FIXED, LOCAL, LONGEST_NAME, Member, directory, folded, is_safe
from counterfoil.custody.zip_format import local_header as header_of

CHUNK = 1 << 20  # bytes


class BrokenZip(ValueError):  # noqa: N818  a state of the file, told by who reads it
    """The file is not built as a bundle; the text says where. What follows that place cannot be read."""


@dataclass
class Reading:
    """One member while it is read; `chunks` has to be read to its end before the next one is asked for."""

    name: str
    size: int
    chunks: Iterator[bytes]


@dataclass
class ZipReader:
    """Yield the members of a bundle. `damaged` names those whose bytes do not have the CRC-32 written before them."""

    stream: BinaryIO
    damaged: list[str] = field(default_factory=list)
    _members: list[Member] = field(default_factory=list)
    _folded: set[str] = field(default_factory=set)
    _at: int = 0

    def __iter__(self) -> Iterator[Reading]:
        while (mark := self._exactly(4, "a member")) == LOCAL:
            name, size, crc = self._header(mark)
            offset = self._at
            self._at += len(header_of(name, size, crc))
            yield Reading(name, size, self._content(name, size, crc))
            self._at += size
            self._members.append(Member(name, size, crc, offset))
        self._end(mark)

    def _header(self, mark: bytes) -> tuple[str, int, int]:
        where = f"after {self._members[-1].name}" if self._members else "at its beginning"
        fixed = mark + self._exactly(FIXED.size - 4, f"a header {where}")
        *_, crc, _, size, length, more = FIXED.unpack(fixed)
        if length > LONGEST_NAME or more not in (0, 20):
            raise BrokenZip(f"The header {where} is not one of a bundle.")
        rest = self._exactly(length + more, f"a header {where}")
        if size == BIG and more:
            size = int.from_bytes(rest[-8:], "little")
        try:
            name = rest[:length].decode()
        except UnicodeDecodeError as cause:
            raise BrokenZip(f"A name {where} is not UTF-8.") from cause
        if not is_safe(name):
            raise BrokenZip(f"A name {where} is not one of a bundle: it could lead out of its folder.")
        if header_of(name, size, crc) != fixed + rest:
            raise BrokenZip(f"The header of {name} is not as it was written.")
        self._check_order(name)
        return name, size, crc

    def _check_order(self, name: str) -> None:
        if self._members and name.encode() <= self._members[-1].name.encode():
            raise BrokenZip(f"{name} stands twice or out of its order, after {self._members[-1].name}.")
        if folded(name) in self._folded:
            raise BrokenZip(f"{name} stands twice, written differently.")
        self._folded.add(folded(name))

    def _content(self, name: str, size: int, crc: int) -> Iterator[bytes]:
        left, seen = size, 0
        while left:
            chunk = self.stream.read(min(CHUNK, left))
            if not chunk:
                raise BrokenZip(f"It is cut short within {name}: {left:,} of {size:,} bytes are missing.")
            left -= len(chunk)
            seen = zlib.crc32(chunk, seen)
            yield chunk
        if seen != crc:
            self.damaged.append(name)

    def _end(self, mark: bytes) -> None:
        if mark != CENTRAL:
            where = f"After {self._members[-1].name} there" if self._members else "There"
            raise BrokenZip(f"{where} stands something that is no part of a bundle.")
        expected = directory(self._members, self._at)
        found = mark + self.stream.read(len(expected) - 4)
        if len(found) < len(expected) and expected.startswith(found):
            raise BrokenZip("It is cut short within the list of its members, at the end.")
        if found != expected:
            raise BrokenZip("The list of its members, at the end, is not as it was written.")
        if self.stream.read(1):
            raise BrokenZip("Something was added after its end.")

    def _exactly(self, length: int, what: str) -> bytes:
        data = self.stream.read(length)
        if len(data) < length:
            last = f", after {self._members[-1].name}" if self._members and what == "a member" else ""
            raise BrokenZip(f"It is cut short where {what} should begin or go on{last}.")
        return data
