"""Are the goods known to be genuine? By what the owner vouches for: its lots, shipments, serial numbers and sources.

A dealer that the owner names may have been sold fakes all the same, so a known source alone leaves nothing in peace: it
takes another lot than that of the fake beside it.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.matching.source.words import GOODS

_OWNER = "The rows of the goods file with the status genuine: what the owner says it made, sent or authorised."


@evidence(scope="pair", party="The goods bear the lot number {seen} of genuine goods.", source=_OWNER)
def genuine_lot() -> Sign:
    """They bear the lot number {seen}, which the owner knows to be its own."""
    when = pl.col("genuine_lot") & (pl.col("lot") != "same").fill_null(value=True)
    return Sign(when=when, field="lot", seen=pl.col("seen_lot"), words=GOODS)


@evidence(scope="pair", party="The goods came in with a shipment of genuine goods, {seen}.", source=_OWNER)
def genuine_shipment() -> Sign:
    """They came in with the shipment {seen}, which the owner knows to be its own."""
    when = pl.col("genuine_shipment") & (pl.col("shipment") != "same").fill_null(value=True)
    return Sign(when=when, field="shipment_id", seen=pl.col("seen_shipment_id"), words=GOODS)


@evidence(scope="pair", party="The serial numbers of the goods are those of genuine goods.", source=_OWNER)
def genuine_serials() -> Sign:
    """Their serial numbers, from {seen}, are among those that the owner knows to be its own."""
    when = pl.col("genuine_serial") & ~pl.col("serial").is_in(["inside", "overlapping"]).fill_null(value=False)
    return Sign(when=when, field="serial_first", seen=pl.col("seen_serial_first"), words=GOODS)


@evidence(scope="pair", party="The goods came from a supplier of genuine goods.", source=_OWNER)
def genuine_supplier() -> Sign:
    """They came from a supplier that the owner vouches for."""
    when = pl.col("genuine_supplier") & (pl.col("supplier") != "same").fill_null(value=True)
    return Sign(when=when, field="supplier", words=GOODS)


@evidence(scope="pair", party="The goods belong to a seller authorised by the owner.", source=_OWNER)
def genuine_seller() -> Sign:
    """They belong to {seen}, a seller that the owner vouches for."""
    known = pl.col("genuine_seller") | pl.col("genuine_party")
    when = (
        known & (pl.col("seller") != "same").fill_null(value=True) & (pl.col("party") != "same").fill_null(value=True)
    )
    return Sign(when=when, field="external_seller_id", seen=pl.col("seen_external_seller_id"), words=GOODS)
