"""Do these pairs of goods come from one source? A grade, a score and the reasons for each pair."""

from functools import cache

import polars as pl

from counterfoil.evidence.combination import assess, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.weights import Model, read_model, shipped_model
from counterfoil.matching.source.kinds import KINDS
from counterfoil.matching.source.pair_rows import pair_rows
from counterfoil.matching.source.sought import Sought
from counterfoil.tables.match import SOURCE_GRADES

SAME, POSSIBLE = 1_000, -1_000  # weights from which on a source is so graded, in thousandths of a nat
CONTRADICTED = -5_000  # and at which, or below, it is not that of the goods
_PAIR = {"right_id": "goods_id", "subject_id": "item_id"}


@cache
def default_weights() -> Model:
    """Return the weights that are used when the user names none."""
    return read_model(shipped_model("matching-1"))


def source_matches(
    pairs: pl.DataFrame, sought: Sought, items: pl.DataFrame, *, weights: Model | None = None
) -> pl.DataFrame:
    """Return for each of the `pairs` (goods_id, item_id), in their order, its source_grade (SOURCE_GRADES),
    source_score in [0, 1] rounded to six decimals, source_reasons and party_reasons, the heaviest first.

    `items` are by contract Goods, their ids used once. The score is no probability: its weights are set by judgement.
    """
    model = weights or default_weights()
    rows = pair_rows(pairs, sought, items)
    findings = weigh(observe(rows, KINDS, subject_kind="goods", seen_twice=False), model)
    assessed = assess(findings, rows.select("subject_id", "right_id"), model, engine_version="", inputs_digest="")
    told = assessed.rename(_PAIR).select(
        "goods_id",
        "item_id",
        source_grade=grade_of(pl.col("weight")),
        source_score="score",
        source_reasons=_telling_first(),
        party_reasons="party_reasons",
    )
    return pairs.select("goods_id", "item_id").join(told, on=["goods_id", "item_id"], maintain_order="left")


def _telling_first() -> pl.Expr:
    """Return the reasons, those that speak against the source first where it is contradicted."""
    contradicted = pl.col("weight") <= CONTRADICTED
    return pl.when(contradicted).then(pl.col("reasons").list.reverse()).otherwise(pl.col("reasons"))


def grade_of(weight: pl.Expr) -> pl.Expr:
    """Return the grade (SOURCE_GRADES) that a sum of weights, in thousandths of a nat, comes to."""
    return (
        pl.when(weight >= SAME)
        .then(pl.lit(SOURCE_GRADES[0]))
        .when(weight >= POSSIBLE)
        .then(pl.lit(SOURCE_GRADES[1]))
        .when(weight > CONTRADICTED)
        .then(pl.lit(SOURCE_GRADES[2]))
        .otherwise(pl.lit(SOURCE_GRADES[3]))
    )
