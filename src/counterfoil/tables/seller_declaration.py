"""Declarations of sellers: of whose identity has Customs been told, by which facility, and when?"""

import datetime as dt

import dataframely as dy
import polars as pl


class SellerDeclaration(dy.Schema):
    """One seller declared to Customs, with all its goods or with those of one shipment."""

    external_seller_id = dy.String(nullable=False, min_length=1)
    declared_on = dy.Date(nullable=False)
    facility_gln = dy.String(nullable=True, description="the facility that declared it; empty: all facilities")
    shipment_id = dy.String(nullable=True, description="declared with this shipment alone; empty: with all")
    reference = dy.String(nullable=True, description="the number under which Customs has it")


EXAMPLE = pl.DataFrame(
    {
        "external_seller_id": ["s-01"],
        "declared_on": [dt.date(2026, 8, 20)],
        "facility_gln": ["9529001000013"],
        "reference": ["EX-D-0031"],
    }
)
