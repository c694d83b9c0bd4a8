"""What does it all come to? One status, one tier, and in words why; a person may overrule every one.

Statuses, gravest first: refused (ended, debarred, surely a listed party, or violations beyond the profile's number),
suspended, review (a person must look), incomplete (the seller or the platform owes something), verified.
"""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.tables.dossier import Dossier
from counterfoil.tables.seller import Seller
from counterfoil.vetting.check import DOUBTFUL, FAILED
from counterfoil.vetting.needs import applies
from counterfoil.vetting.references import VettingReferences

REVIEW_FROM = 0  # weight from which a person looks, whatever is missing: as likely as not, before calibration
HIGH_FROM, MEDIUM_FROM = 0, -1800  # weights of the tiers; a seller of which nothing is known stands at -3500
REFUSED = ("terminated", "debarred", "denied_party", "repeated_violations")
LOOKED_AT = ("terminated_party_returns", "likely_denied_party", "possibly_denied_party", "document_rejected")
OPEN = ("running", "overdue")
_NOT_GIVEN = ("id", "status", "opened_at", "marketplace", "party_id", "platform_id", "device")


class Parts(NamedTuple):
    """Tables of one vetting: sellers' rows, Check, Clock, Assessment, what is missing, and findings."""

    rows: pl.DataFrame
    checks: pl.DataFrame
    clocks: pl.DataFrame
    assessed: pl.DataFrame
    lacking: pl.DataFrame


def dossiers(parts: Parts, references: VettingReferences, *, day: dt.date) -> pl.DataFrame:
    """Return one row (contract Dossier) for each seller, in their order."""
    rows = parts.rows.select(
        "subject_id", "status", "is_high_volume", "qualified_on", "new_sales", "new_revenue", "year_revenue",
        disclosure=_disclosure(), given=_given(), regimes=_regimes(references),
    )  # fmt: skip
    joined = rows
    for table in (_counted(parts.checks), _clocked(parts.clocks), _asked(parts), _weighed(parts.assessed)):
        joined = joined.join(table, left_on="subject_id", right_on="seller_id", how="left", maintain_order="left")
    counts = ("checks_passed", "checks_against")
    lists = ("grave", "own", "looked_at", "failed", "suspends", "reviews", "late", "missing", "party_missing")
    texts = pl.List(pl.String)
    full = joined.with_columns(
        *(pl.col(name).fill_null(0) for name in counts),
        *(pl.col(name).cast(texts).fill_null([]) for name in (*lists, "reasons", "party_reasons")),
        pl.col("weight").fill_null(references.model.prior),
    )
    judged = full.with_columns(heavy=_heavy())
    ordered = {
        "refused": ["grave"],
        "suspended": ["own", "suspends"],
        "review": ["looked_at", "reviews", "heavy"],
        "incomplete": ["failed", "late", "missing"],
    }
    return Dossier.cast(
        judged.with_columns(
            seller_id="subject_id", day=pl.lit(day), status=_status(ordered), why=_why(ordered), tier=_tier(),
            score=pl.col("score").fill_null(0.0), is_high_volume=pl.col("is_high_volume"),
            engine_version=pl.lit(references.engine_version), inputs_digest=pl.lit(references.inputs_digest),
        ).select(Dossier.column_names())
    )  # fmt: skip


def _status(ordered: dict[str, list[str]]) -> pl.Expr:
    return pl.coalesce(
        *(pl.when(pl.sum_horizontal(_count(name) for name in names) > 0).then(pl.lit(status))
          for status, names in ordered.items()),
        pl.lit("verified"),
    )  # fmt: skip


def _count(name: str) -> pl.Expr:
    return pl.col(name).list.len().cast(pl.Int64)


def _why(ordered: dict[str, list[str]]) -> pl.Expr:
    names = [name for several in ordered.values() for name in several if name != "missing"]
    owed = pl.col("missing").list.eval(pl.concat_str(pl.lit("Missing: "), pl.element(), pl.lit(".")))
    return pl.concat_list(*(pl.col(name) for name in names), owed).list.unique(maintain_order=True)


