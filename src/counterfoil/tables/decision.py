"""Decisions: one per offer, taken by a policy over its assessments. People may overrule every one."""

import dataframely as dy
import polars as pl

DECISIONS = ("clear", "review", "request-documents", "hold", "remove")  # mildest first
BY_ORDER = "court order "  # how `rule` begins where a court order decided, and not the policy


class Decision(dy.Schema):
    """What the policy asks for on one offer, from its gravest assessment."""

    subject_id = dy.String(nullable=False, primary_key=True)
    decision = dy.String(nullable=False, description="clear, review, request-documents, hold, remove")
    score = dy.Float64(nullable=False, min=0, max=1)
    right_id = dy.String(nullable=True)
    ground = dy.String(nullable=True)
    reasons = dy.List(dy.String(nullable=False), nullable=False)
    party_reasons = dy.List(dy.String(nullable=False), nullable=False)
    policy = dy.String(nullable=False, description="name and version of the policy")
    rule = dy.String(nullable=False, description="the condition that matched, or 'no condition matched'")

    @dy.rule()
    def decision_is_a_known_one(cls) -> pl.Expr:
        return pl.col("decision").is_in(DECISIONS)


EXAMPLE = pl.DataFrame(
    {
        "subject_id": ["o-2"],
        "decision": ["hold"],
        "score": [0.802184],
        "right_id": ["r-1"],
        "ground": ["counterfeit"],
        "reasons": [["The title writes the mark Halvorsen as “H-alv-orsen”, broken up so that a search misses it."]],
        "party_reasons": [["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."]],
        "policy": ["default-1"],
        "rule": ["weight >= 1000"],
    }
)
