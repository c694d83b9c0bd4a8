"""A fake and pairs for tests of matching."""

import polars as pl

from matching.product.tables import goods

__all__ = ["BLUE", "FAKE", "goods", "pairs"]

BLUE = {
    "title": "Halvorsen Fjord Runner trail running shoes, blue, EU 42",
    "brand": "Halvorsen",
    "gtin": "9521011001028",
}
FAKE = BLUE | {
    "id": "g-01",
    "status": "confirmed counterfeit",
    "lot": "0821",
    "shipment_id": "SHP-0412",
    "external_seller_id": "s-29",
    "supplier": "Golden Reed General Trading FZE",
    "label_fault": "care label sewn in upside down",
}


def pairs(*ids: tuple[str, str]) -> pl.DataFrame:
    """Return pairs of goods_id and item_id."""
    return pl.DataFrame(ids, schema={"goods_id": pl.String, "item_id": pl.String}, orient="row")
