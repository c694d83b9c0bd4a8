"""UN/EDIFACT messages of trade as shipments: DESADV, ORDERS and INVOIC, directories D.93A to D.03B and EANCOM.

Read are parties, numbers, lots, quantities, descriptions and origins of each line; prices and taxes are not. Other
messages are rejects. Sources: ISO 9735, and the directories at https://unece.org/trade/uncefact/unedifact
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from stdnum import isbn

from counterfoil.codes import gtin
from counterfoil.intake.decoding import head_text
from counterfoil.intake.goods.edi_messages import Envelope, Message, messages
from counterfoil.intake.goods.edi_segments import Segment, segments
from counterfoil.intake.goods.x12_words import day
from counterfoil.intake.reader import GOODS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.rows import Drawn, Row, rows_in_batches
from counterfoil.tables.shipment import Shipment

KNOWN = ("DESADV", "ORDERS", "INVOIC")
NO_GOODS = "a message must hold a line of goods"
_MESSAGE = Envelope("a message", "UNH", 1, "UNT", 2)
_GROUP = Envelope("a functional group", "UNG", 5, "UNE", 2)
_INTERCHANGE = Envelope("an interchange", "UNB", 5, "UNZ", 2)
_GTINS = ("EN", "SRV", "UP", "EU", "IB")
_CONSIGNORS, _CONSIGNEES = ("CZ", "SF", "SU", "SE"), ("CN", "ST", "DP", "UC", "BY")  # the likeliest first
_SHIPPED, _ARRIVED = ("11", "10"), ("17", "50", "35", "2")
_QUANTITIES = ("12", "47", "46", "21", "1", "59")  # dispatched, invoiced, delivered, ordered, discrete, in a unit
_GLN = "9"
_REFERENCES = {"ON": "order_id", "CO": "order_id", "CN": "tracking_number", "AAS": "tracking_number"}


def recognises(head: bytes) -> bool:
    """Tell whether an interchange begins here."""
    text = head_text(head).lstrip()
    return re.match(r"UNA.{6}\s*UN[BGH]|UNB\+UNO[A-Z]", text, re.DOTALL) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield lines of goods in batches, `line` being that on which a line of goods begins. Raises UserError as
    `segments` does."""
    found = messages(segments(stream, wanted), _MESSAGE, _GROUP, _INTERCHANGE)
    rows = (row for message in found for row in _rows(message))
    yield from rows_in_batches(rows, wanted, columns=tuple(Shipment.column_names()))


def _rows(message: Message | Refused) -> Iterator[Drawn]:
    if isinstance(message, Refused):
        yield message
        return
    kind = message.header.get(2)
    if kind not in KNOWN:
        yield Refused(message.header.line, kind[:20], f"a message must be one of {', '.join(KNOWN)}")
        return
    heading = _Heading(kind)
    row: _Line | None = None
    for segment in message.body:
        if segment.tag == "LIN":
            if row is not None:
                yield row.drawn()
            row = _Line(segment, heading.told())
        elif row is None or segment.tag in ("CPS", "PAC", "PCI") or (segment.tag == "GIN" and segment.get(1) == "BJ"):
            heading.take(segment)
        elif segment.tag != "UNS":
            row.take(segment)
    if row is None:
        yield Refused(message.header.line, kind, NO_GOODS)
    else:
        yield row.drawn()


