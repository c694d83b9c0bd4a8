"""What does a bundle hold? Read once from beginning to end; every digest taken anew, memory flat in records and bytes.

Nothing is judged here: `checks` says what of it holds.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.chain import Chain, Checkpoint
from counterfoil.custody.commitments import values_told
from counterfoil.custody.layout import FILE_FIELDS, FILES, LARGEST_SMALL, LISTED, PAPERS, SMALL, table_in
from counterfoil.custody.records import Line, read_lines
from counterfoil.custody.zip_reader import BrokenZip, Reading, ZipReader

MOST_NAMED = 5  # places that are named of one kind; the rest is counted
OnLine = Callable[[str, int, Line], None]


class FileSeen(NamedTuple):
    """The SHA-256 (hex) of a file and its size in bytes, as found or as listed."""

    sha256: str
    size: int


@dataclass
class TableSeen:
    """What the records of one table come to; `troubles` are sentences; `withheld` counts fields, `sides` evidence."""

    name: str
    found: Checkpoint | None = None
    troubles: list[str] = field(default_factory=list)
    withheld: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)


@dataclass
class Seen:
    """All that was read: members by their kind, and why reading ended early, if it did."""

    files: dict[str, FileSeen] = field(default_factory=dict)
    listed: dict[str, FileSeen] = field(default_factory=dict)
    files_withheld: int = 0
    tables: dict[str, TableSeen] = field(default_factory=dict)
    small: dict[str, bytes] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    members: int = 0
    broken: str = ""


def walked(stream: BinaryIO, on_line: OnLine | None = None) -> Seen:
    """Return what a bundle holds; no bytes make it raise. `on_line` is called with each record: table, number, line."""
    seen = Seen()
    reader = ZipReader(stream)
    try:
        for member in reader:
            _take(seen, member, on_line)
            seen.members += 1
    except BrokenZip as cause:
        seen.broken = str(cause)
    seen.damaged = reader.damaged
    return seen


def _take(seen: Seen, member: Reading, on_line: OnLine | None) -> None:
    table = table_in(member.name)
    if table is not None:
        seen.tables[table] = _table(seen, table, member.chunks, on_line)
    elif member.name.startswith((FILES, PAPERS)):
        seen.files[member.name] = _digested(member.chunks)
    elif member.name in SMALL and member.size <= LARGEST_SMALL:
        seen.small[member.name] = b"".join(member.chunks)
    else:
        seen.strangers.append(member.name)
    for _ in member.chunks:  # what was not wanted is passed over, so that the next member begins where it should
        pass


def _digested(chunks: Iterable[bytes]) -> FileSeen:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return FileSeen(digest.hexdigest(), size)


def _table(seen: Seen, name: str, chunks: Iterable[bytes], on_line: OnLine | None) -> TableSeen:
    table, chain, broken = TableSeen(name), Chain(name), []
    try:
        for number, line in enumerate(read_lines(chunks), start=1):
            if chain.append(line.entry) != line.seal:
                broken.append(str(number))
                chain.last = bytes.fromhex(line.seal)  # so that what follows is judged by itself
            _look(seen, table, number, line)
            if on_line is not None:
                on_line(name, number, line)
    except NotCanonical as cause:
        table.troubles.append(f"{cause}.")
        return table
    if broken:
        more = f" and {len(broken) - MOST_NAMED:,} more" if len(broken) > MOST_NAMED else ""
        named = ", ".join(broken[:MOST_NAMED]) + more
        table.troubles.append(f"record {named}: changed, out of order, or one before it is missing.")
    table.found = chain.checkpoint()
    return table


def _look(seen: Seen, table: TableSeen, number: int, line: Line) -> None:
    values = values_told(line.record)
    table.fields.update(line.record)
    hidden = line.record.keys() - values.keys()
    if "number" in values and table.name == "events" and values["number"] != number:
        table.troubles.append(f"record {number}: it says that it is number {values['number']}.")
    if table.name == "evidence":
        table.sides[str(values.get("side"))] += 1
    if table.name == LISTED:
        _list_file(seen, table, number, values, hidden)
    else:
        table.withheld.update(hidden)


def _list_file(seen: Seen, table: TableSeen, number: int, values: dict[str, object], hidden: set[str]) -> None:
    path, sha256, size = (values.get(name) for name in ("path", "sha256", "size"))
    if hidden == FILE_FIELDS and not values:
        seen.files_withheld += 1
    elif isinstance(path, str) and isinstance(sha256, str) and type(size) is int and values.keys() == FILE_FIELDS:
        if path in seen.listed:
            table.troubles.append(f"record {number}: {path} is listed twice.")
        seen.listed[path] = FileSeen(sha256, size)
    else:
        table.troubles.append(f"record {number}: a file is told or withheld as a whole, with path, sha256 and size.")
