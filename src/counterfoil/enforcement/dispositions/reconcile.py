"""Does every unit that was found stand in exactly one account? By line, notice, facility and as a whole."""

import polars as pl

from counterfoil.enforcement.dispositions.line_balances import KEY
from counterfoil.tables.contract import completed
from counterfoil.tables.given_disposition import KINDS, OPEN
from counterfoil.tables.reconciliation import Reconciliation

_UNITS = ("told", "found", *KINDS, *OPEN, "over", "unproven")
_BY = {"line": ["facility", *KEY], "notice": ["facility", "notice_id"], "facility": ["facility"], "whole": []}


def reconciliation(balances: pl.DataFrame, unproven: pl.DataFrame, closed: pl.DataFrame) -> pl.DataFrame:
    """Return the reconciliation (contract Reconciliation), the whole last.

    `balances` as of `line_balances`; `unproven` has notice_id, line and units that nothing proves; `closed` has
    notice_id and is_closed. What holds several is closed once all of them are.
    """
    lines = balances.filter("count").join(
        unproven.select(*KEY, unproven="units"), on=KEY, how="left", maintain_order="left"
    )
    told = lines.join(closed, on="notice_id", how="left", maintain_order="left").with_columns(
        pl.col("unproven").fill_null(0), pl.col("is_closed").fill_null(value=False)
    )
    parts = [_level(told, level, by) for level, by in _BY.items()]
    comes_out = (pl.col("over") == 0) & (~pl.col("is_closed") | (pl.sum_horizontal(OPEN) == 0))
    every = pl.concat(parts).with_columns(comes_out=comes_out)
    return Reconciliation.validate(every, cast=True)


def _level(lines: pl.DataFrame, level: str, by: list[str]) -> pl.DataFrame:
    sums = [pl.col(name).sum() for name in _UNITS]
    closed = pl.col("is_closed").all()
    summed = lines.group_by(by, maintain_order=True).agg(*sums, closed) if by else lines.select(*sums, closed)
    named = completed(summed.with_columns(level=pl.lit(level), comes_out=pl.lit(value=True)), Reconciliation)
    return named.sort("facility", "notice_id", "line")
