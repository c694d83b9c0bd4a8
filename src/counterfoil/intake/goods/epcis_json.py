"""GS1 EPCIS 2.0 events in JSON-LD: a document, the answer to a query, a list of events, or one event to a line.

Source: EPCIS 2.0.1, section 10, https://ref.gs1.org/standards/epcis/2.0.1/. JSON-LD contexts are not fetched: a field
is known by its plain name, and by no other that a context may give it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.intake.decoding import head_text, text_parts
from counterfoil.intake.goods.epcis_event import COLUMNS, TYPES, drawn
from counterfoil.intake.json_stream import objects
from counterfoil.intake.reader import GOODS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.rows import rows_in_batches

_CONTAINERS = frozenset(["epcisBody", "queryResults", "resultsBody", "eventList", "event"])
_HEAD = re.compile(
    r'"(?:type|isA)"\s*:\s*"(?:EPCIS(?:Query)?Document|(?:Object|Aggregation|Trans\w+|Association)Event)"'
)
_FIELDS = re.compile(r'"(?:epcisBody|eventTime)"\s*:')


def recognises(head: bytes) -> bool:
    """Tell whether an EPCIS document or event begins here."""
    text = head_text(head).lstrip()
    return text[:1] in ("{", "[") and _HEAD.search(text) is not None and _FIELDS.search(text) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the events in batches, `line` being that on which an event begins. Raises UserError as `text_parts`."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    found = objects(parts, _CONTAINERS)
    rows = (one if isinstance(one, Refused) else drawn(one.line, one.value) for one in found)
    yield from rows_in_batches(rows, wanted, columns=COLUMNS, types=TYPES)


EPCIS_JSON = Format("epcis_json", recognises, read, holds=GOODS)
