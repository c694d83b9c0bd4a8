"""Tables of an invented platform, drawn from few words: actions, notices and their listings, orders, events of them."""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.run.gathered_tables import OWN, ROW, SOURCE
from counterfoil.tables import (
    action,
    case,
    dossier,
    event,
    notice,
    notice_listing,
    order,
    seller,
    seller_event,
    statement,
)
from counterfoil.tables.contract import completed
from counterfoil.tables.table_names import CONTRACTS
from counterfoil.transparency.measure import Asked
from counterfoil.transparency.report import report

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
ASKED = Asked("Tidewater Market", FIRST, LAST)
Rows = list[dict[str, Any]]
_DRAWN = {
    "action": action.EXAMPLE, "event": event.EXAMPLE, "notice": notice.EXAMPLE, "order": order.EXAMPLE,
    "case": case.EXAMPLE, "dossier": dossier.EXAMPLE, "seller": seller.EXAMPLE,
    "notice_listing": notice_listing.EXAMPLE, "seller_event": seller_event.EXAMPLE, "statement": statement.EXAMPLE,
}  # fmt: skip


def at(day: int, hour: int = 0, month: int = 11) -> dt.datetime:
    """Return a time in November 2026, or another month."""
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


def table(name: str, rows: Rows) -> pl.LazyFrame:
    """Return rows of a contract as they are gathered; what is not told of a row is that of the contract's example."""
    contract = CONTRACTS[name]
    example = completed(_DRAWN[name], contract).row(0, named=True)
    schema = contract.create_empty().schema
    numbered = [example | {"id": f"{name}-{place}", "puid": f"p-{place}"} | row for place, row in enumerate(rows)]
    made = pl.DataFrame([{key: row.get(key) for key in schema} for row in numbered], schema=schema)
    own = [pl.col(SOURCE).alias(f"{OWN}{SOURCE}")] if SOURCE in schema else []
    return made.with_columns(own).with_columns(pl.lit("drawn").alias(SOURCE), pl.lit(1).alias(ROW)).lazy()


def counted(tables: dict[str, pl.LazyFrame], *, limit: int = 0) -> dict[tuple[str, str, str], Any]:
    """Return what is told by (measure, breakdown, part): a count, a median or share, or how it stands."""
    rows = report(tables, ASKED, limit=limit).counts.iter_rows(named=True)
    told = {}
    for row in rows:
        number = row["count"] if row["value"] is None else row["value"]
        told[row["measure"], row["breakdown"], row["part"]] = row["standing"] if number is None else number
    return told
