"""How is a bundle written, without holding a large exhibit in memory? Member after member into an open file."""

import zlib
from collections.abc import Iterable
from typing import BinaryIO

from counterfoil.custody.zip_format import BIG, Member, directory, folded, is_safe, local_header
from counterfoil.errors import UserError


class ZipWriter:
    """Write members in ascending order of their names, then `finish`. The stream must be empty and seekable."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._members: list[Member] = []
        self._folded: set[str] = set()
        self._at = 0

    def add(self, name: str, chunks: Iterable[bytes], *, size: int = 0) -> int:
        """Write one member and return its size. `size` must be given, in bytes, where it is 4 GiB or more.

        Raises UserError for a name that is not safe on every system, or one that another differs from in case only.
        """
        if not is_safe(name) or folded(name) in self._folded:
            cure = 'Rename it: no control characters, none of \\ : * ? " < > |, and no name twice.'
            raise UserError("This file has a name that not every system can keep.", cure=cure, file=name)
        assert not self._members or self._members[-1].name.encode() < name.encode(), "members go in ascending order"
        header = local_header(name, size, 0)
        self._stream.write(header)
        written = crc = 0
        for chunk in chunks:
            self._stream.write(chunk)
            crc, written = zlib.crc32(chunk, crc), written + len(chunk)
        if (written >= BIG) != (size >= BIG):
            cure = "Bundle it while nothing writes into it, or in parts."
            raise UserError("This file grew beyond 4 GiB while it was read.", cure=cure, file=name)
        end = self._stream.tell()
        self._stream.seek(self._at)
        self._stream.write(local_header(name, written, crc))
        self._stream.seek(end)
        self._members.append(Member(name, written, crc, self._at))
        self._folded.add(folded(name))
        self._at = end
        return written

    def finish(self) -> None:
        """Write the list of the members; nothing may be added afterwards."""
        self._stream.write(directory(self._members, self._at))
