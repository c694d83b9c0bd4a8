"""Which evidence stood before each label? Labels and a screening's tables in, cases out.

A case is one label with the kinds of evidence that count for it: those on the offer itself, and those on the right
that the label speaks of. Where the label names no right, it is the right of the offer's heaviest assessment, the one
that decides.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, weigh
from counterfoil.evidence.weights import Model
from counterfoil.tables.label import GENUINE

CASE = "case"
_FINDING = ["subject_id", "right_id", "kind"]
_NO_USES = pl.DataFrame(schema={"subject_id": pl.String, "right_id": pl.String})


class Cases(NamedTuple):
    """`rows`: case, subject_id, right_id, label, origin, infringes, sample_weight; `kinds`: case, kind."""

    rows: pl.DataFrame
    kinds: pl.DataFrame

    def only(self, wanted: pl.Expr) -> "Cases":
        """Return the cases whose rows satisfy a condition."""
        rows = self.rows.filter(wanted)
        return Cases(rows, self.kinds.join(rows, on=CASE, how="semi"))


def cases_of(labels: pl.DataFrame, findings: pl.DataFrame, assessments: pl.DataFrame) -> Cases:
    """Return one case for each label, ordered by offer and right, so that the order of the file does not matter.

    `sample_weight` is 1 / selection probability, brought to a sum of the effective sample size: heavy weights are
    then not mistaken for much evidence.
    """
    rows = (
        _with_rights(labels, assessments)
        .sort("subject_id", "right_id", nulls_last=True)
        .with_columns(
            pl.int_range(pl.len()).cast(pl.String).alias(CASE),
            infringes=pl.col("label") != GENUINE,
            sample_weight=1 / pl.col("selection_probability"),
        )
        .with_columns(pl.col("sample_weight") * pl.col("sample_weight").sum() / pl.col("sample_weight").pow(2).sum())
    )
    seen = rows.select(CASE, "subject_id", wanted="right_id").join(findings.select(_FINDING), on="subject_id")
    counts = pl.col("right_id").is_null() | (pl.col("right_id") == pl.col("wanted")).fill_null(value=False)
    return Cases(rows, seen.filter(counts).select(CASE, "kind").unique(maintain_order=True))


def _with_rights(labels: pl.DataFrame, assessments: pl.DataFrame) -> pl.DataFrame:
    heaviest = assessments.sort(["weight", "right_id"], descending=[True, False], nulls_last=True).unique(
        "subject_id", keep="first", maintain_order=True
    )
    deciding = labels.join(
        heaviest.select("subject_id", deciding="right_id"), on="subject_id", how="left", maintain_order="left"
    )
    return deciding.with_columns(right_id=pl.coalesce("right_id", "deciding")).drop("deciding")


def effective_labels(cases: Cases) -> float:
    """Return how many labels drawn with equal probability would tell as much, by Kish's formula, to one decimal."""
    weights = 1 / cases.rows["selection_probability"].to_numpy()
    return round(float(weights.sum() ** 2 / (weights**2).sum()), 1)


def weighed(cases: Cases, model: Model) -> pl.DataFrame:
    """Return the rows with `weight` and `ground` as the engine itself assesses them by a model."""
    nothing = pl.lit(None, dtype=pl.String)
    findings = cases.kinds.select("kind", subject_id=CASE, right_id=nothing, detail=pl.lit(""), party_detail=pl.lit(""))
    assessed = assess(weigh(findings, model), _NO_USES, model, engine_version="", inputs_digest="")
    found = assessed.select("weight", "ground", **{CASE: "subject_id"})
    return cases.rows.join(found, on=CASE, how="left", maintain_order="left").with_columns(
        pl.col("weight").fill_null(model.prior), pl.col("ground").fill_null("counterfeit")
    )
