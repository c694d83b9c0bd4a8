"""Evidence of cases: every sign for and against, in the sentence for the court and in that for the party."""

import dataframely as dy
import polars as pl

SIDES = ("for", "against")


class CaseEvidence(dy.Schema):
    """One sign; `side` says whether it speaks for the charge or against it. Both are kept, always."""

    case_id = dy.String(nullable=False, min_length=1)
    exhibit_id = dy.String(nullable=True, description="the exhibit that shows it")
    side = dy.String(nullable=False, description="for or against")
    subject_kind = dy.String(nullable=False)
    subject_id = dy.String(nullable=False, min_length=1)
    right_id = dy.String(nullable=True)
    kind = dy.String(nullable=False, description="name of the evidence function or of the comparison")
    weight = dy.Int64(nullable=True, description="thousandths of a nat, where it was weighed")
    seen = dy.String(nullable=True)
    detail = dy.String(nullable=False, description="the full sentence for the reviewer and the court")
    party_detail = dy.String(nullable=True, description="the sentence for the party: facts, no method, nobody's data")
    source = dy.String(nullable=False, description="FOLDER/FILE that it was taken from")
    rule_version = dy.String(nullable=True)

    @dy.rule()
    def side_is_for_or_against(cls) -> pl.Expr:
        return pl.col("side").is_in(SIDES)


EXAMPLE = pl.DataFrame(
    {
        "case_id": ["case-5b1f0c2d9a3e"],
        "side": ["for"],
        "subject_kind": ["offer"],
        "subject_id": ["o-2"],
        "right_id": ["r-1"],
        "kind": ["mark_broken_up"],
        "weight": [2600],
        "detail": ["The title writes the mark Halvorsen as “H-alv-orsen”, broken up so that a search misses it."],
        "party_detail": ["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."],
        "source": ["screening/findings.parquet"],
    }
)
