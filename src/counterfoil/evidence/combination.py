"""What do the findings on one offer and right come to?

Weights are summed as integers by group, each group is capped so that correlated signs are not counted twice, and
the prior is added. Sums of integers are the same on every machine and thread count; the score is derived last.
"""

import itertools

import polars as pl

from counterfoil.evidence.weights import Model

PAIR = ["subject_id", "right_id"]


def weigh(findings: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return the findings with `weight` and `rule_version`; kinds that the model does not name weigh nothing."""
    weights = model.kinds.select("kind", "weight")
    return findings.join(weights, on="kind", how="left", maintain_order="left").with_columns(
        pl.col("weight").fill_null(0), rule_version=pl.lit(model.label)
    )


def score_of(weight: pl.Expr) -> pl.Expr:
    """Return the logistic of a weight in thousandths of a nat, rounded to six decimals. It is no probability."""
    return (1 / (1 + (-weight / 1000).exp())).round(6)


def probability_of(weight: pl.Expr, model: Model) -> pl.Expr:
    """Return the probability that a weight stands for, six decimals; null unless the model is calibrated for it.

    Between two points of the model's map the log-odds are whole numbers too, rounded down; beyond its ends they stay
    what they are there, because nothing was observed beyond.
    """
    if not model.calibration:
        return pl.lit(None, dtype=pl.Float64)
    lowest, highest = model.calibration[0], model.calibration[-1]
    log_odds = pl.lit(lowest[1], dtype=pl.Int64)
    within = weight.clip(lowest[0], highest[0])
    for (start, low), (end, high) in itertools.pairwise(model.calibration):
        along = low + (within - start) * (high - low) // (end - start)
        log_odds = pl.when(within >= start).then(along).otherwise(log_odds)
    return score_of(log_odds)


def assess(
    findings: pl.DataFrame, uses: pl.DataFrame, model: Model, *, engine_version: str, inputs_digest: str
) -> pl.DataFrame:
    """Return one assessment per offer and right (contract Assessment), ordered by offer and right.

    `findings` are weighed; those without a right count for every right of their offer. `uses` holds the pairs of
    `subject_id` and `right_id` in which an offer touches a right; an offer with findings and no right is assessed
    once, with an empty right.
    """
    touched = uses.lazy().select(PAIR)
    named = _for_every_right(findings.lazy(), touched).join(
        model.kinds.lazy().select("kind", "group", "ground"), on="kind", how="left"
    )
    sums = _capped(named, model).group_by(PAIR).agg(pl.col("weight").sum())
    total = (pl.col("weight").fill_null(0) + model.prior).cast(pl.Int64)
    return (
        pl.concat([touched, named.select(PAIR)])
        .unique()
        .join(sums, on=PAIR, how="left", nulls_equal=True)
        .join(_reasons(named), on=PAIR, how="left", nulls_equal=True)
        .join(_grounds(named), on=PAIR, how="left", nulls_equal=True)
        .sort(PAIR, nulls_last=True)
        .select(
            *PAIR,
            ground=pl.col("ground").fill_null("counterfeit"),
            weight=total,
            score=score_of(total),
            probability=probability_of(total, model),
            reasons=pl.col("reasons").fill_null([]),
            party_reasons=pl.col("party_reasons").fill_null([]),
            engine_version=pl.lit(engine_version),
            inputs_digest=pl.lit(inputs_digest),
        )
        .collect()
    )


def _for_every_right(findings: pl.LazyFrame, uses: pl.LazyFrame) -> pl.LazyFrame:
    """Repeat the findings on the offer itself for each right it touches; keep them once where it touches none."""
    of_rights = findings.filter(pl.col("right_id").is_not_null())
    of_offers = findings.filter(pl.col("right_id").is_null()).drop("right_id")
    spread = of_offers.join(uses.select(PAIR).unique(), on="subject_id", how="left")
    return pl.concat([of_rights, spread.select(of_rights.collect_schema().names())])


def _capped(named: pl.LazyFrame, model: Model) -> pl.LazyFrame:
    sums = named.group_by([*PAIR, "group"]).agg(pl.col("weight").sum())
    return sums.join(model.groups.lazy(), on="group", how="left").with_columns(
        pl.min_horizontal(pl.max_horizontal("weight", "least"), "most").alias("weight")
    )


def _reasons(named: pl.LazyFrame) -> pl.LazyFrame:
    """Return per pair the sentences, the heaviest first; the seller reads each once."""
    by = [*PAIR, "weight", "kind", "detail"]
    ordered = named.sort(by, descending=[False, False, True, False, False], nulls_last=True)
    speaking = ordered.filter(pl.col("weight") != 0)
    return speaking.group_by(PAIR, maintain_order=True).agg(
        reasons=pl.col("detail"),
        party_reasons=pl.col("party_detail").filter(pl.col("weight") > 0).unique(maintain_order=True),
    )


def _grounds(named: pl.LazyFrame) -> pl.LazyFrame:
    """Return per pair the ground that most weight speaks for; one heavy sign does not outvote several others."""
    spoken = named.filter(pl.col("weight") > 0).group_by([*PAIR, "ground"]).agg(pl.col("weight").sum())
    ordered = spoken.sort([*PAIR, "weight", "ground"], descending=[False, False, True, False], nulls_last=True)
    return ordered.select(*PAIR, "ground").unique(PAIR, keep="first", maintain_order=True)
