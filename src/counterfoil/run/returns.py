"""Read which accounts come back: what linking found of applications and accounts that were ended."""

from typing import BinaryIO

import dataframely as dy
import polars as pl

from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.seller import STATUSES


class Return(dy.Schema):
    """An account and the ended one that it resolves to."""

    seller_id = dy.String(nullable=False, min_length=1)
    known_id = dy.String(nullable=False, min_length=1, description="the account that was ended")
    known_status = dy.String(nullable=False, description="terminated or debarred")
    evidence = dy.String(nullable=False, description="what both have in common, in words without personal data")

    @dy.rule()
    def known_status_is_one_of_a_seller(cls) -> pl.Expr:
        return pl.col("known_status").is_in(STATUSES)


def read_returns(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return which accounts come back (columns of Return and `line`) and rejects; raises as `read_sellers`."""
    return read_whole(Given(stream, file, mapping, encoding), _RETURNS)


def _worded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows under our names, lists of reasons as one text."""
    lists = rows.with_columns(pl.col(pl.List(pl.String)).list.join("; "))
    names = {"other_seller_id": "known_id", "reasons": "evidence", "status": "known_status"}
    return lists.rename({old: new for old, new in names.items() if old in lists.columns and new not in lists.columns})


_RETURNS = Kind(Return, ("seller_id", "known_id", "known_status", "evidence"), may_be_empty=True, prepare=_worded)
