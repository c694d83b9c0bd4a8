"""Goods: what is looked for, or what it is looked for in, whichever file it came from, in one set of columns.

A confirmed fake, a row of a catalogue, an offer, a line of a shipment and a pallet in a warehouse are all goods: what
they are (the product) and where they come from (the source). Sources of the names: Google Merchant product attributes
for the product, GS1 General Specifications (GTIN, SSCC, lot, serial number) and the WCO data model for the source.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl

STATUSES = ("confirmed counterfeit", "suspected", "genuine")
KINDS = ("catalogue", "offer", "shipment", "stock", "receipt", "return")


class Goods(dy.Schema):
    """Goods of one kind and one source."""

    id = dy.String(nullable=False, min_length=1, description="used once; of an item without one of its own FILE:LINE")
    title = dy.String(nullable=True)
    description = dy.String(nullable=True, description="of the goods, with notes of those who inspected them")
    brand = dy.String(nullable=True)
    gtin = dy.String(nullable=True, description="as written")
    mpn = dy.String(nullable=True, description="the maker's own number")
    model = dy.String(nullable=True)
    colour = dy.String(nullable=True)
    size = dy.String(nullable=True)
    volume = dy.String(nullable=True, description="with its unit, as written")
    count = dy.String(nullable=True, description="pieces in a pack, as written")
    voltage = dy.String(nullable=True)
    price = dy.Decimal(18, 4, nullable=True, description="in price_currency")
    price_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    category = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True, description="whose goods they are")
    party_id = dy.String(nullable=True, description="the resolved party behind one or more sellers")
    supplier = dy.String(nullable=True, description="who sent them in: the consignor, as written")
    shipment_id = dy.String(nullable=True, description="the inbound shipment or ASN they came with")
    lot = dy.String(nullable=True)
    serial_first = dy.String(nullable=True)
    serial_last = dy.String(nullable=True)
    label_fault = dy.String(nullable=True, description="what is wrong with the label of the fake, in words")
    facility = dy.String(nullable=True, description="where they lie: a GLN, or the operator's name of the place")
    sscc = dy.String(nullable=True, description="the pallet or case that they lie on")
    quantity = dy.Decimal(24, 6, nullable=True)
    quantity_unit = dy.String(nullable=True)
    image_ids = dy.List(dy.String(nullable=True), nullable=True, description="names of, or links to, pictures of them")
    status = dy.String(nullable=True, description="of goods to look for: confirmed counterfeit, suspected or genuine")
    kind = dy.String(
        nullable=True, description="of items to look in: catalogue, offer, shipment, stock, receipt or return"
    )

    @dy.rule()
    def price_is_not_negative(cls) -> pl.Expr:
        return pl.col("price") >= 0

    @dy.rule()
    def status_is_confirmed_counterfeit_or_suspected_or_genuine(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)

    @dy.rule()
    def kind_is_catalogue_or_offer_or_shipment_or_stock_or_receipt_or_return(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def title_or_a_code_or_a_brand_or_a_source_is_given(cls) -> pl.Expr:
        named = ("title", "gtin", "mpn", "model", "brand", "image_ids", "lot", "shipment_id", "supplier", "sscc")
        return pl.any_horizontal(pl.col(name).is_not_null() for name in named)


EXAMPLE = pl.DataFrame(
    {
        "id": ["g-01"],
        "title": ["Halvorsen Fjord Runner trail running shoes, blue, EU 42"],
        "brand": ["Halvorsen"],
        "gtin": ["9521011001028"],
        "colour": ["blue"],
        "size": ["EU 42"],
        "external_seller_id": ["s-29"],
        "supplier": ["Golden Reed General Trading FZE"],
        "shipment_id": ["SHP-0412"],
        "lot": ["0821"],
        "label_fault": ["care label sewn in upside down"],
        "facility": ["9529001000013"],
        "quantity": [Decimal(388)],
        "status": ["confirmed counterfeit"],
    }
)
