"""What links accounts, offers and rights in a finished screening: the rows that networks and entities are made of.

Only offers decided otherwise than clear are told of, and of sellers nothing but the account: an export is for
investigating what was found, and names of people are in no output of a screening.
"""

import polars as pl

from counterfoil.tables.decision import DECISIONS

_CLEAR = DECISIONS[0]
_OF_OFFERS = ("title", "link", "price", "price_currency", "gtin", "marketplace", "external_seller_id")


def suspects(offers: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Return the offers decided otherwise than clear: id, _OF_OFFERS, decision, score, and reasons as a list."""
    found = decisions.filter(pl.col("decision") != _CLEAR).select(
        pl.col("subject_id").alias("id"), "decision", "score", "reasons"
    )
    return found.join(offers.select("id", *_OF_OFFERS), on="id", how="inner", maintain_order="left")


def uses(suspect: pl.DataFrame, assessments: pl.DataFrame) -> pl.DataFrame:
    """Return which suspect offer was held against which right: subject_id, right_id, ground, weight, score."""
    held = assessments.filter(pl.col("right_id").is_not_null())
    chosen = held.join(suspect.select(pl.col("id").alias("subject_id")), on="subject_id", how="semi")
    return chosen.select("subject_id", "right_id", "ground", "weight", "score").sort("subject_id", "right_id")
