"""Inventory summaries of Amazon's Selling Partner API (fbaInventory v1), as inventories.

Source: https://developer-docs.amazon.com/sp-api/docs/fba-inventory-api-v1-reference
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from counterfoil.intake.decoding import head_text, text_parts
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.reader import GOODS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.rows import Drawn, rows_in_batches
from counterfoil.tables.inventory import Inventory

_CONTAINERS = frozenset(["payload", "inventorySummaries"])
_HEAD = re.compile(r'"inventorySummaries"\s*:|"fnSku"\s*:')
_OURS = {
    "sku": "sellerSku",
    "facility_item_id": "fnSku",
    "marketplace_item_id": "asin",
    "title": "productName",
    "condition": "condition",
    "quantity": "totalQuantity",
    "counted_at": "lastUpdatedTime",
}
NOT_TEXT = "the fields of a summary must be texts and numbers"


def recognises(head: bytes) -> bool:
    """Tell whether summaries of inventories stand near the beginning of the JSON."""
    text = head_text(head).lstrip()
    return text[:1] in ("{", "[") and _HEAD.search(text) is not None and '"swagger"' not in text[:200]


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the summaries in batches. Raises UserError as `text_parts` does."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    rows = (_drawn(one) for one in objects(parts, _CONTAINERS))
    yield from rows_in_batches(rows, wanted, columns=tuple(Inventory.column_names()))


def _drawn(found: Found | Refused) -> Drawn:
    if isinstance(found, Refused):
        return found
    row: dict[str, Any] = {ours: found.value.get(theirs) for ours, theirs in _OURS.items()}
    if not all(value is None or isinstance(value, str) for value in row.values()):
        return Refused(found.line, "", NOT_TEXT)
    return found.line, row | {"entry": "count"}


AMAZON_FBA_JSON = Format("amazon_fba_json", recognises, read, holds=GOODS)
