"""Events as an EPCIS 2.0 document in JSON-LD, as https://ref.gs1.org/standards/epcis/2.0.1/ section 10 has it.

Master data under names of other vocabularies than GS1's are left out, since the context that explained them is gone.
A QuantityEvent, which EPCIS 2.0 no longer has, is written as the ObjectEvent that took its place.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.tables.goods_event import EPCS, QUANTITIES

_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_TEXTS = ("eventID", "action", "eventTimeZoneOffset", "parentID", "transformationID", "bizStep", "disposition")
_TYPED = {"bizTransactionList": "bizTransaction", "sourceList": "source", "destinationList": "destination"}
_MASTER_DATA = "cbvmda:"
_WHERE_UNKNOWN = "+00:00"


def epcis_document(batches: Iterable[pl.DataFrame], *, created: dt.datetime) -> Iterator[str]:
    """Yield the document as text, an event to a line, so that memory does not grow; `created` is its date."""
    head = {"@context": [_CONTEXT], "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": _time(created)}
    yield json.dumps(head)[:-1] + ', "epcisBody": {"eventList": [\n'
    first = True
    for batch in batches:
        for row in batch.iter_rows(named=True):
            yield ("" if first else ",\n") + json.dumps(event(row), ensure_ascii=False)
            first = False
    yield "\n]}}\n"


def event(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of GoodsEvent as EPCIS writes it; what is empty is left out."""
    told: dict[str, Any] = {"type": row["type"], "eventTime": _time(row["eventTime"])}
    told |= {name: row[name] for name in _TEXTS}
    told["eventTimeZoneOffset"] = row["eventTimeZoneOffset"] or _WHERE_UNKNOWN
    if row["type"] == "QuantityEvent":
        told |= {"type": "ObjectEvent", "action": "OBSERVE"}
    told |= {name: {"id": row[name]} for name in ("readPoint", "bizLocation") if row[name]}
    told |= {name: row[name] for name in EPCS}
    told |= {name: [_quantity(one) for one in row[name] or ()] for name in QUANTITIES}
    told |= {name: [_without_nulls(one) for one in row[name] or ()] for name in _TYPED}
    told["recordTime"] = _time(row["recordTime"]) if row["recordTime"] else None
    told["ilmd"] = _master_data(row["ilmd"])
    if row["errorDeclarationTime"]:
        wrong = {"declarationTime": _time(row["errorDeclarationTime"]), "reason": row["errorReason"]}
        told["errorDeclaration"] = _without_nulls(wrong)
    written = {name: value for name, value in told.items() if value not in (None, [], {}, "")}
    if written["type"] == "ObjectEvent" and "quantityList" not in written:
        written.setdefault("epcList", [])  # it may have told of sensors alone, which are not read
    return written


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _without_nulls(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _quantity(one: dict[str, Any]) -> dict[str, Any]:
    number: Decimal | None = one["quantity"]
    exact = None if number is None else int(number) if number == number.to_integral_value() else float(number)
    return _without_nulls(one | {"quantity": exact})


def _master_data(written: str | None) -> dict[str, Any]:
    found = json.loads(written) if written else {}
    told = found if isinstance(found, dict) else {}
    return {name: value for name, value in told.items() if ":" not in name or name.startswith(_MASTER_DATA)}
