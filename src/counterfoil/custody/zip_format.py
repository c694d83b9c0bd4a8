"""Which bytes does a bundle consist of beside its contents? Those of a ZIP file, every one laid down here.

A bundle opens with any tool that reads ZIP (PKWARE's APPNOTE 6.3.10), but there is only one way to write it: stored,
never packed; no times, no comments; names in ascending order; the 64-bit fields only where a number needs them. So a
checker makes each header anew from name, size and CRC-32, and no byte of the file is free.
"""

import re
import struct
import unicodedata
from typing import NamedTuple

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
FIXED = struct.Struct("<4sHHHHHIIIHH")  # a local header up to the name
BIG, MANY = 0xFFFFFFFF, 0xFFFF  # from here on a number stands in the 64-bit fields
_UTF_8, _STORED, _FIRST_OF_1980 = 0x0800, 0, 0x0021
_PLAIN, _WITH_64 = 20, 45  # the version that a reader needs, tenths
_BY_UNIX, _FILE = 3 << 8, 0o100644 << 16
LONGEST_NAME = 1024  # bytes
_PART = re.compile(r'(?!\.{1,2}$)[^\x00-\x1f\x7f/\\:*?"<>|]{1,200}(?<![ .])')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")  # no file of Windows may be called so


class Member(NamedTuple):
    """One file inside: its name, size in bytes, CRC-32, and where its header begins."""

    name: str
    size: int
    crc: int
    offset: int


def is_safe(name: str) -> bool:
    """Say whether a name stays below its folder and can be a file's on every system."""
    parts = name.split("/")
    whole = len(name.encode("utf-8", "replace")) <= LONGEST_NAME and name.isprintable()
    return whole and all(_PART.fullmatch(part) and not _DEVICES.match(part) for part in parts)


def folded(name: str) -> str:
    """Return what two names share that are one file's where case, or the way of writing an accent, does not count."""
    return unicodedata.normalize("NFC", name).casefold()


def local_header(name: str, size: int, crc: int) -> bytes:
    """Return what stands before the bytes of a member."""
    encoded = name.encode()
    extra = struct.pack("<HHQQ", 1, 16, size, size) if size >= BIG else b""
    version = _WITH_64 if extra else _PLAIN
    short = min(size, BIG)
    dated = (0, _FIRST_OF_1980)
    fixed = FIXED.pack(LOCAL, version, _UTF_8, _STORED, *dated, crc, short, short, len(encoded), len(extra))
    return fixed + encoded + extra


def _central_header(member: Member) -> bytes:
    encoded = member.name.encode()
    large = [member.size, member.size] if member.size >= BIG else []
    large += [member.offset] if member.offset >= BIG else []
    extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    version = _WITH_64 if extra else _PLAIN
    short, offset = min(member.size, BIG), min(member.offset, BIG)
    numbers = (_BY_UNIX | version, version, _UTF_8, _STORED, 0, _FIRST_OF_1980, member.crc, short, short)
    rest = (len(encoded), len(extra), 0, 0, 0, _FILE, offset)
    return struct.pack("<4sHHHHHHIIIHHHHHII", CENTRAL, *numbers, *rest) + encoded + extra


def directory(members: list[Member], offset: int) -> bytes:
    """Return what stands after the last member, to the end of the file; it begins at `offset`."""
    listing = b"".join(_central_header(member) for member in members)
    count, length = len(members), len(listing)
    end_64 = b""
    if count >= MANY or length >= BIG or offset >= BIG:
        versions = (_BY_UNIX | _WITH_64, _WITH_64)
        end_64 = struct.pack("<4sQHHIIQQQQ", _END_64, 44, *versions, 0, 0, count, count, length, offset)
        end_64 += struct.pack("<4sIQI", _LOCATOR_64, 0, offset + length, 1)
    short = min(count, MANY)
    end = struct.pack("<4sHHHHIIH", END, 0, 0, short, short, min(length, BIG), min(offset, BIG), 0)
    return listing + end_64 + end
