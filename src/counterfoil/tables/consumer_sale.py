"""Sales to consumers: who had bought goods before they came in? One order to a row, with the shipment that filled it.

The report of 24 January 2020 asks whether goods were "sold to a specific consumer at the time of importation".
"""

import datetime as dt

import dataframely as dy
import polars as pl


class ConsumerSale(dy.Schema):
    """Units of one product sold in one order, to a consumer who is named, or to nobody in particular."""

    sale_id = dy.String(nullable=False, min_length=1)
    sold_on = dy.Date(nullable=True)
    units = dy.Int64(nullable=False, min=0)
    consumer = dy.String(nullable=True, description="who bought: an id, or any name; kept in no output; empty: nobody")
    shipment_id = dy.String(nullable=True, description="the shipment that brings the goods in")
    item = dy.Int64(nullable=True, min=0, description="its line")
    order_id = dy.String(nullable=True, description="the order that the shipment names")
    gtin = dy.String(nullable=True, description="as written")
    sku = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True)


EXAMPLE = pl.DataFrame(
    {
        "sale_id": ["S-7781"],
        "sold_on": [dt.date(2026, 9, 20)],
        "units": [2],
        "consumer": ["c-104"],
        "shipment_id": ["SHP-0402"],
    }
)
