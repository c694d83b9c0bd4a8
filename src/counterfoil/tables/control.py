"""Mandatory controls: shipments that must be opened whatever their risk, with who ordered it and why.

What is not told is not asked: one with an origin and a customs code is for goods of that code from there.
Sources: Revised Kyoto Convention, General Annex, standards 6.3 and 6.4; WTO Agreement on Trade Facilitation, art. 7.4.
"""

import datetime as dt

import dataframely as dy
import polars as pl

CRITERIA = ("shipment_id", "consignor", "origin_country", "hs", "facility_gln")


class Control(dy.Schema):
    """One order to open shipments."""

    shipment_id = dy.String(nullable=True)
    consignor = dy.String(nullable=True, description="in any spelling: legal form, case and order do not matter")
    origin_country = dy.String(nullable=True, description="name or ISO 3166-1 code")
    hs = dy.String(nullable=True, description="a customs code or its first digits")
    facility_gln = dy.String(nullable=True)
    until = dy.Date(nullable=True, description="last day on which it holds; empty: until it is withdrawn")
    reason = dy.String(nullable=False, min_length=1, description="for the people at the dock")
    ordered_by = dy.String(nullable=False, min_length=1, description="role:id or authority, never a name")

    @dy.rule()
    def shipment_id_consignor_origin_country_or_hs_must_be_given(cls) -> pl.Expr:
        """A facility alone would order everything in it."""
        return pl.any_horizontal(pl.col(name).is_not_null() for name in CRITERIA if name != "facility_gln")

    @dy.rule()
    def hs_is_written_in_digits(cls) -> pl.Expr:
        return pl.col("hs").str.contains(r"^[0-9][0-9. ]*$")


EXAMPLE = pl.DataFrame(
    {
        "consignor": ["Golden Reed General Trading FZE"],
        "hs": ["6402"],
        "until": [dt.date(2026, 12, 31)],
        "reason": ["Counterfeit shoes were found under this consignor's name."],
        "ordered_by": ["authority:port-director"],
    }
)
