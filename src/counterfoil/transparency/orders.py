"""How many orders of authorities came, from where, and how soon were they given effect? DSA art. 15(1)(a)."""

from typing import Final

import polars as pl

from counterfoil.codes.mark_territory import AREA
from counterfoil.tables.platform_rows import BY_CASE
from counterfoil.transparency.measure import (
    HOURS,
    OTHER,
    TOLD,
    Asked,
    Breakdown,
    Measure,
    Tables,
    hours_between,
    own_once,
)

OUTSIDE, SEVERAL, NOT_TOLD = "outside the European Economic Area", "several states", "not told"
OWNERS: Final = (BY_CASE,)
KINDS: Final = ("restraining order", "preliminary", "permanent", "against a marketplace", OTHER)
STATES: Final = (*AREA, SEVERAL, OUTSIDE, NOT_TOLD)


def orders(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the orders served in the period, or issued where no service is told: kind, state and hours to effect."""
    told = own_once(tables["order"], tables, asked, keys=("id",), owners=OWNERS, latest=pl.col("served_on"))
    served = pl.col("served_on").fill_null(pl.col("issued_on"))
    states = pl.col("territory").list.len()
    one = pl.col("territory").list.get(0, null_on_oob=True)
    return (
        told.filter(asked.has(served))
        .join(_given_effect(tables, asked), on="id", how="left")
        .select(
            "kind",
            TOLD,
            pl.when(states == 0)
            .then(pl.lit(NOT_TOLD))
            .when(states > 1)
            .then(pl.lit(SEVERAL))
            .when(one.is_in(AREA))
            .then(one)
            .otherwise(pl.lit(OUTSIDE))
            .alias("state"),
            hours_between(served.cast(pl.Datetime("us", "UTC")), pl.col("effect_at")).alias(HOURS),
        )
    )


def _given_effect(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return when each order was first compiled to what it reaches, by the last day; none where no events are given."""
    if "event" not in tables:
        return pl.LazyFrame(schema={"id": pl.String, "effect_at": pl.Datetime("us", "UTC")})
    of_orders = tables["event"].filter(
        pl.col("subject_kind") == "order", pl.col("kind") == "compiled", asked.is_known(pl.col("at"))
    )
    return of_orders.group_by(id="subject_id").agg(effect_at=pl.col("at").min())


ORDERS: Final = Measure(
    id="orders",
    section="orders",
    title="Orders of authorities",
    says="Orders served in the period; by the day of issue where no service is told.",
    needs=("order",),
    owners=OWNERS,
    cases=orders,
    breakdowns=(
        Breakdown("kind", "by kind of order", KINDS),
        Breakdown("state", "by the state that they are in force in", STATES),
    ),
    median="from service until the order was given effect",
)
