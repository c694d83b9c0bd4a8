"""Given decisions: what any system, ours or another, decided on offers; the least that labels can judge."""

import dataframely as dy
import polars as pl

from counterfoil.tables.decision import DECISIONS


class GivenDecision(dy.Schema):
    """One decision on one offer, in our words; a table of our own decisions satisfies it."""

    subject_id = dy.String(nullable=False, min_length=1, primary_key=True, description="id of the offer")
    decision = dy.String(nullable=False, description="clear, review, request-documents, hold, remove")
    right_id = dy.String(nullable=True, description="the right it was taken for")

    @dy.rule()
    def decision_is_one_of_clear_review_request_documents_hold_remove(cls) -> pl.Expr:
        return pl.col("decision").is_in(DECISIONS)


EXAMPLE = pl.DataFrame({"subject_id": ["o-2"], "decision": ["hold"], "right_id": ["r-1"]})
