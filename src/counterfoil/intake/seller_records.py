"""What goes with sellers: the documents they showed and the events between them and the platform."""

from typing import BinaryIO

import polars as pl

from counterfoil.codes import country
from counterfoil.intake.convert import day
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent

_DAYS = ("issued_on", "expires_on", "received_on", "checked_on")


def read_seller_documents(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return documents of sellers (columns of SellerDocument and `line`) and rejects, whose numbers and names are
    withheld. Raises UserError where the file cannot be read or no row of it was kept."""
    return read_whole(Given(stream, file, mapping, encoding), _DOCUMENTS)


def read_seller_events(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return events of sellers (columns of SellerEvent and `line`) and rejects; raises as `read_seller_documents`."""
    return read_whole(Given(stream, file, mapping, encoding), _EVENTS)


def _lower_case(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    present = [name for name in names if name in rows.columns]
    return rows.with_columns(pl.col(present).str.to_lowercase().str.replace_all(r"[_\s]+", " "))


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the documents with words in small letters and countries as codes where they are known."""
    rows = _lower_case(rows, "type", "result")
    if "country" not in rows.columns:
        return rows
    codes = {name: country.normalise(name) or name for name in rows["country"].drop_nulls().unique()}
    return rows.with_columns(pl.col("country").replace(codes)) if codes else rows


_DOCUMENTS = Kind(
    SellerDocument,
    ("seller_id", "type"),
    may_be_empty=True,
    conversions=tuple(day(name) for name in _DAYS),
    prepare=_prepared,
    shown=("seller_id", "result", *_DAYS),
)
_EVENTS = Kind(
    SellerEvent,
    ("seller_id", "kind", "day"),
    may_be_empty=True,
    conversions=(day("day"),),
    prepare=lambda rows: _lower_case(rows, "kind"),
    shown=("seller_id", "day"),
)
