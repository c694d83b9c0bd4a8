"""What has each of those bound to do? A list for every intermediary, of what the order reaches and nothing else."""

from collections.abc import Mapping

import polars as pl

from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.tables.order_reach import REACHED

KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "marketplace": ("account", "listing", "funds"),
    "payment processor": ("account", "funds"),
    "carrier": ("account",),
    "host": ("account", "listing"),
    "search": ("listing",),
    "advertiser": ("account", "listing"),
    "warehouse": ("account", "stock"),
}
TO_DO = {
    ("marketplace", "account"): "Keep this account from offering what the order restrains.",
    ("marketplace", "listing"): "Take this listing down.",
    ("payment processor", "account"): "Transfer no funds of this account beyond what the order leaves free.",
    ("carrier", "account"): "Carry no restrained goods for this account.",
    ("host", "account"): "Serve no page of this account that shows restrained goods.",
    ("host", "listing"): "Serve this page no longer.",
    ("search", "listing"): "Show this address in no results.",
    ("advertiser", "account"): "Run no advertisement of this account for restrained goods.",
    ("advertiser", "listing"): "Run no advertisement that leads to this listing.",
    ("warehouse", "account"): "Let none of this account's restrained goods leave.",
    ("warehouse", "stock"): "Hold this stock where it lies.",
}
HOLD = "Hold this amount."
COLUMNS = (
    *("order_id", "court", "docket", "do", "subject_kind", "subject_id", "account_id", "number", "link", "amount"),
    *("currency", "facility", "quantity", "quantity_unit", "until", "reasons"),
)


def instructions(reach: pl.DataFrame, order: OrderRecord) -> dict[str, pl.DataFrame]:
    """Return for each intermediary that the order binds what it has to do (COLUMNS), a thing to a row."""
    reached = reach.filter(pl.col("state") == REACHED)
    told = reached.with_columns(court=pl.lit(order.court), docket=pl.lit(order.docket))
    return {one.who: _of(one.who, told) for one in order.bound}


def _of(who: str, reached: pl.DataFrame) -> pl.DataFrame:
    to_do = {kind: TO_DO.get((who, kind), HOLD) for kind in KINDS_OF[who]}
    own = reached.filter(pl.col("subject_kind").is_in(list(to_do)))
    own = own.with_columns(do=pl.col("subject_kind").replace_strict(to_do, return_dtype=pl.String))
    return own.select(COLUMNS).sort("subject_kind", "account_id", "subject_id")
