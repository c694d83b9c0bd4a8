"""The tables that judge a screen: labels, and the decisions of this or any other system."""

from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import number, time
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.given_decision import GivenDecision
from counterfoil.tables.label import Label


def read_labels(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return labels (columns of Label and `line`) and rejects.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _LABELS)


def read_decisions(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return decisions (columns of GivenDecision and `line`) and rejects; raises as `read_labels`."""
    return read_whole(Given(stream, file, mapping, encoding), _DECISIONS)


def _words(field: str, *, between: str) -> pl.Expr:
    """Return the text in lower case, its words parted in our way whatever sign parted them."""
    return pl.col(field).str.to_lowercase().str.replace_all(r"[_\-\s]+", between)


_LABELS = Kind(
    Label,
    ("subject_id", "label", "origin", "selection_probability"),
    conversions=(number("selection_probability"), time("labelled_at")),
    prepare=lambda rows: rows.with_columns(_words("label", between=" "), _words("origin", between=" ")),
)
_DECISIONS = Kind(
    GivenDecision,
    ("subject_id", "decision"),
    prepare=lambda rows: rows.with_columns(_words("decision", between="-")),
)
