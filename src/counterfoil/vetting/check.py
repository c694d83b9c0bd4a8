"""What is one check of a seller? A kind of evidence with what it needs, how it is made, and what its sign amounts to.

A check is made where what it needs was given. Where its sign is seen it is `failed` (what was given is wrong),
`doubtful` (a person should look) or, where it speaks for the seller, `confirmed`; otherwise it is passed.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import polars as pl

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.observation import observe

FAILED, DOUBTFUL, CONFIRMED, PASSED, MISSING = "failed", "doubtful", "confirmed", "passed", "missing"


class Check(NamedTuple):
    """A kind of evidence (scope seller), when it can be looked for, how, and what its sign amounts to."""

    kind: Kind
    given: pl.Expr
    how: str
    grade: str


def check(given: str | pl.Expr, *, how: str, grade: str) -> Callable[[Kind], Check]:
    """Return a decorator that makes a Check of a Kind; `given` is a column that must hold something, or a condition."""
    made = pl.col(given).is_not_null() if isinstance(given, str) else given

    def decorated(kind: Kind) -> Check:
        return Check(kind, made, how, grade)

    return decorated


def signs_in(rows: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """Return what the checks saw: findings by the contract Finding without their weights."""
    return observe(rows, [one.kind for one in checks], subject_kind="seller", seen_twice=False)


def results_of(rows: pl.DataFrame, findings: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """Return a row for each check made: seller_id, check, result, field, seen, how, source, detail, party_detail."""
    told = pl.DataFrame(
        [(one.kind.name, one.how, one.kind.source, one.grade) for one in checks],
        schema=["check", "how", "source", "grade"],
        orient="row",
    )
    seen = findings.select("field", "seen", "detail", "party_detail", seller_id="subject_id", check="kind")
    return (
        _made(rows, checks)
        .join(seen, on=["seller_id", "check"], how="left", maintain_order="left")
        .join(told, on="check", how="left", maintain_order="left")
        .with_columns(result=pl.when(pl.col("detail").is_null()).then(pl.lit(PASSED)).otherwise("grade"))
        .filter((pl.col("result") != PASSED) | (pl.col("grade") != CONFIRMED))
        .drop("grade")
    )


def _made(rows: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """Return seller_id and check, for every check that could be made, sellers and checks in their order."""
    flags = rows.select("subject_id", *(one.given.fill_null(value=False).alias(one.kind.name) for one in checks))
    names = [one.kind.name for one in checks]
    long = flags.with_row_index("_at").unpivot(names, index=["_at", "subject_id"], variable_name="check")
    place = {name: at for at, name in enumerate(names)}
    ordered = long.filter("value").with_columns(
        pl.col("check").replace_strict(place, return_dtype=pl.Int64).alias("_n")
    )
    return ordered.sort("_at", "_n").select("check", seller_id="subject_id")
