"""Which listings of an account does an order reach? Those that bear its marks, on its goods, where it holds."""

from collections.abc import Sequence

import polars as pl

from counterfoil.codes.product_type import goods_types, with_broader
from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.tables.order_reach import LISTING, NOT_RESTRAINED, REACHED, STOCK, WAITING

BORNE = {"subject_id": pl.String, "mark": pl.String}


def listings(
    offers: pl.DataFrame, accounts: pl.DataFrame, order: OrderRecord, *, sold_in: Sequence[str]
) -> pl.DataFrame:
    """Return a row of reach for each listing of the accounts (columns of OrderReach that a listing has).

    `offers`: subject_id, account_id, link, mark (null: bears none), goods_type; `accounts` as `accounts.judged` gives
    them; `sold_in`: the countries that the market delivers to, as far as they are told.
    """
    told = _with_states(offers, accounts, order)
    where = _territory(order, sold_in)
    outside = pl.lit(value=bool(order.territory and sold_in and not set(order.territory) & set(sold_in)))
    held = pl.col("state").is_in([REACHED, WAITING])
    return told.with_columns(
        state=pl.when(held & outside).then(pl.lit(NOT_RESTRAINED)).otherwise("state"),
        reasons=pl.concat_list("reasons", pl.lit(where)) if where else pl.col("reasons"),
        subject_kind=pl.lit(LISTING),
    )


def stock(items: pl.DataFrame, accounts: pl.DataFrame, order: OrderRecord) -> pl.DataFrame:
    """Return a row of reach for each lot of stock of the accounts.

    `items`: subject_id, account_id, mark, goods_type, facility, quantity, quantity_unit, and the verdict of matching
    where it was given: genuine stock is not restrained.
    """
    told = _with_states(items, accounts, order).with_columns(subject_kind=pl.lit(STOCK))
    genuine = (pl.col("verdict") == "genuine stock").fill_null(value=False)
    says = pl.lit(["Matching found it to be genuine stock."])
    return told.with_columns(
        state=pl.when(genuine).then(pl.lit(NOT_RESTRAINED)).otherwise("state"),
        reasons=pl.when(genuine).then(says).otherwise("reasons"),
    )


def _with_states(things: pl.DataFrame, accounts: pl.DataFrame, order: OrderRecord) -> pl.DataFrame:
    """Return the things of the accounts, each with the state that its account, its mark and its goods give it."""
    own = accounts.select("account_id", "number", "score", "weight", account_state="state")
    told = things.join(own, on="account_id", maintain_order="left")
    told = told.join(_goods(things, order), on=["mark", "goods_type"], how="left", nulls_equal=True)
    bears, all_of_them = pl.col("mark").is_not_null(), pl.lit(order.all_listings)
    covered = pl.col("covered").fill_null("covered")
    state = (
        pl.when(all_of_them).then("account_state")
        .when(~bears | (covered == "other goods")).then(pl.lit(NOT_RESTRAINED))
        .when(covered == "not known").then(pl.lit(WAITING))
        .otherwise("account_state")
    )  # fmt: skip
    borne = pl.format("It bears the restrained mark {}.", pl.col("mark"))
    says = (
        pl.when(all_of_them).then(pl.lit("The order restrains all listings of the account."))
        .when(~bears).then(pl.lit("It bears none of the restrained marks."))
        .when(covered == "other goods")
        .then(pl.format("It bears the mark {}, on other goods than the order names.", "mark"))
        .when(covered == "not known")
        .then(pl.format("It bears the mark {}; whether on goods that the order names cannot be told.", "mark"))
        .otherwise(borne)
    )  # fmt: skip
    known = all_of_them | (covered != "not known")
    waits = pl.when((pl.col("account_state") == WAITING) & (bears | all_of_them))
    return told.with_columns(
        state=state,
        with_account=known,
        reasons=pl.concat_list(says, waits.then(pl.lit("Its account waits for a person."))).list.drop_nulls(),
    )


def _goods(things: pl.DataFrame, order: OrderRecord) -> pl.DataFrame:
    """Return, for each mark and type of goods that occurs, whether the order names the goods."""
    goods = {one.mark: one.goods for one in order.marks}
    pairs = things.select("mark", "goods_type").unique().drop_nulls("mark")
    told = [(mark, kind, covered(goods.get(mark, ()), kind)) for mark, kind in pairs.iter_rows()]
    schema = {"mark": pl.String, "goods_type": pl.String, "covered": pl.String}
    return pl.DataFrame(told, schema=schema, orient="row")


def covered(goods: Sequence[str], kind: str | None) -> str:
    """Return whether goods of a type are among those that an order names: covered, other goods, or not known."""
    known = goods_types(list(goods))
    if not goods:
        return "covered"
    if kind is None or not known:
        return "not known"
    return "covered" if known & with_broader(kind) else "other goods"


def _territory(order: OrderRecord, sold_in: Sequence[str]) -> str:
    if not order.territory:
        return ""
    where = ", ".join(order.territory)
    if not sold_in:
        return f"The order holds in {where}; where the market delivers to was not told."
    both = sorted(set(order.territory) & set(sold_in))
    if not both:
        return f"The order holds in {where}, where the market does not deliver."
    return f"It is restrained in {', '.join(both)}."
