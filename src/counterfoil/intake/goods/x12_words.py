"""What do X12's qualifiers mean here? Product numbers, parties, dates and references, into our columns.

Sources: X12 data elements 235 (product ID qualifier), 98 (entity), 66 (identification code), 128 (reference), 374.
"""

from collections.abc import Iterable

from counterfoil.codes import gtin
from counterfoil.intake.goods.edi_segments import Segment
from counterfoil.intake.rows import Row

_GTINS = ("UP", "UA", "UK", "EN", "EO", "UI", "UD", "GT", "UC")  # UC, UA: of the case
_LOT, _SERIAL = ("LT", "BL"), ("SN", "SE")
_GLN = "UL"
_TRACKING = ("CN", "2I")  # carrier's reference (PRO, invoice); tracking number
_DAYS = {
    "011": "shipped_on",
    "11": "shipped_on",
    "10": "shipped_on",
    "017": "arrived_on",
    "17": "arrived_on",
    "050": "arrived_on",
}
_CONSIGNORS = ("SF", "SH", "VN", "SU", "DE", "DP")  # ship from, shipper, vendor, supplier, depositor
_CONSIGNEES = ("ST", "CN", "UC")
_WAREHOUSE = "WH"


def numbers(pairs: Iterable[tuple[str, str]]) -> Row:
    """Return the columns for pairs of qualifier and product number; a false "UPC" is the partners' own number."""
    row: Row = {}
    for qualifier, number in pairs:
        if not number:
            continue
        if qualifier in _LOT:
            row.setdefault("lot", number)
        elif qualifier in _SERIAL:
            row.setdefault("serial_first", number)
            row["serial_last"] = row["serial_first"]
        elif qualifier in _GTINS and gtin.normalise(number):
            row.setdefault("gtin", number)
        else:
            row.setdefault("sku", number)
    return row


def pairs_in(segment: Segment, start: int) -> list[tuple[str, str]]:
    """Return the pairs of qualifier and number in a segment from element `start` on."""
    return [(segment.get(at), segment.get(at + 1)) for at in range(start, len(segment.elements), 2)]


def day(text: str) -> str | None:
    """Return CCYYMMDD or YYMMDD as ISO 8601; anything else as it is, so that the contract refuses it."""
    if len(text) == 6 and text.isdecimal():
        text = ("19" if text[:2] > "79" else "20") + text
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdecimal() else text or None


def told(segment: Segment) -> Row:
    """Return what a segment of the heading says: parties, dates, references, carrier."""
    code = segment.get(1)
    if segment.tag == "N1":
        return _party(code, segment)
    if segment.tag in ("DTM", "G62") and code in _DAYS:
        return {_DAYS[code]: day(segment.get(2))}
    if segment.tag in ("REF", "N9"):
        return _reference(code, segment.get(2))
    if segment.tag in ("TD5", "W66"):
        name = segment.get(5) if segment.tag == "W66" else segment.get(5) or segment.get(3)
        return {"carrier": name} if name else {}
    if segment.tag == "PRF":
        return {"order_id": code}
    return {"sscc": segment.get(2)} if segment.tag == "MAN" and code in ("GM", "AA") else {}


def _party(code: str, segment: Segment) -> Row:
    name, number = segment.get(2), segment.get(4)
    if code == _WAREHOUSE:
        return {"facility_gln": number} if segment.get(3) == _GLN and number else {}
    column = "consignor" if code in _CONSIGNORS else "consignee" if code in _CONSIGNEES else ""
    return {column: name or number} if column and (name or number) else {}


def _reference(code: str, number: str) -> Row:
    return {"tracking_number": number} if code in _TRACKING and number else {}


def told_of_line(segment: Segment) -> Row:
    """Return what a segment says of the line of goods that it stands below: lot and serial number besides."""
    code, number = segment.get(1), segment.get(2)
    if segment.tag in ("REF", "N9") and code in _LOT:
        return {"lot": number}
    if segment.tag in ("REF", "N9") and code in _SERIAL:
        return {"serial_first": number, "serial_last": number}
    return told(segment)
