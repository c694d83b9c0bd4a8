"""GS1 EPCIS events in XML, versions 1.0 to 2.0: documents and answers to queries.

Version 1.2 puts what it added into `extension` and `baseExtension`, at any depth; 2.0 does not. Either way an event is
known by the local names of its elements. Sources: EPCIS 1.2, section 9, https://ref.gs1.org/standards/epcis/1.2.0/,
and EPCIS 2.0.1, section 9.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import polars as pl
from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.goods.epcis_event import COLUMNS, TYPES, drawn
from counterfoil.intake.reader import GOODS, Format, RawBatch, Wanted
from counterfoil.intake.rows import rows_in_batches
from counterfoil.intake.xml_records import Shape, read_records
from counterfoil.tables.contract import LINE
from counterfoil.tables.goods_event import EPCS, QUANTITIES
from counterfoil.tables.goods_event import TYPES as EVENTS

_EXTENSIONS = ("extension", "baseExtension")
_EVENT = "event"  # the one column that the records are read into first
_TYPED = {"bizTransactionList": "bizTransaction", "sourceList": "source", "destinationList": "destination"}


def recognises(head: bytes) -> bool:
    """Tell whether the root is an EPCIS document and EPCIS's namespace is declared."""
    text = head_text(head)[:16_384]
    return re.search(r"<(?:\w+:)?EPCIS(?:Query)?Document[\s>]", text) is not None and "urn:epcglobal:epcis" in text


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the events in batches, `line` being that on which an event begins. Raises UserError as `read_records`."""
    plain = wanted._replace(columns=(_EVENT,), required=(_EVENT,))
    for batch in read_records(stream, plain, _SHAPE):
        events = batch.rows.select(LINE, _EVENT).iter_rows() if batch.rows.height else ()
        rows = [drawn(line, json.loads(event)) for line, event in events]
        for found in rows_in_batches(rows, wanted, columns=COLUMNS, types=TYPES):
            yield RawBatch(found.rows, found.rejects)
        if batch.rejects.height:
            yield RawBatch(
                pl.DataFrame(schema=dict.fromkeys(wanted.required, pl.String) | {LINE: pl.Int64}), batch.rejects
            )


def _record(element: etree._Element) -> dict[str, str]:
    return {_EVENT: json.dumps({"type": _local(element)} | _event(element), ensure_ascii=False)}


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _event(element: etree._Element) -> dict[str, Any]:
    """Return the event as JSON-LD would have it; what extensions hold stands beside the rest."""
    event: dict[str, Any] = {}
    for child in element:
        name = _local(child)
        if name in _EXTENSIONS:
            event |= _event(child)
        elif name in EPCS:
            event[name] = [_text(epc) for epc in child]
        elif name in QUANTITIES:
            event[name] = [_plain(quantity) for quantity in child]
        elif name in _TYPED:
            event[name] = [{"type": one.get("type"), _TYPED[name]: _text(one)} for one in child]
        elif name in ("readPoint", "bizLocation", "errorDeclaration"):
            event[name] = _plain(child)
        elif name == "ilmd":
            event[name] = _tree(child)
        elif len(child) == 0:
            event[name] = _text(child)
    return event


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _plain(element: etree._Element) -> dict[str, str]:
    return {_local(child): _text(child) for child in element if len(child) == 0}


def _tree(element: etree._Element) -> Any:
    """Return the master data as nested objects; libxml2 bounds its depth."""
    if len(element) == 0:
        return _text(element)
    return {_local(child): _tree(child) for child in element if _local(child) not in _EXTENSIONS} | {
        name: value for child in element if _local(child) in _EXTENSIONS for name, value in (_tree(child) or {}).items()
    }


_SHAPE = Shape(
    roots=("{*}EPCISDocument", "{*}EPCISQueryDocument", "{*}QueryResults"),
    records=tuple(f"{{*}}{name}" for name in EVENTS),
    rows=lambda element: (_record(element),),
    what="document of EPCIS events",
)
EPCIS_XML = Format("epcis_xml", recognises, read, holds=GOODS)
