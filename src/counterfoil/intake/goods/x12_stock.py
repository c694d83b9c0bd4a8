"""Goods that lie in a warehouse, in X12: the 846 says how many there are, the 947 what changed."""

from collections.abc import Iterator

from counterfoil.intake.goods.edi_messages import Message
from counterfoil.intake.goods.edi_segments import Segment
from counterfoil.intake.goods.x12_words import day, numbers, pairs_in, told_of_line
from counterfoil.intake.rows import Drawn, Row

_MAIN = ("17", "QH", "33", "QA")  # on hand, then available for sale; of several the first is the count
_PLACES = ("facility_gln", "lot", "serial_first", "serial_last", "sscc")


def advised(message: Message) -> Iterator[Drawn]:
    """Yield one row for each line (LIN) of an 846 that tells how many are on hand."""
    heading: Row = {"entry": "count"}
    row, found, line = heading, dict[str, Segment](), 0
    for segment in message.body:
        if segment.tag == "LIN":
            if line:
                yield line, row | _counted(found)
            row, found, line = heading | numbers(pairs_in(segment, 2)), {}, segment.line
        elif segment.tag == "QTY" and line:
            found.setdefault(segment.get(1), segment)
        elif segment.tag == "BIA":
            heading["counted_at"] = day(segment.get(4))
        elif segment.tag == "PID" and line:
            row["title"] = segment.get(5)
        else:
            row.update({name: value for name, value in told_of_line(segment).items() if name in _PLACES})
    if line:
        yield line, row | _counted(found)


def _counted(found: dict[str, Segment]) -> Row:
    main = next((found[code] for code in (*_MAIN, *found) if code in found), None)
    if main is None:
        return {}  # the contract asks for a quantity
    return {"quantity": main.get(2), "quantity_unit": None if main.get(3) in ("EA", "") else main.get(3)}


def adjusted(message: Message) -> Iterator[Drawn]:
    """Yield one row for each adjustment (W19) of a 947, below zero for goods that are gone."""
    heading: Row = {"entry": "adjustment"}
    row: Row | None = None
    line = 0
    for segment in message.body:
        if segment.tag == "W19":
            if row is not None:
                yield line, row
            line = segment.line
            row = heading | numbers([("UA", segment.get(4)), *pairs_in(segment, 5)[:2], ("LT", segment.get(9))])
            unit = segment.get(3)
            row |= {
                "reason": segment.get(1),
                "quantity": segment.get(2),
                "quantity_unit": None if unit in ("EA", "") else unit,
            }
        elif segment.tag == "W15":
            heading["counted_at"] = day(segment.get(1))
        elif segment.tag == "G69" and row is not None:
            row["title"] = segment.get(1)
        else:
            (heading if row is None else row).update(
                {name: value for name, value in told_of_line(segment).items() if name in _PLACES}
            )
    if row is not None:
        yield line, row
