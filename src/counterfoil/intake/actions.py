"""Enforcement actions from a file, and ids of statements that were used before."""

from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import Conversion, day, flag, time, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.reader import LIST_SEPARATOR
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.action import Action
from counterfoil.tables.contract import Sorted
from counterfoil.tables.used_puid import KEPT, UsedPuid

SHOWN = ("id", "case_id", "kind", "subject_kind", "ground", "legal_ground", "source", "decided", "state")


def read_actions(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return actions (columns of Action and `line`) and rejects; facts that were rejected are withheld.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _ACTIONS)


def read_puids(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return ids that were used (columns of UsedPuid and `line`) and rejects; without a state, the database keeps them.

    Raises UserError as `read_actions`.
    """
    return read_whole(Given(stream, file, mapping, encoding), _PUIDS)


def _sentences(field: str) -> Conversion:
    """Return the reading of a list of sentences, one to a line; a semicolon parts none."""
    lines = pl.col(field).str.split(LIST_SEPARATOR).list.eval(pl.element().str.strip_chars())
    return Conversion(field, lines.list.eval(pl.element().filter(pl.element() != "")), "a list")


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the lists that a file may leave out, and without that which is empty in none."""
    lists = ("facts", "territory", "approved_by")
    given = [name for name in lists if name in rows.columns]
    absent = [pl.lit("").alias(name) for name in lists if name not in rows.columns]
    return rows.with_columns(pl.col(given).fill_null(""), *absent)


def _kept_unless_told(rows: pl.DataFrame) -> pl.DataFrame:
    own = pl.col("state") if "state" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.with_columns(state=own.fill_null(KEPT))


_ACTIONS = Kind(
    Action,
    ("id", "kind", "subject_kind", "subject_id", "ground", "legal_ground", "provision", "source", "content_on"),
    may_be_empty=True,
    conversions=(
        *(time(name) for name in ("proposed_at", "in_force_since", "ended_at")),
        *(day(name) for name in ("content_on", "until")),
        flag("detected_automatically"),
        _sentences("facts"),
        *(values(name) for name in ("territory", "approved_by")),
    ),
    prepare=_whole,
    shown=SHOWN,
)
_PUIDS = Kind(UsedPuid, ("puid",), may_be_empty=True, conversions=(whole_number("place"),), prepare=_kept_unless_told)
