"""What does an order reach, all in all? Accounts, listings, funds and stock, with what was decided since about each."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.orders.accounts import ACCOUNTS
from counterfoil.enforcement.orders.funds import funds
from counterfoil.enforcement.orders.listings import listings, stock
from counterfoil.enforcement.orders.record import CarveOut, OrderRecord
from counterfoil.tables.contract import completed
from counterfoil.tables.order_party import OrderParty
from counterfoil.tables.order_reach import (
    ACCOUNT,
    CARVED_OUT,
    FUNDS,
    NOT_NAMED,
    REACHED,
    RELEASED,
    STATES,
    WAITING,
    OrderReach,
)

HELD = (REACHED, WAITING)
ASK_THE_COURT = "The order does not name it: ask the court before anything is done to it."
IN_CONCERT = "The order binds all who act in concert with the defendants: a person decides whether this account does."


class Things(NamedTuple):
    """What an order is held against: listings and stock with the mark they bear, balances; None: not given."""

    listings: pl.DataFrame | None
    stock: pl.DataFrame | None
    balances: pl.DataFrame | None
    sold_in: Sequence[str] = ()


def with_linked(accounts: pl.DataFrame, parties: pl.DataFrame, order: OrderRecord) -> pl.DataFrame:
    """Return the accounts with those of the same resolved party after them (columns of `accounts.judged`).

    The order does not name them: they are told to the court; or, where it binds all who act in concert with the
    defendants, wait for a person. `parties` by the contract ResolvedParty.
    """
    now = parties.filter(pl.col("until").is_null()).select("party_id", account_id="seller_id")
    of_reached = accounts.filter(pl.col("state") == REACHED).join(now, on="account_id").select("party_id", "number")
    first = of_reached.sort("number").unique("party_id", keep="first", maintain_order=True)
    others = now.join(first, on="party_id").join(accounts, on="account_id", how="anti").sort("account_id")
    says = pl.format("Linking found one operator behind it and an account of defendant {}.", "number")
    state, then = (WAITING, IN_CONCERT) if order.active_concert else (NOT_NAMED, ASK_THE_COURT)
    told = others.with_columns(
        state=pl.lit(state),
        score=pl.lit(0.0),
        weight=pl.lit(0),
        reasons=pl.concat_list(says, pl.lit(then)),
        by_id=pl.lit(value=False),
    )
    return pl.concat([accounts, told.select(pl.col(name).cast(kind) for name, kind in ACCOUNTS.items())])


def linked_to(accounts: Sequence[str], parties: pl.DataFrame) -> list[str]:
    """Return the accounts with all others that are today of the same resolved parties, sorted."""
    now = parties.filter(pl.col("until").is_null())
    own = now.filter(pl.col("seller_id").is_in(list(accounts))).select("party_id").unique()
    return sorted({*accounts, *now.join(own, on="party_id")["seller_id"]})


def reach(accounts: pl.DataFrame, things: Things, order: OrderRecord, *, day: dt.date) -> pl.DataFrame:
    """Return all that the order was held against (contract OrderReach); what it leaves free is carved out.

    `accounts` as `with_linked` gives them. What belongs to accounts that the order does not name is not listed.
    """
    own = accounts.filter(pl.col("state").is_in(HELD))
    told = [
        accounts.with_columns(subject_kind=pl.lit(ACCOUNT), subject_id="account_id", with_account=pl.lit(value=True))
    ]
    if things.listings is not None:
        told.append(listings(things.listings, own, order, sold_in=things.sold_in))
    if things.balances is not None:
        told.append(funds(things.balances, own, order, day=day).with_columns(with_account=pl.lit(value=True)))
    if things.stock is not None:
        told.append(stock(things.stock, own, order))
    told = [_gravest(one) for one in told]
    named = [completed(one.with_columns(order_id=pl.lit(order.name)), OrderReach) for one in told]
    rows = pl.concat([OrderReach.cast(one) for one in named])
    return OrderReach.validate(_carved_out(rows, order, day), cast=True)


def _gravest(rows: pl.DataFrame) -> pl.DataFrame:
    """Return each thing once: where it bears several marks, by all for which the same follows, and most."""
    place = pl.col("state").replace_strict({state: at for at, state in enumerate(STATES)}, return_dtype=pl.Int64)
    ranked = rows.with_columns(place=place).sort("place", maintain_order=True)
    once = ranked.unique("subject_id", keep="first", maintain_order=True)
    if "mark" not in rows.columns:
        return once.drop("place")
    alike = ranked.join(once.select("subject_id", "place"), on=["subject_id", "place"], maintain_order="left")
    several = alike.group_by("subject_id").agg(
        marks=pl.col("mark").drop_nulls().unique().sort().str.join(", "),
        says=pl.col("reasons").explode().unique(maintain_order=True),
    )
    told = once.join(several, on="subject_id", maintain_order="left")
    mark = pl.when(pl.col("marks") != "").then("marks").otherwise("mark")
    return told.with_columns(mark=mark, reasons="says").drop("place", "marks", "says")


def _carved_out(rows: pl.DataFrame, order: OrderRecord, day: dt.date) -> pl.DataFrame:
    """Return the rows without those accounts and listings that the order itself leaves free on the day."""
    for one in order.carve_outs:
        if one.amount is None and (one.until is None or one.until >= day):
            rows = rows.with_columns(_free(rows, one))
    return rows


def _free(rows: pl.DataFrame, one: CarveOut) -> list[pl.Expr]:
    free = (pl.col("account_id") == one.account) if one.listing is None else (pl.col("subject_id") == one.listing)
    free = free & pl.col("state").is_in(HELD)
    says = pl.lit(f"The order leaves it free: {one.why}.")
    return [
        pl.when(free).then(pl.lit(CARVED_OUT)).otherwise("state").alias("state"),
        pl.when(free).then(pl.concat_list("reasons", says)).otherwise("reasons").alias("reasons"),
        pl.when(free).then(pl.lit(None)).otherwise("amount").cast(rows.schema["amount"]).alias("amount"),
    ]


def with_decisions(rows: pl.DataFrame, events: pl.DataFrame, order: OrderRecord, *, day: dt.date) -> pl.DataFrame:
    """Return the reach as the events (contract Event) leave it: what a person confirmed is reached, or released.

    An account takes its listings, funds and stock with it; of those that wait for another cause, none. What a cap
    holds is counted anew, since an account more or less fills it otherwise.
    """
    decided = events.filter(pl.col("kind").is_in(["confirmed", "released"]))
    for kind, subject, subject_id in decided.select("kind", "subject_kind", "subject_id").iter_rows():
        rows = rows.with_columns(_decided(kind, subject, subject_id))
    return rows if decided.is_empty() else _funds_anew(rows, order, day)


def _decided(kind: str, subject: str, subject_id: str) -> list[pl.Expr]:
    of_account = pl.col("account_id") == subject_id
    own = (
        of_account if subject == ACCOUNT else (pl.col("subject_kind") == subject) & (pl.col("subject_id") == subject_id)
    )
    if kind == "confirmed":
        own, state = own & (pl.col("state") == WAITING) & pl.col("with_account"), REACHED
        own = own & (pl.col("subject_kind") != FUNDS)
    else:
        own, state = own & pl.col("state").is_in(HELD), RELEASED
    return [
        pl.when(own).then(pl.lit(state)).otherwise("state").alias("state"),
        pl.when(own)
        .then(pl.concat_list("reasons", pl.lit(f"A person {kind} it.")))
        .otherwise("reasons")
        .alias("reasons"),
    ]


def _funds_anew(rows: pl.DataFrame, order: OrderRecord, day: dt.date) -> pl.DataFrame:
    """Return the rows with the funds of the accounts that are held counted anew; those let go stay as they are."""
    of_funds = pl.col("subject_kind") == FUNDS
    open_ones = of_funds & ~pl.col("state").is_in([RELEASED, CARVED_OUT])
    held = rows.filter(pl.col("subject_kind") == ACCOUNT, pl.col("state").is_in(HELD))
    balances = rows.filter(open_ones).select("currency", seller_id="account_id", amount="balance")
    made = funds(balances, held, order, day=day).with_columns(
        order_id=pl.lit(order.name), with_account=pl.lit(value=True)
    )
    anew = _carved_out(OrderReach.cast(completed(made, OrderReach)), order, day)
    return OrderReach.validate(pl.concat([rows.filter(~open_ones), anew]), cast=True)


def parties_found(order: OrderRecord, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what became of each defendant (contract OrderParty)."""
    accounts = rows.filter(pl.col("subject_kind") == ACCOUNT, pl.col("state").is_in(HELD))
    counted = {(number, state): many for number, state, many in accounts.group_by("number", "state").len().iter_rows()}
    told = []
    for one in order.parties:
        reached, waiting = (counted.get((one.number, state), 0) for state in HELD)
        names, details = len(one.names), one.details
        says = _says(one.number, reached, waiting, known=bool(names or details))
        told.append((order.name, one.number, names, details, reached, waiting, says))
    return OrderParty.cast(pl.DataFrame(told, schema=OrderParty.column_names(), orient="row"))


def _says(number: int, reached: int, waiting: int, *, known: bool) -> str:
    if not known:
        return f"The order tells nothing of defendant {number} by which an account could be found."
    if not reached and not waiting:
        return f"No account is like anything that the order tells of defendant {number}."
    one = "1 account is reached" if reached == 1 else f"{reached:,} accounts are reached"
    wait = "1 waits for a person" if waiting == 1 else f"{waiting:,} wait for a person"
    if not reached:
        return f"No account is reached; {wait}."
    return f"{one}." if not waiting else f"{one}; {wait}."
