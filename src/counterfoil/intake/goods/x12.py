"""ASC X12 transaction sets of the warehouse: 856, 940, 943, 944 as shipments, 846 and 947 as inventories.

856 ship notice, 940 warehouse shipping order, 943 and 944 stock transfer shipment and receipt, 846 inventory advice,
947 inventory adjustment. Read in versions 004010 to 005010, whose segments are alike here. Other sets are rejects.
Source: X12, https://x12.org/products/transaction-sets
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from counterfoil.intake.decoding import head_text
from counterfoil.intake.goods.edi_messages import Envelope, Message, messages
from counterfoil.intake.goods.edi_segments import segments
from counterfoil.intake.goods.x12_stock import adjusted, advised
from counterfoil.intake.goods.x12_transfer import ship_notice, warehouse_order
from counterfoil.intake.reader import GOODS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.rows import Drawn, rows_in_batches
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.shipment import Shipment

NO_GOODS = "a message must hold a line of goods"
_SET = Envelope("a message", "ST", 2, "SE", 2)
_GROUP = Envelope("a functional group", "GS", 6, "GE", 2)
_INTERCHANGE = Envelope("an interchange", "ISA", 13, "IEA", 2)
_SHIPMENTS: dict[str, Callable[[Message], Iterator[Drawn]]] = {
    "856": ship_notice,
    "940": warehouse_order,
    "943": warehouse_order,
    "944": warehouse_order,
}
_INVENTORIES: dict[str, Callable[[Message], Iterator[Drawn]]] = {"846": advised, "947": adjusted}
_COLUMNS = tuple(dict.fromkeys([*Shipment.column_names(), *Inventory.column_names()]))


def recognises(head: bytes) -> bool:
    """Tell whether an interchange begins here."""
    text = head_text(head).lstrip()
    return text.startswith("ISA") and len(text) > 105 and not text[3].isalnum() and text[3] == text[6]


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield lines of goods in batches, `line` being that on which a line of goods begins.

    Raises UserError as `segments` does, and where the file holds neither of what is wanted.
    """
    known = _INVENTORIES if "entry" in wanted.columns else _SHIPMENTS
    found = messages(segments(stream, wanted), _SET, _GROUP, _INTERCHANGE)
    rows = (row for message in found for row in _rows(message, known))
    yield from rows_in_batches(rows, wanted, columns=_COLUMNS)


def _rows(message: Message | Refused, known: dict[str, Callable[[Message], Iterator[Drawn]]]) -> Iterator[Drawn]:
    if isinstance(message, Refused):
        yield message
        return
    kind, line = message.header.get(1), message.header.line
    if kind not in known:
        yield Refused(line, kind[:20], f"a transaction set must be one of {', '.join(known)}")
        return
    some = False
    for row in known[kind](message):
        some = True
        yield row
    if not some:
        yield Refused(line, kind, NO_GOODS)


X12 = Format("x12", recognises, read, holds=GOODS)
