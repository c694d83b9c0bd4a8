"""Which marks does the answer of a search in JSON hold? Pages of hits, hits alone, or several of either."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from counterfoil.intake.decoding import text_parts
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.reader import RawBatch, Refused, Wanted
from counterfoil.intake.registers.columns import EMPTY
from counterfoil.intake.rows import Drawn, rows_in_batches

NO_HIT = "an object must be a mark of the search, or a page of them"
_COLUMNS = tuple(EMPTY)


class Hits(NamedTuple):
    """`lists`: names of the lists that hold hits; `own`: a name that only a hit has; `record`: a hit as a row."""

    lists: frozenset[str]
    own: str
    record: Callable[[dict[str, Any]], dict[str, str]]


def read_hits(stream: BinaryIO, wanted: Wanted, hits: Hits) -> Iterator[RawBatch]:
    """Yield the hits in batches, `line` being that on which a hit begins; raises UserError as `text_parts` does."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    rows = (_drawn(found, hits) for found in objects(parts, hits.lists))
    yield from rows_in_batches(rows, wanted, columns=_COLUMNS)


def _drawn(found: Found | Refused, hits: Hits) -> Drawn:
    if isinstance(found, Refused):
        return found
    if hits.own not in found.value:
        return Refused(found.line, found.text, NO_HIT)
    return found.line, dict(hits.record(found.value))
