"""How does a table become lines that are sealed? Each row a record, each field with its salt, each line with its seal.

A line is the canonical JSON of {"record": {field: [salt, value]}, "seal": …} and a line feed. Times stand as
2026-11-08T10:00:00Z, days as 2026-11-08; amounts and numbers with a point as text, an empty field as null.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson
import polars as pl

from counterfoil.custody.canonical import NotCanonical, canonical, parsed
from counterfoil.custody.chain import Chain
from counterfoil.custody.commitments import DIGEST, Record, entry_of, told

LONGEST = 16 << 20  # bytes of a line
_AT_ONCE = 10_000  # rows


class Line(NamedTuple):
    """One line as it was read: its record, what is sealed of it, and the seal that it states."""

    record: dict[str, Any]
    entry: bytes
    seal: str


def rows_of(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table with values that canonical JSON holds."""
    for rows in table.iter_slices(_AT_ONCE):
        yield from rows.select(_plain(name, kind) for name, kind in rows.schema.items()).iter_rows(named=True)


def _plain(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ")
    if isinstance(kind, pl.Date):
        return column.dt.strftime("%Y-%m-%d")
    if isinstance(kind, pl.List):
        return column.cast(pl.List(pl.String))
    return column if kind.is_integer() or isinstance(kind, pl.Boolean | pl.String) else column.cast(pl.String)


def lines_of(rows: Iterable[dict[str, Any]], chain: Chain, *, seed: bytes) -> Iterator[bytes]:
    """Yield each row as a line, told in full, and take it into the chain; its name is that of the table."""
    for number, values in enumerate(rows, start=chain.entries + 1):
        record = told(values, seed=seed, table=chain.name, number=number)
        yield line_of(record, chain.append(entry_of(record)))


def line_of(record: Record, seal: str) -> bytes:
    """Return one line as it stands in a bundle."""
    return canonical({"record": dict(record), "seal": seal}) + b"\n"


def read_lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """Yield the lines of a table. Raises NotCanonical for the first that is none of ours, naming the record."""
    for number, data in enumerate(split_lines(chunks), start=1):
        try:
            line = parsed(data)
            if not isinstance(line, dict) or set(line) != {"record", "seal"} or not isinstance(line["record"], dict):
                raise NotCanonical("it is no record with its seal")
            if not isinstance(line["seal"], str) or not DIGEST.fullmatch(line["seal"]):
                raise NotCanonical("its seal is none")
            yield Line(line["record"], entry_of(line["record"]), line["seal"])
        except NotCanonical as cause:
            raise NotCanonical(f"record {number}: {cause}") from cause


def known_lines(chunks: Iterable[bytes]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield record and seal of each line of a table that was verified before: nothing is checked again."""
    for data in split_lines(chunks):
        line = orjson.loads(data)
        yield line["record"], line["seal"]


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their line feed. Raises NotCanonical for one without an end, or longer than LONGEST."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > LONGEST:
            raise NotCanonical(f"a line is longer than {LONGEST >> 20} MB")
    if rest:
        raise NotCanonical("the last line has no end")
