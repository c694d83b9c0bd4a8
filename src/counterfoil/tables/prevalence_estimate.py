"""Estimates of prevalence: which share is counterfeit, how much that is, with bounds, method and assumptions."""

from decimal import Decimal
from typing import Final

import dataframely as dy
import polars as pl

from counterfoil.tables.sampled_unit import KINDS, OFFER

OF_UNITS, OF_VALUE = "share of units", "share of value"
MEASURES: Final = (OF_UNITS, OF_VALUE)


class PrevalenceEstimate(dy.Schema):
    """One share of one group. Shares are between 0 and 1; `total` and its bounds are units, or money in `currency`."""

    kind = dy.String(nullable=False, description="offer, sale or shipment")
    by = dy.String(nullable=True, description="the column that groups are told by; empty: all")
    group = dy.String(nullable=True)
    measure = dy.String(nullable=False, description="share of units, or share of value")
    estimate = dy.Float64(nullable=False, min=0, max=1)
    low = dy.Float64(nullable=False, min=0, max=1, description="lower end of the interval")
    high = dy.Float64(nullable=False, min=0, max=1)
    level = dy.Float64(nullable=False, min=0, max=1, description="of the interval, such as 0.95")
    method = dy.String(nullable=False, min_length=1, description="of the interval, and whether errors are corrected")
    total = dy.Decimal(24, 2, nullable=False, description="counterfeit units, or their value")
    total_low = dy.Decimal(24, 2, nullable=False)
    total_high = dy.Decimal(24, 2, nullable=False)
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="of the totals; empty where they are units")
    units = dy.Float64(nullable=False, min=0, description="how many there are, examined or not")
    is_known = dy.Bool(nullable=False, description="the frame tells how many; else the probabilities imply it")
    sampled = dy.Int64(nullable=False, min=1)
    certain = dy.Int64(nullable=False, min=0, description="of them, sure to be examined: counted, not estimated")
    finds = dy.Int64(nullable=False, min=0)
    clusters = dy.Int64(nullable=False, min=1)
    standard_error = dy.Float64(nullable=False, min=0)
    effective = dy.Float64(nullable=True, min=0, description="so many equal draws would be as sure; empty: all counted")
    design_effect = dy.Float64(nullable=False, min=0, description="variance over that of as many equal draws")
    horvitz_thompson = dy.Float64(nullable=True, description="where the size is known; may be above 1")
    hajek = dy.Float64(nullable=False, min=0, max=1, description="the ratio without the frame")
    sensitivity = dy.Float64(nullable=True, min=0, max=1, description="share of fakes that reviewers find")
    specificity = dy.Float64(nullable=True, min=0, max=1, description="share of others that reviewers pass")
    notes = dy.List(dy.String(nullable=False), nullable=False, description="what was assumed, and what is not covered")

    @dy.rule()
    def kind_is_offer_sale_or_shipment(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def measure_is_share_of_units_or_share_of_value(cls) -> pl.Expr:
        return pl.col("measure").is_in(MEASURES)

    @dy.rule()
    def estimate_lies_within_its_bounds(cls) -> pl.Expr:
        return (pl.col("low") <= pl.col("estimate")) & (pl.col("estimate") <= pl.col("high"))


EXAMPLE = pl.DataFrame(
    {
        "kind": [OFFER],
        "by": [None],
        "group": [None],
        "measure": [OF_UNITS],
        "estimate": [0.031],
        "low": [0.022],
        "high": [0.042],
        "level": [0.95],
        "method": ["mid-P"],
        "total": [Decimal("3472.00")],
        "total_low": [Decimal("2464.00")],
        "total_high": [Decimal("4704.00")],
        "currency": [None],
        "units": [112000.0],
        "is_known": [True],
        "sampled": [1200],
        "certain": [40],
        "finds": [61],
        "clusters": [1200],
        "standard_error": [0.005],
        "effective": [1150.0],
        "design_effect": [1.04],
        "horvitz_thompson": [0.0312],
        "hajek": [0.031],
        "sensitivity": [None],
        "specificity": [None],
        "notes": [["Examinations told without a probability were left out."]],
    },
    schema_overrides={"by": pl.String, "group": pl.String, "currency": pl.String}
    | dict.fromkeys(("sensitivity", "specificity"), pl.Float64),
)
