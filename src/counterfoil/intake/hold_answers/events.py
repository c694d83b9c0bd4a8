"""Answers to holds as GS1 EPCIS events, in JSON-LD or XML: what became of which goods, in the words of GS1's CBV 2.0.

Held is the disposition `non_sellable_other`, allocated is `reserved`; picked and shipped are the steps `picking` and
`shipping`; what was not found is `unknown`. Single things count one each, a pallet alone all that lies on its line. The
event's own number is the reference; a business transaction names our notice and, of the type `po`, the order.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import polars as pl

from counterfoil.codes import gs1
from counterfoil.intake.goods.read import read_events
from counterfoil.intake.hold_answers.told import ToldHold
from counterfoil.intake.whole import Given
from counterfoil.tables.contract import LINE, Sorted, sort_rows
from counterfoil.tables.reject import Reject

OF_STEPS = {"picking": "picked", "shipping": "shipped", "departing": "shipped"}
OF_DISPOSITIONS = {
    "non_sellable_other": "held",
    "reserved": "allocated",
    "in_transit": "shipped",
    "unknown": "not found",
}
OURS = re.compile(r"(fn-[0-9A-Za-z_]+-\d{1,6})(?:[:/](\d{1,9}))?$")  # of a business transaction
NO_GOODS = "an event must name a pallet, or goods by GTIN, with how many there are"
WRONG = "an event that was declared wrong tells nothing"
_ORDER = "po"
_Goods = tuple[str | None, str | None, str | None, int | None]  # GTIN, lot, SSCC, units


def read_hold_events(given: Given) -> Sorted:
    """Return what the events tell (columns of ToldHold, and `line`) and rejects; raises UserError as `read_events`."""
    rows: list[dict[str, Any]] = []
    rejects: list[pl.DataFrame] = [Reject.create_empty()]
    for batch in read_events(given.stream, file=given.file, mapping=given.mapping, encoding=given.encoding):
        rejects.append(batch.rejects)
        for event in batch.kept.iter_rows(named=True):
            found = list(_rows(event))
            rows += [row for row in found if isinstance(row, dict)]
            faults = [
                {"file": given.file, "line": event[LINE], "field": "type", "value": event["eventID"], "rule": row}
                for row in found
                if isinstance(row, str)
            ]
            rejects.append(pl.DataFrame(faults, schema=Reject.create_empty().schema))
    schema = {**ToldHold.create_empty().schema, LINE: pl.Int64()}
    told = sort_rows(pl.DataFrame(rows, schema=schema), ToldHold, file=given.file)
    return Sorted(told.kept, pl.concat([*rejects, told.rejects]).sort(LINE, maintain_order=True))


def _rows(event: dict[str, Any]) -> Iterator[dict[str, Any] | str]:
    """Yield a row for each kind of goods of an event, or why it tells nothing."""
    if event["errorDeclarationTime"] is not None:
        yield WRONG
        return
    goods = list(_goods(event))
    if not goods:
        yield NO_GOODS
    for number, lot, sscc, units in goods:
        yield {
            **_transactions(event),
            **{"status": _status(event), "at": event["eventTime"], "reference": event["eventID"]},
            **{"gtin": number, "lot": lot, "sscc": sscc, "units": units, LINE: event[LINE]},
        }


def _status(event: dict[str, Any]) -> str | None:
    """Return the status that an event tells; where it tells none, its own words, which the contract refuses."""
    step, disposition = event["bizStep"] or "", event["disposition"] or ""
    return OF_STEPS.get(step) or OF_DISPOSITIONS.get(disposition) or disposition or step or None


def _transactions(event: dict[str, Any]) -> dict[str, Any]:
    """Return notice, line and order that the business transactions of an event name."""
    told: dict[str, Any] = {"notice_id": None, "notice_line": None, "order_id": None}
    for one in event["bizTransactionList"] or ():
        name = one["bizTransaction"] or ""
        if (ours := OURS.search(name)) is not None:
            told |= {"notice_id": ours[1], "notice_line": int(ours[2]) if ours[2] else None}
        elif one["type"] == _ORDER:
            told["order_id"] = name.rpartition(":")[2]
    return told


def _goods(event: dict[str, Any]) -> Iterator[_Goods]:
    """Yield the goods of an event: classes with their quantities, single things counted, else pallets."""
    pallets, things = [], Counter[tuple[str, str | None]]()
    for name in ("epcList", "childEPCs"):
        for epc in event[name] or ():
            key = gs1.parse(epc or "")
            if key is not None and key.kind == "sscc":
                pallets.append(key.number)
            elif key is not None and key.kind == "gtin":
                things[key.number, key.lot or None] += 1
    classes = [one for name in ("quantityList", "childQuantityList") for one in event[name] or ()]
    alone = pallets[0] if len(pallets) == 1 else None
    for one in classes:
        key = gs1.parse(one["epcClass"] or "")
        quantity = one["quantity"]
        counted = quantity is not None and one["uom"] is None and quantity == quantity.to_integral_value()
        if key is not None and key.kind == "gtin" and counted:
            yield key.number, key.lot or None, alone, int(quantity)
    for (number, lot), count in things.items():
        yield number, lot, alone, count
    if not classes and not things:
        for pallet in pallets:
            yield None, None, pallet, None
