"""Which dispositions does somebody look at once more? Drawn with a seed, each with a probability that is logged.

A draw without replacement of a fixed number: all that were not drawn before have the same probability, number drawn
over number there. The order is that of digests of seed and id, so that the order of the rows changes nothing.
"""

import hashlib
import math
from typing import NamedTuple

import polars as pl

from counterfoil.tables.given_disposition import DISPOSED

DRAWN = {"id": pl.String, "probability": pl.Float64}


class Drawn(NamedTuple):
    """The ids that were drawn, with which probability each, and out of how many."""

    ids: list[str]
    probability: float
    of: int


def draw_audits(dispositions: pl.DataFrame, proofs: pl.DataFrame, *, share: float, seed: int) -> Drawn:
    """Return the dispositions to audit: `share` of those that stand and were not drawn before, at least one.

    Of none there is nothing drawn, with probability 0.
    """
    before = proofs.filter(pl.col("kind") == "audit")["disposition_id"].implode()
    able = dispositions.filter(pl.col("kind").is_in(DISPOSED), ~pl.col("id").is_in(before))["id"].to_list()
    if not able:
        return Drawn([], 0.0, 0)
    many = min(len(able), max(1, math.ceil(share * len(able) - 1e-9)))
    ordered = sorted(able, key=lambda id_: hashlib.sha256(f"{seed}:{id_}".encode()).digest())
    return Drawn(sorted(ordered[:many], key=able.index), many / len(able), len(able))


def audited(dispositions: pl.DataFrame, proofs: pl.DataFrame) -> pl.DataFrame:
    """Return the audits of dispositions that stand: disposition_id, probability, is_confirmed (null: no result yet)."""
    audits = proofs.filter(
        pl.col("kind") == "audit", pl.col("disposition_id").is_in(dispositions["id"].implode())
    ).sort("at", "id")
    return audits.group_by("disposition_id", maintain_order=True).agg(
        pl.col("probability").drop_nulls().first(), pl.col("is_confirmed").drop_nulls().last()
    )