class _Heading:
    """What holds for all lines that follow: document, parties, days, references, and the pallet they stand on."""

    def __init__(self, kind: str) -> None:
        self._row: Row = {"document": kind}
        self._parties: dict[str, str] = {}

    def take(self, segment: Segment) -> None:
        code = segment.get(1)
        if segment.tag == "BGM":
            self._row["shipment_id"] = segment.get(2)
        elif segment.tag == "NAD":
            self._parties.setdefault(code, _name(segment))
            if code in ("WH", "DP", "ST") and segment.get(2, 3) == _GLN:
                self._row["facility_gln"] = segment.get(2)
        elif segment.tag == "DTM":
            column = "shipped_on" if code in _SHIPPED else "arrived_on" if code in _ARRIVED else ""
            if column:
                self._row[column] = day(segment.get(1, 2)[:8])
        elif segment.tag == "RFF" and code in _REFERENCES:
            self._row[_REFERENCES[code]] = segment.get(1, 2)
        elif segment.tag == "TDT":
            self._row["carrier"] = segment.get(5, 4) or segment.get(5)
        elif segment.tag == "CPS":
            self._row.pop("sscc", None)
        elif segment.tag == "GIN" and code == "BJ":
            self._row["sscc"] = segment.get(2)

    def told(self) -> Row:
        """Return the columns that the heading fills."""
        named = {"consignor": _CONSIGNORS, "consignee": _CONSIGNEES}
        parties = {
            column: next((self._parties[code] for code in codes if self._parties.get(code)), None)
            for column, codes in named.items()
        }
        return self._row | parties


class _Line:
    """One line of goods."""

    def __init__(self, segment: Segment, heading: Row) -> None:
        self._line, self._row = segment.line, heading | {"item": segment.get(1)}
        self._quantities: dict[str, Segment] = {}
        self._number(segment.get(3), segment.get(3, 2))

    def take(self, segment: Segment) -> None:
        code = segment.get(1)
        if segment.tag == "PIA":
            for at in range(2, len(segment.elements) + 1):
                self._number(segment.get(at), segment.get(at, 2))
        elif segment.tag == "QTY":
            self._quantities.setdefault(code, segment)
        elif segment.tag == "IMD" and segment.get(3, 4):
            self._row["description"] = segment.get(3, 4) + segment.get(3, 5)
        elif segment.tag == "FTX" and "description" not in self._row:
            self._row["description"] = segment.get(4)
        elif segment.tag == "GIN" and code in ("BN", "BX"):
            self._numbered(code, segment)
        elif segment.tag == "ALI" and code:
            self._row["origin_country"] = code
        elif segment.tag == "LOC" and code == "27":
            self._row["origin_country"] = segment.get(2)
        elif segment.tag == "RFF" and code in ("ON", "CO"):
            self._row["order_id"] = segment.get(1, 2)

    def drawn(self) -> Drawn:
        """Return the line as a row."""
        quantity = next((self._quantities[code] for code in _QUANTITIES if code in self._quantities), None)
        if quantity is not None:
            unit = quantity.get(1, 3)
            told = {"quantity": quantity.get(1, 2), "quantity_unit": None if unit in ("PCE", "H87", "") else unit}
            self._row |= told
        return self._line, self._row

    def _number(self, number: str, kind: str) -> None:
        if not number:
            return
        if kind == "IB" and isbn.is_valid(number):  # a book's number, of which the modern form is a GTIN
            number = isbn.to_isbn13(number)
        if kind == "NB":
            self._row.setdefault("lot", number)
        elif kind in ("SN", "SRN"):
            self._row.setdefault("serial_first", number)
            self._row.setdefault("serial_last", number)
        elif kind == "HS":
            self._row.setdefault("hs", number)
        elif kind in _GTINS and gtin.normalise(number):
            self._row.setdefault("gtin", number)
        else:
            self._row.setdefault("sku", number)

    def _numbered(self, code: str, segment: Segment) -> None:
        if code == "BX":
            self._row["lot"] = segment.get(2)
            return
        self._row["serial_first"] = segment.get(2)
        self._row["serial_last"] = segment.get(2, 2) or segment.get(2)  # a range is two components


def _name(segment: Segment) -> str:
    """Return the party's name: structured, else its address lines, else its number."""
    return segment.get(4) or segment.get(3) or segment.get(2)


EDIFACT = Format("edifact", recognises, read, holds=GOODS)
