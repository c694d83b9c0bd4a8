"""One EPCIS event, as JSON tells it, as a row of the table GoodsEvent. What the readers of JSON-LD and of XML share.

Words of the Core Business Vocabulary lose their namespace, in whichever of its three forms they are written:
"shipping", "urn:epcglobal:cbv:bizstep:shipping", "https://ref.gs1.org/cbv/BizStep-shipping" (CBV 2.0, section 7.1).
Sensor readings, persistent dispositions, certifications and vendors' own fields are not read.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa

from counterfoil.intake.reader import Refused
from counterfoil.intake.rows import Drawn, Row
from counterfoil.tables.goods_event import EPCS, QUANTITIES

NO_QUANTITY = "a quantity must be a number with at most 18 digits before the point and 6 behind it"
NOT_AS_EPCIS = "the fields of an event must be as EPCIS has them"
_VOCABULARY = re.compile(
    r"^(?:urn:epcglobal:cbv:\w+:|https?://(?:ref\.)?gs1\.org/(?:cbv|voc)/\w+-|(?:cbv|gs1):(?:\w+-)?)"
)
_TEXTS = ("eventID", "action", "eventTime", "eventTimeZoneOffset", "recordTime", "parentID", "transformationID")
_WORDS = ("bizStep", "disposition")
_PLACES = ("readPoint", "bizLocation")
_TYPED = {"bizTransactionList": "bizTransaction", "sourceList": "source", "destinationList": "destination"}
_MOST_DIGITS, _MOST_DECIMALS = 18, 6

_TEXT = pa.large_string()
_QUANTITY = pa.struct({"epcClass": _TEXT, "quantity": pa.decimal128(24, 6), "uom": _TEXT}.items())
TYPES = (
    {name: pa.list_(_TEXT) for name in EPCS}
    | {name: pa.list_(_QUANTITY) for name in QUANTITIES}
    | {name: pa.list_(pa.struct({"type": _TEXT, inner: _TEXT}.items())) for name, inner in _TYPED.items()}
)
COLUMNS = (
    *_TEXTS, "type", *EPCS, *QUANTITIES, *_WORDS, *_PLACES, *_TYPED, "ilmd", "errorDeclarationTime", "errorReason",
)  # fmt: skip


class _NotEpcisError(Exception):
    """A field is not of the shape that EPCIS gives it."""


def drawn(line: int, event: dict[str, Any]) -> Drawn:
    """Return the event as a row, or why it is none."""
    try:
        return line, _row(event)
    except _NotEpcisError as fault:
        number = event.get("eventID")  # and no more: vendors' own fields may name people
        return Refused(line, number if isinstance(number, str) else "", str(fault))


def word(text: str) -> str:
    """Return a word of the Core Business Vocabulary without its namespace; any other text as it is."""
    return _VOCABULARY.sub("", text)


def _row(event: dict[str, Any]) -> Row:
    row: Row = {name: _text(event.get(name)) for name in _TEXTS}
    row["type"] = word(_text(event.get("type", event.get("isA"))) or "") or None
    row |= {name: word(text) if (text := _text(event.get(name))) else None for name in _WORDS}
    row |= {name: _id(event.get(name)) for name in _PLACES}
    row |= {name: [_id(epc) for epc in _list(event.get(name))] for name in EPCS if name in event}
    row |= {name: [_quantity(one) for one in _list(event.get(name))] for name in QUANTITIES if name in event}
    row |= {name: list(_typed(event.get(name), inner)) for name, inner in _TYPED.items() if name in event}
    if event.get("epcClass") and "quantity" in event:  # QuantityEvent of EPCIS 1
        row["quantityList"] = [_quantity(event)]
    ilmd = event.get("ilmd")
    row["ilmd"] = json.dumps(ilmd, ensure_ascii=False, sort_keys=True) if ilmd else None
    wrong = event.get("errorDeclaration")
    if isinstance(wrong, dict):
        row["errorDeclarationTime"] = _text(wrong.get("declarationTime"))
        row["errorReason"] = word(_text(wrong.get("reason")) or "") or None
    return row


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise _NotEpcisError(NOT_AS_EPCIS)


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    raise _NotEpcisError(NOT_AS_EPCIS)


def _id(value: object) -> str | None:
    return _text(value.get("id") if isinstance(value, dict) else value)


def _quantity(value: object) -> Row:
    if not isinstance(value, dict):
        raise _NotEpcisError(NOT_AS_EPCIS)
    return {
        "epcClass": _text(value.get("epcClass")),
        "quantity": _number(value.get("quantity")),
        "uom": _text(value.get("uom")),
    }


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(str(value).strip()).normalize()
    except InvalidOperation:
        raise _NotEpcisError(NO_QUANTITY) from None
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or exponent < -_MOST_DECIMALS or len(digits) + exponent > _MOST_DIGITS:
        raise _NotEpcisError(NO_QUANTITY)
    return number


def _typed(value: object, inner: str) -> Iterator[Row]:
    for one in _list(value):
        if not isinstance(one, dict):
            raise _NotEpcisError(NOT_AS_EPCIS)
        kind = _text(one.get("type"))
        yield {"type": word(kind) if kind else None, inner: _id(one.get(inner))}
