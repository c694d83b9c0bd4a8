"""Who broke an order, by what, since when? Listings that stand after notice, and money that was paid out after it.

The seller answers from the day it was served; an intermediary from its notice and the days the order gives it to comply
(Fed. R. Civ. P. 65(d)(2): who has actual notice). Days are counted from the first day a listing was seen after that to
the last, both counted in: what nobody saw is not supposed. A payout has its day, and no days.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.orders.record import FUNDS as RESTRAINS_FUNDS
from counterfoil.enforcement.orders.record import OFFERING, SELLER, OrderRecord
from counterfoil.enforcement.orders.release import Let
from counterfoil.tables.order_breach import OrderBreach
from counterfoil.tables.order_reach import ACCOUNT, FUNDS, LISTING, REACHED

CENT = Decimal("0.01")
PAYERS = ("payment processor", "marketplace")
PAYOUT = "payout"
KEY = ("kind", "subject_id", "by")
NOBODY: Mapping[str, dt.date] = {}


class Answering(NamedTuple):
    """Who answers for a breach, since when, and how that day came about."""

    who: str
    since: dt.date
    because: str


def answering(order: OrderRecord, whom: Iterable[str], *, confirmed_on: dt.date | None = None) -> list[Answering]:
    """Return those of `whom` (seller, and intermediaries) that have notice of the order, and from when they answer.

    `confirmed_on`: the day on which a person found that the order reaches the account, where it had waited for one: an
    intermediary had nothing to do before.
    """
    told = []
    if SELLER in whom and order.served_on is not None:
        since = max(order.served_on, order.starts_on)
        told.append(Answering(SELLER, since, f"the seller was served on {order.served_on}"))
    for one in order.bound:
        if one.who in whom and one.served_on is not None:
            begins = max(one.served_on, order.starts_on, confirmed_on or one.served_on)
            since = begins + dt.timedelta(days=one.comply_within)
            found = f", the account was confirmed on {confirmed_on}" if begins == confirmed_on else ""
            given = f" and it had {one.comply_within} days to comply" if one.comply_within else ""
            told.append(Answering(one.who, since, f"the {one.who} had notice on {one.served_on}{found}{given}"))
    return told


def confirmed_days(events: pl.DataFrame) -> dict[str, dt.date]:
    """Return the day on which each account that had waited was confirmed (`events` by the contract Event)."""
    own = events.filter(kind="confirmed", subject_kind=ACCOUNT).sort("at")
    return dict(own.select("subject_id", pl.col("at").dt.date()).iter_rows())


def listed_after(
    offers: pl.DataFrame,
    reach: pl.DataFrame,
    order: OrderRecord,
    *,
    day: dt.date,
    confirmed: Mapping[str, dt.date] = NOBODY,
) -> pl.DataFrame:
    """Return a breach (contract OrderBreach) for each listing and each who answers for it.

    `offers`: subject_id, account_id, link, marks (a list), seen_at, restrained already by mark, goods and carve-outs;
    those of accounts that are not reached, and those that were only seen before notice, are no breach. `confirmed` as
    `confirmed_days` gives them.
    """
    if OFFERING not in order.restrained:
        return OrderBreach.create_empty()
    reached = reach.filter(pl.col("subject_kind") == ACCOUNT, pl.col("state") == REACHED)["account_id"].implode()
    freed = reach.filter(pl.col("subject_kind") == LISTING, pl.col("state").is_in(["released", "carved out"]))
    up = offers.filter(
        pl.col("account_id").is_in(reached),
        ~pl.col("subject_id").is_in(freed["subject_id"].implode()),
        pl.col("seen_at").is_not_null(),
    )
    up = up.with_columns(seen=pl.col("seen_at").dt.date()).filter(pl.col("seen") <= day)
    first = up.group_by("subject_id", "account_id", maintain_order=True).agg("seen", pl.col("marks").first())
    rows = []
    for row in first.iter_rows(named=True):
        on = confirmed.get(row["account_id"])
        for one in answering(order, (SELLER, "marketplace", "host"), confirmed_on=on):
            seen = [at for at in row["seen"] if at >= one.since and _holds(order, at)]
            if seen:
                rows.append(_listing(row, one, seen, order))
    return _breaches(rows)


def paid_after(
    payouts: pl.DataFrame,
    reach: pl.DataFrame,
    order: OrderRecord,
    *,
    day: dt.date,
    confirmed: Mapping[str, dt.date] = NOBODY,
) -> pl.DataFrame:
    """Return a breach for each payout by which more was paid out than the order left free, in its own currency.

    `payouts` by the contract Payout. What is not restrained (beyond the cap, carved out) may be paid out.
    """
    if RESTRAINS_FUNDS not in order.restrained:
        return OrderBreach.create_empty()
    held = reach.filter(pl.col("subject_kind") == FUNDS, pl.col("state") == REACHED)
    free = {
        (row["account_id"], row["currency"]): row["balance"] - (row["amount"] or 0)
        for row in held.iter_rows(named=True)
    }
    rows = []
    for row in payouts.sort("paid_on", "id").iter_rows(named=True):
        key = (row["seller_id"], row["currency"])
        payers, on = [row["holder"]] if row["holder"] in PAYERS else PAYERS, confirmed.get(row["seller_id"])
        for one in answering(order, payers, confirmed_on=on)[:1]:
            if key in free and one.since <= row["paid_on"] <= day and _holds(order, row["paid_on"]):
                allowed = min(free[key], row["amount"])
                free[key] -= allowed
                over = Decimal(row["amount"] - allowed).quantize(CENT)
                if over > 0:
                    rows.append(_payout(row, one, over, order))
    return _breaches(rows)


def merged(known: pl.DataFrame, found: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the breaches of earlier checks and of this one, each once: its first day stays, its last moves on.

    A listing that an earlier check found and this one did not is over since this day.
    """
    now = {tuple(row[name] for name in KEY): row for row in found.iter_rows(named=True)}
    rows = []
    for row in known.iter_rows(named=True):
        again = now.pop(tuple(row[name] for name in KEY), None)
        rows.append(_ended(row, day) if again is None else _continued(row, again))
    return _breaches([*rows, *now.values()])


