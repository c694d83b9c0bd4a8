"""Labels: what people found out about offers, how it came about, and how likely the offer was to be looked at.

Labels are what weights are calibrated on and decisions are judged by. Those of offers that a screen had flagged say
nothing of the others: hence the origin, and the probability by which each label was drawn (D. G. Horvitz and
D. J. Thompson, "A generalization of sampling without replacement from a finite universe", Journal of the American
Statistical Association 47 (1952), 663-685).
"""

import datetime as dt

import dataframely as dy
import polars as pl

from counterfoil.tables.assessment import GROUNDS

GENUINE = "genuine"  # infringes nothing: the owner's goods, or goods that name the mark to say what they fit
LABELS = (*GROUNDS, GENUINE)  # a ground of infringement, as assessments name it, or genuine
RANDOM_AUDIT = "random audit"
ORIGINS = (
    "test purchase",  # bought and examined by the owner
    "examination",  # goods examined by customs, a warehouse or an expert
    "blind review",  # a reviewer who saw the offer and not the screen's result
    "upheld appeal",  # the seller appealed and was right
    RANDOM_AUDIT,  # drawn by chance from all offers, flagged or not
)


class Label(dy.Schema):
    """The verdict on one offer, or on one offer and right; each is labelled once."""

    subject_id = dy.String(nullable=False, min_length=1, description="id of the offer")
    right_id = dy.String(nullable=True, description="empty: the verdict is on the offer, whichever right it touches")
    label = dy.String(nullable=False, description="genuine, counterfeit, grey market, mark misuse, copyright, design")
    origin = dy.String(
        nullable=False, description="test purchase, examination, blind review, upheld appeal, random audit"
    )
    selection_probability = dy.Float64(
        nullable=False, description="by which this offer came to be labelled, in all ways together; above 0, at most 1"
    )
    labelled_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def label_is_one_of_genuine_counterfeit_grey_market_mark_misuse_copyright_design(cls) -> pl.Expr:
        return pl.col("label").is_in(LABELS)

    @dy.rule()
    def origin_is_one_of_test_purchase_examination_blind_review_upheld_appeal_random_audit(cls) -> pl.Expr:
        return pl.col("origin").is_in(ORIGINS)

    @dy.rule()
    def selection_probability_is_above_0_and_at_most_1(cls) -> pl.Expr:
        return (pl.col("selection_probability") > 0) & (pl.col("selection_probability") <= 1)

    @dy.rule()
    def subject_id_is_labelled_once_for_a_right(cls) -> pl.Expr:
        return pl.len().over("subject_id", "right_id") == 1


EXAMPLE = pl.DataFrame(
    {
        "subject_id": ["o-2"],
        "right_id": ["r-1"],
        "label": ["counterfeit"],
        "origin": ["test purchase"],
        "selection_probability": [0.25],
        "labelled_at": [dt.datetime(2026, 11, 12, 15, 0, tzinfo=dt.UTC)],
    }
)
