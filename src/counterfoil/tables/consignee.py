"""Consignees: was the facility the ultimate consignee of a line of a shipment, or had a consumer bought the goods?

Source: DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 1.
"""

import datetime as dt

import dataframely as dy
import polars as pl

FACILITY, SOLD, UNKNOWN = "facility is ultimate consignee", "sold before importation", "not known"
RESULTS = (FACILITY, SOLD, UNKNOWN)


class Consignee(dy.Schema):
    """One line of one shipment; units = sold before + unsold + not known, wherever units are told."""

    shipment_id = dy.String(nullable=False, min_length=1)
    item = dy.Int64(nullable=True)
    facility_gln = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True)
    gtin = dy.String(nullable=True, description="as written")
    arrived_on = dy.Date(nullable=True)
    result = dy.String(nullable=False)
    units = dy.Int64(nullable=True, min=0, description="pieces of the line; empty: not told")
    units_sold_before = dy.Int64(nullable=False, min=0, description="to a named consumer")
    units_unsold = dy.Int64(nullable=True, min=0, description="at importation; empty: all, of a number not told")
    units_not_known = dy.Int64(nullable=True, min=0)
    why = dy.String(nullable=False, description="in a sentence")
    rule = dy.String(nullable=True, description="what it is held against, and what kind of text that is")
    rule_since = dy.Date(nullable=True)
    source = dy.String(nullable=True)
    verified = dy.String(nullable=True, description="how far the rule was verified: a tag of docs/consignees.md")

    @dy.rule()
    def result_is_a_known_one(cls) -> pl.Expr:
        return pl.col("result").is_in(RESULTS)

    @dy.rule()
    def units_are_sold_before_unsold_or_not_known(cls) -> pl.Expr:
        parts = pl.col("units_sold_before") + pl.col("units_unsold") + pl.col("units_not_known")
        return pl.col("units") == parts

    @dy.rule()
    def rule_is_named_unless_the_result_is_not_known(cls) -> pl.Expr:
        return pl.col("rule").is_not_null() | (pl.col("result") == UNKNOWN)


EXAMPLE = pl.DataFrame(
    {
        "shipment_id": ["SHP-0412"],
        "facility_gln": ["9529001000013"],
        "external_seller_id": ["s-29"],
        "arrived_on": [dt.date(2026, 9, 28)],
        "result": [FACILITY],
        "units": [640],
        "units_sold_before": [0],
        "units_unsold": [640],
        "units_not_known": [0],
        "why": ["No unit was sold to a named consumer before 2026-09-28, the day of arrival."],
        "rule": ["A warehouse is the ultimate consignee of unsold goods (a policy report, not a regulation)."],
        "rule_since": [dt.date(2020, 1, 24)],
        "source": ["DHS 2020, action 1"],
        "verified": ["V2"],
    }
)
