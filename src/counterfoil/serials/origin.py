"""Was the thing ever made? By its commissioning in the events, and by the serial numbers that its owner made."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.serials.words import CODE

_RANGES = "The owner's list of the serial numbers that it made and shipped, by GTIN, lot and consignee."


@evidence(
    scope="serial",
    party="No record says that goods with the serial number {serial} were made.",
    source="GS1 EPCIS 2.0, section 7.4.2: whoever keeps events of serialised goods begins with their commissioning. "
    "Files that begin late or leave out a plant show the same, so the sentence says how many are commissioned.",
)
def never_commissioned() -> Sign:
    """The serial number {serial} of GTIN {gtin} is in no commissioning event, though {commissioned} of the {known}
    serial numbers of this GTIN that the files tell of are."""
    return Sign(
        when=(pl.col("gtin_commissioned") > 0) & pl.col("begun_times").is_null(),
        field="epcList",
        seen=pl.col("serial"),
        words=CODE | {"commissioned": pl.col("gtin_commissioned"), "known": pl.col("gtin_known")},
    )


@evidence(scope="serial", party="The serial number {serial} is none that the owner shipped.", source=_RANGES)
def outside_shipped_range() -> Sign:
    """The serial number {serial} lies outside of all the ranges of GTIN {gtin} that its owner shipped."""
    return Sign(when=~pl.col("in_gtin"), field="epcList", seen=pl.col("serial"), words=CODE)


@evidence(scope="serial", party="The serial number {serial} is none of the lot {lot}.", source=_RANGES)
def outside_its_lot() -> Sign:
    """The serial number {serial} of GTIN {gtin} was shipped, but not in the lot {lot} that stands beside it."""
    when = pl.col("in_gtin") & ~pl.col("in_lot")
    return Sign(when=when, field="epcList", seen=pl.col("lot"), words=CODE | {"lot": pl.col("lot")})
