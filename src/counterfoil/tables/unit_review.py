"""Reviews: what each of several reviewers said of the same examined unit. One review to a row.

From units that two or three saw, or of which the truth is known, it follows how often reviewers err.
"""

import dataframely as dy
import polars as pl


class UnitReview(dy.Schema):
    """One review of one unit. Of a unit that several saw all reviews stand here, the first as well."""

    unit_id = dy.String(nullable=False, min_length=1, description="as in the sample")
    reviewer = dy.String(nullable=False, description="role:id, never a name")
    is_found = dy.Bool(nullable=False, description="the reviewer took it for counterfeit")
    is_gold = dy.Bool(nullable=True, description="this one is never wrong: an examination by the owner, say")

    @dy.rule()
    def reviewer_is_a_role_and_an_id_such_as_reviewer_4(cls) -> pl.Expr:
        return pl.col("reviewer").str.contains(r"^[a-z-]+:\S+$")


EXAMPLE = pl.DataFrame(
    {"unit_id": ["o-2"], "reviewer": ["reviewer:7"], "is_found": [True], "is_gold": [False]},
)
