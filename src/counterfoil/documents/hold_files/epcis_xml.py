"""Events as an EPCIS 2.0 document in XML, as https://ref.gs1.org/standards/epcis/2.0.1/ section 9 has it.

ObjectEvents alone, which is what a hold is told in; elements stand in the order that the schema gives them.
"""

import datetime as dt
from typing import Any

import polars as pl
from lxml import etree

from counterfoil.documents.epcis_document import event

_NAMESPACE = "urn:epcglobal:epcis:xsd:2"
_HEAD = ("eventTime", "recordTime", "eventTimeZoneOffset", "eventID")
_WORDS = {"bizStep": "https://ref.gs1.org/cbv/BizStep-", "disposition": "https://ref.gs1.org/cbv/Disp-"}


def epcis_xml(events: pl.DataFrame, *, created: dt.datetime) -> bytes:
    """Return the document of ObjectEvents (contract GoodsEvent); `created` is its date."""
    date = created.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    root = etree.Element(
        f"{{{_NAMESPACE}}}EPCISDocument", nsmap={"epcis": _NAMESPACE}, schemaVersion="2.0", creationDate=date
    )
    listed = etree.SubElement(etree.SubElement(root, "EPCISBody"), "EventList")
    for row in events.iter_rows(named=True):
        _add(listed, event(row))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(listed: Any, told: dict[str, Any]) -> None:
    one = etree.SubElement(listed, "ObjectEvent")
    for name in _HEAD:
        _text(one, name, told.get(name))
    of_epcs = etree.SubElement(one, "epcList")
    for epc in told.get("epcList", ()):
        _text(of_epcs, "epc", epc)
    _text(one, "action", told["action"])
    for name, namespace in _WORDS.items():
        _text(one, name, f"{namespace}{told[name]}" if told.get(name) else None)
    for name in ("readPoint", "bizLocation"):
        if name in told:
            _text(etree.SubElement(one, name), "id", told[name]["id"])
    _add_lists(one, told)


def _add_lists(one: Any, told: dict[str, Any]) -> None:
    if told.get("bizTransactionList"):
        transactions = etree.SubElement(one, "bizTransactionList")
        for each in told["bizTransactionList"]:
            element = _text(transactions, "bizTransaction", each["bizTransaction"])
            if element is not None and each.get("type"):
                element.set("type", f"https://ref.gs1.org/cbv/BTT-{each['type']}")
    if told.get("quantityList"):
        quantities = etree.SubElement(one, "quantityList")
        for each in told["quantityList"]:
            element = etree.SubElement(quantities, "quantityElement")
            _text(element, "epcClass", each["epcClass"])
            _text(element, "quantity", None if each.get("quantity") is None else str(each["quantity"]))


def _text(parent: Any, name: str, value: str | None) -> Any:
    if value is None:
        return None
    element = etree.SubElement(parent, name)
    element.text = value
    return element
