"""Sought goods: what `match` looked for, in the form in which it may travel. One kind of goods of one source to a row.

What is printed on the goods stands in clear; seller, party, supplier and shipment are digests keyed with `salt`, under
which spellings of one name still meet. Source of the digests: RFC 2104 (HMAC).
"""

import dataframely as dy
import polars as pl

from counterfoil.tables.goods import STATUSES

DIGESTED = ("seller_key", "party_key", "supplier_key", "shipment_key")
IN_CLEAR = (
    *("id", "title", "brand", "gtin", "mpn", "model", "colour", "size", "volume", "count", "voltage", "category"),
    *("lot", "serial_first", "serial_last", "label_fault", "status"),
)


class SoughtGoods(dy.Schema):
    """Goods that are looked for, or that their owner vouches for."""

    id = dy.String(nullable=False, min_length=1)
    title = dy.String(nullable=True)
    brand = dy.String(nullable=True)
    gtin = dy.String(nullable=True)
    mpn = dy.String(nullable=True)
    model = dy.String(nullable=True)
    colour = dy.String(nullable=True)
    size = dy.String(nullable=True)
    volume = dy.String(nullable=True)
    count = dy.String(nullable=True)
    voltage = dy.String(nullable=True)
    category = dy.String(nullable=True)
    lot = dy.String(nullable=True)
    serial_first = dy.String(nullable=True)
    serial_last = dy.String(nullable=True)
    label_fault = dy.String(nullable=True)
    status = dy.String(nullable=True, description="as in `goods`")
    seller_key = dy.String(nullable=True, description="digest of whose goods they are")
    party_key = dy.String(nullable=True)
    supplier_key = dy.String(nullable=True)
    shipment_key = dy.String(nullable=True)
    salt = dy.String(nullable=False, min_length=1, description="what the digests are keyed with")
    vouches_for = dy.List(
        dy.String(nullable=False), nullable=False, description="of genuine goods: the goods of their GTIN or brand"
    )

    @dy.rule()
    def status_is_confirmed_counterfeit_or_suspected_or_genuine(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)

    @dy.rule()
    def vouches_for_is_told_of_genuine_goods_alone(cls) -> pl.Expr:
        return (pl.col("status") == "genuine").fill_null(value=False) | (pl.col("vouches_for").list.len() == 0)


EXAMPLE = pl.DataFrame(
    {
        "id": ["g-01"],
        "title": ["Halvorsen Fjord Runner trail running shoes, blue, EU 42"],
        "gtin": ["9521011001028"],
        "lot": ["0821"],
        "status": ["confirmed counterfeit"],
        "seller_key": ["0" * 32],
        "salt": ["00ff"],
        "vouches_for": [[]],
    },
    schema_overrides={"vouches_for": pl.List(pl.String)},
)
