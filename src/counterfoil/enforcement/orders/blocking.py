"""What does an order in force make of the decision on an offer? Reached: remove. Waiting for a person: review at least.

It is laid over what the policy decided, and over nothing graver. The order is no evidence of a counterfeit: it weighs
nothing. Its two sentences stand first.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from counterfoil.enforcement.orders.listings import covered
from counterfoil.enforcement.orders.record import OFFERING, OrderRecord
from counterfoil.evidence.policy import gravity_of
from counterfoil.tables.decision import BY_ORDER, Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.order_reach import ACCOUNT, CARVED_OUT, LISTING, REACHED, RELEASED, WAITING
from counterfoil.tables.restraint import Restraint

FINDING = "restrained_by_order"
DECISION_OF = {REACHED: "remove", WAITING: "review"}


def in_force(order: OrderRecord, state: str, *, expires_on: dt.date | None, day: dt.date) -> bool:
    """Return whether an order restrains offers on the day, given the state that its events left it in."""
    lasts = expires_on is None or day <= expires_on
    return state in ("in force", "breached") and order.starts_on <= day and lasts and OFFERING in order.restrained


def restraints(reach: pl.DataFrame, order: OrderRecord) -> pl.DataFrame:
    """Return what the order keeps accounts from offering (contract Restraint). `reach` by the contract OrderReach."""
    accounts = reach.filter(pl.col("subject_kind") == ACCOUNT, pl.col("state").is_in(list(DECISION_OF)))
    freed = reach.filter(pl.col("subject_kind") == LISTING, pl.col("state").is_in([RELEASED, CARVED_OUT]))
    free = freed.group_by("account_id").agg(free=pl.col("subject_id").sort())
    marks: Sequence[tuple[str | None, list[str]]] = [(one.mark, list(one.goods)) for one in order.marks]
    told = pl.DataFrame(
        [(None, [])] if order.all_listings else marks,
        schema={"mark": pl.String, "goods": pl.List(pl.String)},
        orient="row",
    )
    rows = accounts.select("account_id", "state").join(told, how="cross").join(free, on="account_id", how="left")
    named = rows.with_columns(
        pl.col("free").fill_null([]),
        order_id=pl.lit(order.name),
        court=pl.lit(order.court),
        docket=pl.lit(order.docket),
    )
    return Restraint.cast(named.select(Restraint.column_names()).sort("order_id", "account_id", "mark"))


def restrained(offers: pl.DataFrame, bears: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return which offers an order restrains: subject_id, order_id, court, docket, state, mark; the gravest of each.

    `marks` (a list) has all for which the same order restrains it alike.
    `offers`: id, external_seller_id, goods_type; `bears`: subject_id, mark; `orders` by the contract Restraint.
    """
    of_account = offers.join(orders, left_on="external_seller_id", right_on="account_id").filter(
        ~pl.col("free").list.contains(pl.col("id"))
    )
    borne = bears.with_columns(borne=pl.lit(value=True))
    told = of_account.join(borne, left_on=["id", "mark"], right_on=["subject_id", "mark"], how="left")
    told = told.filter(pl.col("borne") | pl.col("mark").is_null())
    says = [covered(goods, kind) for goods, kind in told.select("goods", "goods_type").iter_rows()]
    told = told.with_columns(says=pl.Series(says, dtype=pl.String)).filter(pl.col("says") != "other goods")
    state = pl.when(pl.col("says") == "not known").then(pl.lit(WAITING)).otherwise("state")
    ranked = told.with_columns(state=state).sort("id", pl.col("state") == WAITING, "order_id", "mark")
    alike = ranked.group_by("id", "order_id", "state").agg(marks=pl.col("mark").drop_nulls().unique().sort())
    once = ranked.unique("id", keep="first", maintain_order=True)
    told = once.join(alike, on=["id", "order_id", "state"], maintain_order="left")
    return told.select("order_id", "court", "docket", "state", "mark", "marks", subject_id="id")


def findings_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a finding (contract Finding) for each restrained offer; it weighs nothing."""
    told = rows.with_columns(_sentences())
    return Finding.cast(
        told.select(
            subject_kind=pl.lit("offer"),
            subject_id="subject_id",
            right_id=pl.lit(None),
            kind=pl.lit(FINDING),
            weight=pl.lit(0),
            field=pl.lit("external_seller_id"),
            start=pl.lit(None),
            end=pl.lit(None),
            seen=pl.col("mark"),
            expected=pl.lit(None),
            detail="detail",
            party_detail="party_detail",
            rule_version="order_id",
        )
    )


def decided(decisions: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions (contract Decision), those on restrained offers as the order asks, or as they were."""
    asked = pl.col("state").replace_strict(DECISION_OF, return_dtype=pl.String)
    told = rows.with_columns(_sentences(), asked=asked).select(
        "subject_id", "asked", "detail", "party_detail", "docket"
    )
    both = decisions.join(told, on="subject_id", how="left", maintain_order="left")
    graver = gravity_of("asked") > gravity_of("decision")
    known = pl.col("asked").is_not_null()
    by_order = known & (graver | (pl.col("asked") == DECISION_OF[REACHED]))
    return Decision.cast(
        both.with_columns(
            decision=pl.when(by_order).then("asked").otherwise("decision"),
            rule=pl.when(by_order).then(pl.concat_str(pl.lit(BY_ORDER), "docket")).otherwise("rule"),
            reasons=pl.when(known).then(pl.concat_list("detail", "reasons")).otherwise("reasons"),
            party_reasons=pl.when(known)
            .then(pl.concat_list("party_detail", "party_reasons"))
            .otherwise("party_reasons"),
        ).select(Decision.column_names())
    )


def _sentences() -> list[pl.Expr]:
    """Return the sentence for reviewer and court, and that for the seller."""
    what = (
        pl.when(pl.col("mark").is_null())
        .then(pl.lit("all offers of this account"))
        .otherwise(pl.format("offers under the mark {} by this account", "mark"))
    )
    order = pl.format("An order of the {} (docket {}, {})", "court", "docket", "order_id")
    public = pl.format("An order of the {} (docket {})", "court", "docket")
    waits = pl.col("state") == WAITING
    return [
        pl.when(waits)
        .then(pl.format("{} may restrain {}: a person has to decide whether it does.", order, what))
        .otherwise(pl.format("{} restrains {}.", order, what))
        .alias("detail"),
        pl.when(waits)
        .then(pl.format("{} may restrain {}; this is being looked into.", public, what))
        .otherwise(pl.format("{} restrains {}.", public, what))
        .alias("party_detail"),
    ]
