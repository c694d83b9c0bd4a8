"""Small tables that policies decide on."""

import polars as pl

from counterfoil.evidence.policy import Policy, Rule, decide

Row = tuple[str, str | None, int]


def assessments(*rows: Row, ground: str = "counterfeit") -> pl.DataFrame:
    """Return assessments of (offer, right, weight)."""
    frame = pl.DataFrame(
        rows, schema={"subject_id": pl.String, "right_id": pl.String, "weight": pl.Int64}, orient="row"
    )
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return frame.with_columns(
        score=pl.lit(0.5),
        probability=pl.lit(None, dtype=pl.Float64),
        ground=pl.lit(ground),
        reasons=nothing,
        party_reasons=nothing,
    )


def policy(*rules: str, version: int = 1) -> Policy:
    """Return a policy of rules such as `hold weight >= 5`."""
    split = [rule.split(" ", 1) for rule in rules]
    made = tuple(Rule(decision=decision, when=when) for decision, when in split)
    return Policy(name="p", version=version, rules=made)


def decisions(assessed: pl.DataFrame, by: Policy) -> dict[str, str]:
    """Return the decision on each assessed offer."""
    offers = assessed.select(id="subject_id").unique(maintain_order=True)
    return dict(decide(assessed, offers, by, prior_score=0.01).select("subject_id", "decision").iter_rows())
