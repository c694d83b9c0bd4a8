"""Assessments: one sum of evidence per offer and right."""

import dataframely as dy
import polars as pl

GROUNDS = ("counterfeit", "grey market", "mark misuse", "copyright", "design")


class Assessment(dy.Schema):
    """What the findings on one subject and right come to."""

    subject_id = dy.String(nullable=False)
    right_id = dy.String(nullable=True, description="empty where the offer touches no right on the list")
    ground = dy.String(nullable=False, description="counterfeit, grey market, mark misuse, copyright, design")
    weight = dy.Int64(nullable=False, description="prior and capped weights, in thousandths of a nat")
    score = dy.Float64(
        nullable=False, min=0, max=1, description="logistic of the weight, six decimals; not a probability"
    )
    probability = dy.Float64(nullable=True, description="empty until the model is calibrated on the user's labels")
    reasons = dy.List(dy.String(nullable=False), nullable=False, description="sentences, heaviest first")
    party_reasons = dy.List(dy.String(nullable=False), nullable=False, description="the same for the seller")
    engine_version = dy.String(nullable=False)
    inputs_digest = dy.String(nullable=False, description="SHA-256 over the digests of all inputs")

    @dy.rule()
    def ground_is_a_known_one(cls) -> pl.Expr:
        return pl.col("ground").is_in(GROUNDS)


EXAMPLE = pl.DataFrame(
    {
        "subject_id": ["o-2"],
        "right_id": ["r-1"],
        "ground": ["counterfeit"],
        "weight": [1400],
        "score": [0.802184],
        "reasons": [["The title writes the mark Halvorsen as “H-alv-orsen”, broken up so that a search misses it."]],
        "party_reasons": [["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."]],
        "engine_version": ["0.1.0"],
        "inputs_digest": ["0" * 64],
    },
    schema_overrides={"probability": pl.Float64},
)
