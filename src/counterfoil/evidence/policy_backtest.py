"""Which past decisions would a policy change, and whom would it touch? Said before it is switched on.

Past assessments are decided anew; nothing is screened again. An offer is *touched* when its decision changes: graver
or milder. The tables speak of offers, sellers and rights by their ids only.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from counterfoil.evidence.policy import NO_SIGN, Policy, gravest_of, gravity_of, judged
from counterfoil.evidence.policy_surprise import surprises
from counterfoil.tables.decision import BY_ORDER

PAIR = ["subject_id", "right_id"]
CONDITION_COLUMNS = (*PAIR, "weight", "score", "probability", "ground")  # of assessments, all that a policy reads


class Past(NamedTuple):
    """What one screening left: `assessments` (at least CONDITION_COLUMNS), `decisions` (contract Decision), `offers`
    (`id`, `external_seller_id`) and `authorised` (`subject_id`, `right_id`: offers of authorised sellers)."""

    assessments: pl.DataFrame
    decisions: pl.DataFrame
    offers: pl.DataFrame
    authorised: pl.DataFrame


class Backtest(NamedTuple):
    """`decided`: decisions looked at, on offers of so many `sellers_seen` and `rights_seen`. `transitions`: was,
    becomes, offers, for every pair that occurs. `touched`: a row per changed decision, `run` naming its screening.
    `rights`, `sellers`: id, touched, graver, milder. `surprises`: at most 20 of the touched, with `why`."""

    decided: int
    sellers_seen: int
    rights_seen: int
    transitions: pl.DataFrame
    touched: pl.DataFrame
    rights: pl.DataFrame
    sellers: pl.DataFrame
    surprises: pl.DataFrame


def backtest(runs: Mapping[str, Past], policy: Policy) -> Backtest:
    """Return what `policy` would have decided on past assessments, held against what was decided.

    `runs` holds one screening or more, by the names that `run` then gives. An offer screened twice counts twice.
    """
    sides = {name: _side_by_side(past, policy) for name, past in runs.items()}
    changed = pl.col("was") != pl.col("becomes")
    touched = pl.concat([side.filter(changed).with_columns(run=pl.lit(name)) for name, side in sides.items()])
    moves = transitions(pl.concat([side.select("was", "becomes") for side in sides.values()]))
    return Backtest(
        decided=int(moves["offers"].sum()),
        sellers_seen=pl.concat([past.offers["external_seller_id"] for past in runs.values()]).drop_nulls().n_unique(),
        rights_seen=pl.concat([past.assessments["right_id"] for past in runs.values()]).drop_nulls().n_unique(),
        transitions=moves,
        touched=touched,
        rights=_counted(touched, "right_id"),
        sellers=_counted(touched, "external_seller_id"),
        surprises=surprises(touched, policy),
    )


def transitions(decided: pl.DataFrame) -> pl.DataFrame:
    """Return `was`, `becomes` and `offers` for every pair of decisions that occurs, the mildest first."""
    return (
        decided.group_by("was", "becomes")
        .agg(pl.len().cast(pl.Int64).alias("offers"))
        .sort(gravity_of("was"), gravity_of("becomes"))
    )


def _side_by_side(past: Past, policy: Policy) -> pl.DataFrame:
    """Return per decision what it was and becomes, with the right and the weight of the graver of the two."""
    new = gravest_of(judged(past.assessments.select(CONDITION_COLUMNS), policy))
    weights = past.assessments.select(*PAIR, was_weight="weight")
    authorised = past.authorised.select("subject_id").unique().with_columns(authorised=pl.lit(value=True))
    sellers = past.offers.select("id", "external_seller_id")
    renamed = new.select("subject_id", becomes="decision", new_right="right_id", new_weight="weight", new_rule="rule")
    graver = gravity_of("becomes") >= gravity_of("was")
    of_an_order = pl.col("old_rule").str.starts_with(BY_ORDER)  # no policy undoes it
    return (
        past.decisions.select(*PAIR, was="decision", old_rule="rule")
        .join(weights, on=PAIR, how="left", nulls_equal=True, maintain_order="left")
        .join(renamed, on="subject_id", how="left", maintain_order="left")
        .join(sellers, left_on="subject_id", right_on="id", how="left", maintain_order="left")
        .join(authorised, on="subject_id", how="left", maintain_order="left")
        .with_columns(pl.col("becomes").fill_null("clear"), pl.col("authorised").fill_null(value=False))
        .with_columns(becomes=pl.when(of_an_order).then("was").otherwise("becomes"))
        .select(
            "subject_id",
            "external_seller_id",
            "was",
            "becomes",
            "authorised",
            "old_rule",
            right_id=pl.when(graver).then("new_right").otherwise("right_id"),
            weight=pl.when(graver).then("new_weight").otherwise("was_weight"),
            new_rule=pl.col("new_rule").fill_null(NO_SIGN),
            steps=gravity_of("becomes") - gravity_of("was"),
        )
    )


def _counted(touched: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return per id how many decisions were touched, the most first; rows without an id are left out."""
    return (
        touched.filter(pl.col(column).is_not_null())
        .group_by(column)
        .agg(
            touched=pl.len().cast(pl.Int64),
            graver=(pl.col("steps") > 0).sum().cast(pl.Int64),
            milder=(pl.col("steps") < 0).sum().cast(pl.Int64),
        )
        .sort(["touched", column], descending=[True, False])
    )