def _tier() -> pl.Expr:
    high = pl.when((pl.col("weight") >= HIGH_FROM) | (_count("grave") > 0)).then(pl.lit("high"))
    return high.when(pl.col("weight") >= MEDIUM_FROM).then(pl.lit("medium")).otherwise(pl.lit("low"))


def _heavy() -> pl.Expr:
    said = pl.lit(["The signs against it weigh so much that a person must look."], dtype=pl.List(pl.String))
    none = pl.lit([], dtype=pl.List(pl.String))
    return pl.when(pl.col("weight") >= REVIEW_FROM).then(said).otherwise(none)


def _disclosure() -> pl.Expr:
    """Return how much of its identity buyers are shown: 15 USC 45f(b)(1) and, for homes, (b)(2)."""
    asked = pl.col("events").list.contains("partial disclosure requested")
    misused = pl.col("events").list.contains("partial disclosure misused")
    home = pl.col("is_person") | (pl.col("address_kind") == "residential")
    at_home = (pl.col("address_kind") == "residential") & home & asked & ~misused
    partial = pl.when(at_home.fill_null(value=False)).then(pl.lit("country and state")).otherwise(pl.lit("full"))
    return pl.when(pl.col("discloses")).then(partial).otherwise(pl.lit("none"))


def _given() -> pl.Expr:
    columns = [name for name in Seller.column_names() if name not in _NOT_GIVEN]
    flags = [pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in columns]
    filled = pl.concat_list(flags).list.drop_nulls()
    return pl.concat_list(filled, pl.col("documents"))


def _regimes(references: VettingReferences) -> pl.Expr:
    flags = [pl.when(applies(regime)).then(pl.lit(regime.label)) for regime in references.regimes]
    return pl.concat_list(flags).list.drop_nulls() if flags else pl.lit([], dtype=pl.List(pl.String))


def _counted(checks: pl.DataFrame) -> pl.DataFrame:
    """Return per seller how the checks came out, and the sentences of those that decide a status."""
    against = pl.col("result").is_in([DOUBTFUL, FAILED])
    decided = pl.col("check").is_in([*REFUSED, *LOOKED_AT, "suspended"])
    return checks.group_by("seller_id").agg(
        own=pl.col("detail").filter(against & (pl.col("check") == "suspended")),
        checks_passed=pl.col("result").is_in(["passed", "confirmed"]).sum().cast(pl.Int64),
        checks_against=against.sum().cast(pl.Int64),
        grave=pl.col("detail").filter(against & pl.col("check").is_in(REFUSED)),
        looked_at=pl.col("detail").filter(against & pl.col("check").is_in(LOOKED_AT)),
        failed=pl.col("detail").filter((pl.col("result") == FAILED) & ~decided),
    )


def _clocked(clocks: pl.DataFrame) -> pl.DataFrame:
    overdue = pl.col("state") == "overdue"
    first = pl.col("says").str.slice(0, 1).str.to_uppercase()
    rest = pl.col("says").str.slice(1)
    said = pl.concat_str(first, rest, pl.lit(": overdue since "), pl.col("due_on").cast(pl.String), pl.lit("."))
    of = {"suspends": "suspended", "reviews": "review", "late": "incomplete"}
    lists = {name: said.filter(overdue & (pl.col("overdue") == kind)) for name, kind in of.items()}
    earliest = pl.col("due_on").filter(pl.col("state").is_in(OPEN)).min()
    return clocks.group_by("seller_id", maintain_order=True).agg(due_on=earliest, **lists)


def _asked(parts: Parts) -> pl.DataFrame:
    """Return per seller what is missing, each thing once however many regimes ask for it."""
    once = parts.lacking.unique(["seller_id", "need"], keep="first", maintain_order=True)
    asked = pl.concat_str(pl.lit("Give "), pl.col("says"), pl.lit("."))
    return once.group_by("seller_id", maintain_order=True).agg(
        missing=pl.col("says"), party_missing=asked.filter(~pl.col("by_platform"))
    )


def _weighed(assessed: pl.DataFrame) -> pl.DataFrame:
    return assessed.select("weight", "score", "reasons", "party_reasons", seller_id="subject_id")
