"""What may a model learn from? Each shipment as categories and numbers, without any outcome of its own.

Parties are named by their keys; what was found of them before is counted up to the line's `as_of` day, so that nothing
is learned from what was not known then. Signs of which nobody knows since when they were known (UNDATED) are left out.
"""

import polars as pl

from counterfoil.targeting.signs.kinds import KINDS
from counterfoil.targeting.signs.known import Known
from counterfoil.targeting.signs.risk import UNDATED
from counterfoil.targeting.signs.shipment_rows import shipment_rows

CATEGORIES = ("consignor_key", "consignee_key", "seller", "party", "origin", "hs2", "hs4", "hs6", "goods_type")
NUMBERS = {  # and what each is, in words for the reviewer
    "log_value": "the declared value",
    "log_pieces": "the number of pieces",
    "log_mass": "the weight",
    "log_per_piece": "the value of a piece",
    "log_per_kg": "the value of a kilogram",
    "log_kg_per_piece": "the weight of a piece",
    "deviation_per_piece": "the value of a piece beside such goods",
    "deviation_per_kg": "the value of a kilogram beside such goods",
    "deviation_kg_per_piece": "the weight of a piece beside such goods",
    "own_words": "how much the description says",
    "spellings": "spellings of the consignor's name",
    "accounts": "accounts of one operator that the consignor serves",
    "split_parts": "shipments of the same goods between the same parties within days",
    "many_parts": "shipments of the same goods between the same parties within a fortnight",
    "rate_consignor": "what was found of the consignor before",
    "rate_consignee": "what was found of the consignee before",
    "rate_seller": "what was found of the seller before",
    "rate_goods": "what was found of such goods before",
    "exams_consignor": "how often the consignor was examined",
}
WORDS = NUMBERS | {
    "consignor_key": "the consignor",
    "consignee_key": "the consignee",
    "seller": "the seller's account",
    "party": "the operator of the account",
    "origin": "the origin",
    "hs2": "the chapter of the goods",
    "hs4": "the heading of the goods",
    "hs6": "the customs code",
    "goods_type": "the kind of goods by the description",
}
PAST_OF = "past finds of "  # how the learned model names what it knows of a category
_COUNTED = ("consignor", "consignee", "seller", "goods")
_DOUBT = 4  # examinations without a find that everybody is taken to have had: one find does not make a rate of 1


def features(shipments: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return shipment_id and the features (CATEGORIES as String, numbers and signs as Float64) of each shipment."""
    return features_of(shipment_rows(shipments, known))


def features_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the features of the shipments of the rows (`shipment_rows`), one row each, in their order.

    Of several lines the largest number counts, and the category of the first.
    """
    logs = {"value": "value", "pieces": "count", "mass": "mass"} | {
        name: name for name in ("per_piece", "per_kg", "kg_per_piece")
    }
    told = rows.select(
        "shipment_id",
        *CATEGORIES,
        **{f"log_{name}": (1 + pl.col(column)).log() for name, column in logs.items()},
        **{name: pl.col(name).cast(pl.Float64) for name in NUMBERS if not name.startswith(("log_", "rate_"))},
        **{f"rate_{name}": _rate(name) for name in _COUNTED},
        **{
            f"sign_{kind.name}": kind.sign().when.fill_null(value=False).cast(pl.Float64)
            for kind in KINDS
            if kind.name not in UNDATED
        },
    )
    if told["shipment_id"].n_unique() == told.height:
        return told
    numbers = [name for name in told.columns if name not in ("shipment_id", *CATEGORIES)]
    return told.group_by("shipment_id", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in CATEGORIES), pl.col(numbers).max()
    )


def in_words(feature: str) -> str:
    """Return what a feature is, for the reviewer: `the value of a piece`, or the name of its sign in words; of the past
    of a category (`past finds of seller`): `what was found of the seller's account before`."""
    if feature.startswith(PAST_OF):
        return f"what was found of {in_words(feature.removeprefix(PAST_OF))} before"
    return WORDS.get(feature) or feature.removeprefix("sign_").replace("_", " ")


def is_told(feature: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Return whether a feature can be told as a reason: a sign that was not seen, or finds that were none, cannot."""
    only_where_seen = feature.str.starts_with("sign_") | feature.str.starts_with("rate_")
    return ~only_where_seen | (value > 0).fill_null(value=False)


def _rate(name: str) -> pl.Expr:
    return pl.col(f"finds_{name}") / (pl.col(f"exams_{name}") + _DOUBT)
