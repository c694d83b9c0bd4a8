"""Which offers are the gravest of a run, and which signs speak for that?"""

import polars as pl

from counterfoil.tables.decision import DECISIONS

CARDS = 60  # offers shown in full: about twenty printed pages, and under a megabyte
KEYS = ["subject_id", "right_id"]


def worst_offers(decisions: pl.DataFrame, assessments: pl.DataFrame) -> pl.DataFrame:
    """Return the at most CARDS decisions above clear that are shown in full, gravest first, then heaviest.

    Columns: those of `Decision`, and `weight` of the assessment that decided, in thousandths of a nat (empty
    where no assessment belongs to the decision). The caller needs to read only these offers for the report.
    """
    above = decisions.lazy().filter(pl.col("decision") != DECISIONS[0])
    gravity = pl.col("decision").replace_strict({name: rank for rank, name in enumerate(DECISIONS)})
    worst = (
        above.select("subject_id", "right_id", "score", gravity.alias("gravity"))
        .join(assessments.lazy().select(*KEYS, "weight"), on=KEYS, how="left", nulls_equal=True)
        .sort("gravity", "weight", "score", "subject_id", descending=[True] * 3 + [False], nulls_last=True)
        .unique("subject_id", keep="first", maintain_order=True)
        .select("subject_id", "weight")
        .head(CARDS)
        .collect()
    )
    found = worst.join(decisions, on="subject_id", how="left", maintain_order="left")
    return found.select(*decisions.columns, "weight")


def gravest(candidates: pl.DataFrame) -> pl.DataFrame:
    """Return the CARDS gravest of what `worst_offers` found in several batches, in the same order."""
    gravity = pl.col("decision").replace_strict({name: rank for rank, name in enumerate(DECISIONS)})
    return candidates.sort(
        gravity, "weight", "score", "subject_id", descending=[True] * 3 + [False], nulls_last=True
    ).head(CARDS)


def signs_on(findings: pl.DataFrame, worst: pl.DataFrame) -> pl.DataFrame:
    """Return the findings on the worst offers that speak of the deciding right or of the offer itself.

    Columns of `Finding` and `decided_right`; heaviest first within each offer, whichever way they point.
    """
    decided = worst.select("subject_id", decided_right="right_id")
    own = pl.col("right_id").is_null() | (pl.col("right_id") == pl.col("decided_right"))
    return (
        findings.lazy()
        .filter(pl.col("subject_kind") == "offer")
        .join(decided.lazy(), on="subject_id")
        .filter(own)
        .sort(
            pl.col("weight").abs(),
            pl.col("weight"),
            "kind",
            descending=[True, True, False],
            maintain_order=True,
        )
        .collect()
    )
