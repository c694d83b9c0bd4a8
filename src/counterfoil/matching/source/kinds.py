"""Which evidence of one source is looked for? One list, in the order in which a person would ask."""

from counterfoil.evidence.kind import Kind
from counterfoil.matching.source import consignment, genuine, parties

KINDS: tuple[Kind, ...] = (
    consignment.same_shipment,
    consignment.other_shipment,
    consignment.same_lot,
    consignment.same_short_lot,
    consignment.other_lot,
    consignment.lot_on_genuine_goods_too,
    consignment.serials_inside,
    consignment.serials_overlapping,
    consignment.serials_outside,
    consignment.label_fault_recorded,
    consignment.label_fault_told,
    parties.same_seller,
    parties.same_party,
    parties.other_seller,
    parties.same_supplier,
    parties.other_supplier,
    genuine.genuine_lot,
    genuine.genuine_shipment,
    genuine.genuine_serials,
    genuine.genuine_supplier,
    genuine.genuine_seller,
)
