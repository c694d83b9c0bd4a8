"""Goods that move between places, in X12: the 856 with its tree of levels, and the warehouse's flat orders and advices.

856: shipment, orders, packs and items are levels (HL) that each name their parent; an item has what stands above it.
940, 943, 944: a heading, then lines that begin with W01 (ordered), W04 (shipped) or W07 (received).
"""

from collections.abc import Iterator

from counterfoil.intake.goods.edi_messages import Message
from counterfoil.intake.goods.edi_segments import Segment
from counterfoil.intake.goods.x12_words import day, numbers, pairs_in, told, told_of_line
from counterfoil.intake.rows import Drawn, Row

_LINES = ("W01", "W04", "W07")
_ITEM = "I"


def ship_notice(message: Message) -> Iterator[Drawn]:
    """Yield one row for each item of an 856."""
    shipment: Row = {"document": "856"}
    levels: dict[str, Row] = {}
    here, kind, line = shipment, "", 0
    for segment in message.body:
        if segment.tag == "HL":
            if kind == _ITEM:
                yield line, here
            above = levels.get(segment.get(2), shipment)
            here, kind, line = dict(above), segment.get(3), segment.line
            levels[segment.get(1)] = here
            if kind == _ITEM:
                here["item"] = segment.get(1)
        else:
            here.update(_of_notice(segment, here, of_line=kind == _ITEM))
    if kind == _ITEM:
        yield line, here


def _of_notice(segment: Segment, here: Row, *, of_line: bool) -> Row:
    if segment.tag == "BSN":
        return {"shipment_id": segment.get(2)}
    if segment.tag == "LIN":
        return numbers(pairs_in(segment, 2))
    if segment.tag == "SN1":
        return {"quantity": segment.get(2), "quantity_unit": _unit(segment.get(3))}
    if segment.tag == "PID":
        return {"description": " ".join(text for text in (here.get("description"), segment.get(5)) if text)}
    return told_of_line(segment) if of_line else told(segment)


def warehouse_order(message: Message) -> Iterator[Drawn]:
    """Yield one row for each line of a 940, 943 or 944."""
    heading: Row = {"document": message.header.get(1)}
    row: Row | None = None
    line, count = 0, 0
    for segment in message.body:
        if segment.tag in _LINES:
            if row is not None:
                yield line, row
            count += 1
            row, line = heading | {"item": str(count)} | _of_line(segment), segment.line
        elif row is None:
            heading.update(_of_heading(segment))
        else:
            row.update(_of_order(segment))
    if row is not None:
        yield line, row


def _of_heading(segment: Segment) -> Row:
    if segment.tag == "W05":  # 940: the depositor's order, and the buyer's
        return {"shipment_id": segment.get(2), "order_id": segment.get(3) or segment.get(2)}
    if segment.tag == "W06":  # 943: order, day, shipment
        return {
            "shipment_id": segment.get(4) or segment.get(2),
            "order_id": segment.get(2),
            "shipped_on": day(segment.get(3)),
        }
    if segment.tag == "W17":  # 944: day, receipt, order, shipment
        return {
            "shipment_id": segment.get(5) or segment.get(3),
            "order_id": segment.get(4),
            "arrived_on": day(segment.get(2)),
        }
    return told(segment)


def _of_line(segment: Segment) -> Row:
    row = numbers([("UA", segment.get(3)), *pairs_in(segment, 4)[:2]])
    return row | {"quantity": segment.get(1), "quantity_unit": _unit(segment.get(2))}


def _of_order(segment: Segment) -> Row:
    if segment.tag == "G69":
        return {"description": segment.get(1)}
    return told_of_line(segment) if segment.tag in ("N9", "MAN", "REF") else {}


def _unit(code: str) -> str | None:
    return None if code in ("EA", "") else code
