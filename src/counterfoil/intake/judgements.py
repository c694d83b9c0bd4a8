"""The tables that a linking run brings along from the one before: reviewers' judgements, and resolved parties."""

from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import day, time
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.judgement import Judgement
from counterfoil.tables.resolved_party import ResolvedParty


def read_judgements(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return judgements (columns of Judgement and `line`) and rejects.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _JUDGEMENTS)


def read_resolved_parties(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return resolved parties (columns of ResolvedParty and `line`) and rejects; raises as `read_judgements`."""
    return read_whole(Given(stream, file, mapping, encoding), _RESOLVED)


def _spoken(field: str) -> pl.Expr:
    return pl.col(field).str.to_lowercase().str.replace_all(r"[_\-\s]+", " ")


_JUDGEMENTS = Kind(
    Judgement,
    ("seller_id", "other_seller_id", "verdict"),
    may_be_empty=True,
    conversions=(time("judged_at"),),
    prepare=lambda rows: rows.with_columns(_spoken("verdict")),
    shown=("seller_id", "other_seller_id", "verdict"),
)
_RESOLVED = Kind(
    ResolvedParty,
    ("party_id", "seller_id", "cause", "since"),
    may_be_empty=True,
    conversions=(day("since"), day("until")),
    shown=("party_id", "seller_id", "cause"),
)