def withdrawn(breaches: pl.DataFrame, let: Let, subjects: Sequence[str]) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Return the breaches (contract OrderBreach), those of what is let go withdrawn on that day, and these as rows.

    They stay: that a payout was made or a listing stood is as true as before, and who was told of it has to find it.
    """
    if let.part == ACCOUNT:
        own = pl.col("account_id") == let.account_id
    elif let.part == LISTING:
        own = (pl.col("kind") == LISTING) & pl.col("subject_id").is_in(list(subjects))
    else:
        own = (pl.col("account_id") == let.account_id) & (pl.col("kind") == PAYOUT) & pl.lit(let.part == FUNDS)
    own = own.fill_null(value=False) & pl.col("withdrawn_on").is_null()
    told = breaches.with_columns(withdrawn_on=pl.when(own).then(pl.lit(let.on)).otherwise("withdrawn_on"))
    return told, breaches.filter(own).to_dicts()


def _holds(order: OrderRecord, on: dt.date) -> bool:
    return order.starts_on <= on and (order.expires_on is None or on <= order.expires_on)


def _continued(row: dict[str, Any], again: dict[str, Any]) -> dict[str, Any]:
    first = min(row["first_seen"], again["first_seen"])
    last = max(row["last_seen"], again["last_seen"])
    days = row["days"] if row["kind"] != LISTING else (last - first).days + 1
    return again | {"first_seen": first, "last_seen": last, "days": days, "ended_on": None}


def _ended(row: dict[str, Any], day: dt.date) -> dict[str, Any]:
    if row["kind"] != LISTING or row["ended_on"] is not None or row["withdrawn_on"] is not None:
        return row
    return row | {"ended_on": day}


def _listing(row: Mapping[str, Any], one: Answering, seen: list[dt.date], order: OrderRecord) -> dict[str, Any]:
    what = (
        f"It bears the restrained mark{'s' if len(row['marks']) > 1 else ''} {' and '.join(row['marks'])}"
        if row["marks"]
        else "The order restrains all its account's listings"
    )
    return {
        "order_id": order.name,
        "kind": LISTING,
        "subject_id": row["subject_id"],
        "account_id": row["account_id"],
        "by": one.who,
        "first_seen": min(seen),
        "last_seen": max(seen),
        "days": (max(seen) - min(seen)).days + 1,
        "evidence": [f"The listing was up on {max(seen)}; {one.because}.", f"{what}."],
    }


def _payout(row: Mapping[str, Any], one: Answering, over: Decimal, order: OrderRecord) -> dict[str, Any]:
    paid = f"{row['amount']:,.2f} {row['currency']} were paid out on {row['paid_on']}"
    return {
        "order_id": order.name,
        "kind": PAYOUT,
        "subject_id": row["id"],
        "account_id": row["seller_id"],
        "by": one.who,
        "first_seen": row["paid_on"],
        "last_seen": row["paid_on"],
        "amount": over,
        "currency": row["currency"],
        "evidence": [f"{paid}; {one.because}.", f"{over:,.2f} of it the order had restrained."],
    }


def _breaches(rows: list[dict[str, Any]]) -> pl.DataFrame:
    empty = OrderBreach.create_empty()
    told = pl.DataFrame(rows, schema=empty.schema) if rows else empty
    return told.sort("kind", "account_id", "subject_id", "by")
