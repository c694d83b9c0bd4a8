"""Actions in force to draw from: one that is told, and what may be changed in it."""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.enforcement.statements.article_17 import Telling
from counterfoil.enforcement.statements.wording import wording
from counterfoil.tables import action
from counterfoil.tables.action import Action
from counterfoil.tables.contract import LINE, completed

DAY = dt.date(2026, 11, 8)
SINCE = dt.datetime(2026, 11, 8, 9, 30, tzinfo=dt.UTC)
ENGLISH = Telling("Tidewater Market", wording("en"), DAY)
IN_FORCE = action.EXAMPLE.with_columns(state=pl.lit("in force"), in_force_since=pl.lit(SINCE)).row(0, named=True)


def actions(*changes: dict[str, Any]) -> pl.DataFrame:
    """Return one action for each set of changes, with the line that it stands on."""
    rows = [IN_FORCE | {"id": f"a-{line}"} | change for line, change in enumerate(changes, start=1)]
    empty = Action.create_empty()
    told = pl.DataFrame(rows, schema_overrides={name: empty.schema[name] for name in rows[0]})
    return completed(told, Action).with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE))
