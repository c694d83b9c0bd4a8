"""Did the thing come the way that its owner sent it? Sold only after it was shipped, and received by its consignee."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.serials.words import CODE, place, when


@evidence(
    scope="serial", party="Goods with the serial number {serial} were sold before the owner shipped them.",
    source="CBV 2.0, section 7.1: retail_selling and dispensing come after shipping; who sells a number before its "
    "piece was shipped sells another piece, or the clock of a till is wrong.",
)  # fmt: skip
def sold_before_shipped() -> Sign:
    """The serial number {serial} of GTIN {gtin} was sold by {first}, and first shipped on {second}, from {there};
    nothing tells that it had come to a shop before."""
    return Sign(
        when=pl.col("early_sold_at").is_not_null(),
        field="eventTime",
        seen=when("early_sold_at"),
        words=CODE | {"first": when("early_sold_at"), "second": when("shipped_at"), "there": place("shipped_place")},
    )


@evidence(
    scope="serial", party="The goods with the serial number {serial} were shipped to another consignee.",
    source="The owner's list of serial numbers by consignee. Goods that are sold on lawfully show the same: it tells "
    "of the way they took, not that they are false.",
)  # fmt: skip
def shipped_to_another() -> Sign:
    """The serial number {serial} of GTIN {gtin} was first received at {here}, to which the owner shipped other serial
    numbers of it and not this one."""
    when_other = pl.col("in_gtin") & ~pl.col("in_consignee")
    return Sign(
        when=when_other,
        field="bizLocation",
        seen=place("received_place"),
        words=CODE | {"here": place("received_place")},
    )
