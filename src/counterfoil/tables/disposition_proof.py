"""Proofs of dispositions: certificate, witness, pictures, weight, manifest, audit. One proof to a row.

A row counts until the event `withdrawn` stands in the case. An audit that was drawn has its probability and no result;
its result is a row of its own.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

KINDS = ("certificate", "witness", "picture", "weight", "manifest", "audit")


class DispositionProof(dy.Schema):
    """One thing that shows a disposition was done."""

    id = dy.String(nullable=False, min_length=1)
    disposition_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False, description="certificate, witness, picture, weight, manifest or audit")
    reference = dy.String(nullable=False, min_length=1, description="number of the paper; of a witness its role:id")
    at = dy.Datetime(nullable=False, time_zone="UTC")
    units = dy.Int64(nullable=True, min=0, description="how many it speaks of")
    weight_kg = dy.Decimal(18, 6, nullable=True)
    unit_weight_kg = dy.Decimal(18, 6, nullable=True, description="of one unit, as it was weighed or is catalogued")
    is_confirmed = dy.Bool(nullable=True, description="of an audit: whether it bore the disposition out")
    probability = dy.Float64(nullable=True, min=0, max=1, description="of an audit: with which it was drawn")
    file = dy.String(nullable=True, description="within the case's folder")
    sha256 = dy.String(nullable=True, regex="^[0-9a-f]{64}$", description="of that file")

    @dy.rule()
    def kind_is_one_of_six(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def weight_kg_is_told_of_a_weight(cls) -> pl.Expr:
        return (pl.col("kind") != "weight") | pl.col("weight_kg").is_not_null()

    @dy.rule()
    def weight_kg_is_not_negative(cls) -> pl.Expr:
        return pl.col("weight_kg") >= 0

    @dy.rule()
    def unit_weight_kg_is_above_zero(cls) -> pl.Expr:
        return pl.col("unit_weight_kg") > 0

    @dy.rule()
    def is_confirmed_or_probability_is_told_of_an_audit(cls) -> pl.Expr:
        told = pl.col("is_confirmed").is_not_null() | pl.col("probability").is_not_null()
        return told == (pl.col("kind") == "audit")


EXAMPLE = pl.DataFrame(
    {
        "id": ["p-1"],
        "disposition_id": ["d-1"],
        "kind": ["weight"],
        "reference": ["W-2211"],
        "at": [dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)],
        "units": [380],
        "weight_kg": [Decimal("216.600000")],
        "unit_weight_kg": [Decimal("0.570000")],
    }
)
