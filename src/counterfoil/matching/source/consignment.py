"""Do the goods come from the same consignment: shipment or ASN, lot, serial numbers, a fault of the label?

Sources: GS1 General Specifications (lot, serial number); 19 CFR 133.21 and 133.43: what is detained or seized is the
merchandise of a shipment, told from other goods by what is on it.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.matching.source.words import GOODS

_LOTS = "GS1 General Specifications, batch or lot number: what was made together under one number."
_SERIALS = "GS1 General Specifications, serial number: one number, one piece."
_FAULTS = "Examiners tell one maker's fakes by faults that their labels share; the genuine label has none of them."


@evidence(
    scope="pair",
    party="The goods came in with the shipment {seen}, as goods {found} did.",
    source="GS1 EDI, Despatch Advice (ASN): the number under which goods were announced and received.",
)
def same_shipment() -> Sign:
    """They came in with the shipment {seen}, as the goods {goods} did, which were {found}."""
    return _shipment("same")


@evidence(
    scope="pair",
    party="The goods came in with another shipment than the goods {found}.",
    source="One lot is often parted over several shipments, so another shipment says little.",
)
def other_shipment() -> Sign:
    """They came in with {seen}, another shipment than that of the goods {goods}; one lot often comes in several."""
    return _shipment("other")


@evidence(scope="pair", party="The goods bear the lot number {seen}, as goods {found} do.", source=_LOTS)
def same_lot() -> Sign:
    """They bear the lot number {seen}, as the goods {goods} do, which were {found}."""
    return _lot(_same_lot() & ~_short())


@evidence(scope="pair", party="The goods bear the short lot number {seen}, as goods {found} do.", source=_LOTS)
def same_short_lot() -> Sign:
    """They bear the lot number {seen}, as the goods {goods} do; it is so short that other makers may use it too."""
    return _lot(_same_lot() & _short())


@evidence(scope="pair", party="The goods bear another lot number than the goods {found}.", source=_LOTS)
def other_lot() -> Sign:
    """They bear the lot number {seen}, another than the goods {goods}."""
    return _lot(pl.col("lot") == "other")


@evidence(
    scope="pair",
    party="The goods bear the lot number {seen}, which stands on goods {found} and on genuine goods alike.",
    source="Counterfeiters copy the lot number of a genuine package: then it tells the two apart no longer.",
)
def lot_on_genuine_goods_too() -> Sign:
    """They bear the lot number {seen}, which stands on the goods {goods} and on genuine goods alike: it tells them
    apart no longer."""
    return _lot((pl.col("lot") == "same") & pl.col("genuine_lot"))


@evidence(scope="pair", party="The serial numbers of the goods are among those of goods {found}.", source=_SERIALS)
def serials_inside() -> Sign:
    """Their serial numbers {seen} lie within those of the goods {goods}, which were {found}."""
    return _serial("inside")


@evidence(
    scope="pair",
    party="A part of the serial numbers of the goods are among those of goods {found}.",
    source=_SERIALS,
)
def serials_overlapping() -> Sign:
    """A part of their serial numbers {seen}, not all, lie within those of the goods {goods}, which were {found}: goods
    of two sources may lie together here."""
    return _serial("overlapping")


@evidence(
    scope="pair", party="The serial numbers of the goods are others than those of goods {found}.", source=_SERIALS
)
def serials_outside() -> Sign:
    """Their serial numbers {seen} are built like those of the goods {goods} and lie outside of them."""
    return _serial("outside")


@evidence(scope="pair", party="The label of the goods has a fault that goods {found} have.", source=_FAULTS)
def label_fault_recorded() -> Sign:
    """Their examination recorded the fault of the label that the goods {goods} have: “{seen}”."""
    return Sign(when=pl.col("fault") == "recorded", field="label_fault", seen=pl.col("seen_label_fault"), words=GOODS)


@evidence(
    scope="pair", party="A note on the goods tells of a fault that the labels of goods {found} have.", source=_FAULTS
)
def label_fault_told() -> Sign:
    """Their title or the notes on them tell of the fault that the label of the goods {goods} has: “{expected}”."""
    return Sign(when=pl.col("fault") == "told", field="description", expected=pl.col("known_label_fault"), words=GOODS)


def _same_lot() -> pl.Expr:
    return (pl.col("lot") == "same") & ~pl.col("genuine_lot")


def _short() -> pl.Expr:
    return pl.col("seen_lot_is_short") & pl.col("known_lot_is_short")


def _lot(when: pl.Expr) -> Sign:
    return Sign(when=when, field="lot", seen=pl.col("seen_lot"), expected=pl.col("known_lot"), words=GOODS)


def _shipment(relation: str) -> Sign:
    return Sign(when=pl.col("shipment") == relation, field="shipment_id", seen=pl.col("seen_shipment_id"), words=GOODS)


def _serial(relation: str) -> Sign:
    last = pl.col("seen_serial_last")
    several = pl.when(last != pl.col("seen_serial_first")).then(pl.concat_str(pl.lit(" to "), last))
    seen = pl.concat_str(pl.col("seen_serial_first"), several.fill_null(""))
    return Sign(when=pl.col("serial") == relation, field="serial_first", seen=seen, words=GOODS)
