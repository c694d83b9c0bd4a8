"""What should the person at the dock look for? By the signs that were seen in the shipment."""

from collections.abc import Iterable

_VALUE = "Goods worth far more than declared: marks on goods, labels and packs; compare with the invoice."
_WEIGHT = "Other goods than declared in the middle of the load: count pieces, weigh one."
_OTHER = "Goods other than the description says, under it or behind it."
_FOUND = "The marks, lots and labels of what was found before: take the pictures of it along."
_ONE = "Whether the shipments that came with it hold parts of the same goods: note their numbers."
LOOK_FOR = {
    "identical_offending_goods": "Lot, serial numbers and label of the confirmed fake; hold the lot if they agree.",
    "goods_to_examine": "Lot, serial numbers and label: do they differ from the confirmed fake?",
    "value_far_below_usual": _VALUE,
    "value_below_usual": _VALUE,
    "value_per_kilogram_far_below_usual": _VALUE,
    "value_below_retail_prices": _VALUE,
    "weight_unusual": _WEIGHT,
    "description_against_hs": _OTHER,
    "description_says_nothing": _OTHER,
    "samples_in_quantity": "Goods in retail packs that are called samples: samples are marked, torn or worth little.",
    "packaging_alone": "Marks on labels, packs or trimmings, and goods packed beneath them.",
    "split_consignment": _ONE,
    "many_small_shipments": _ONE,
    "gtin_from_another_consignor": "Print, lot and serial number of the label beside a genuine piece with this GTIN.",
    "gtin_of_another_owner": "Print, lot and serial number of the label beside a genuine piece with this GTIN.",
    "consignor_found_before": _FOUND,
    "consignee_found_before": _FOUND,
    "seller_found_before": _FOUND,
    "party_found_before": _FOUND,
    "goods_found_before": _FOUND,
    "consignor_listed": "Papers that name the consignor: address and numbers, for comparison with the list.",
    "consignor_perhaps_listed": "Papers that name the consignor: address and numbers, for comparison with the list.",
    "consignor_in_many_spellings": "The consignor's name as it stands on labels and papers of the load.",
}


def look_for(kinds: Iterable[str]) -> list[str]:
    """Return what to look for, by the kinds that were seen, the weightiest first; each sentence once."""
    return list(dict.fromkeys(LOOK_FOR[kind] for kind in kinds if kind in LOOK_FOR))
