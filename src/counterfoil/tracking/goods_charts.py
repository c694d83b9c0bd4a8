"""Charts of goods by facility and by intermediary: found, carried through, and their value."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.bars import found_rows, stacked, value_rows
from counterfoil.tracking.chart import BARS, Chart
from counterfoil.tracking.goods_queries import (
    FOUND_BY_FACILITY,
    FOUND_BY_INTERMEDIARY,
    VALUE_BY_FACILITY,
    VALUE_BY_INTERMEDIARY,
)
from counterfoil.tracking.labels import platforms
from counterfoil.tracking.offer_charts import REACH_GROUP, SUSPECTED_GROUP, VALUE_GROUP
from counterfoil.tracking.reach_queries import LISTINGS_BY_RECIPIENT, UNITS_BY_FACILITY

CHOSEN: Final = (
    "Of what was opened, most of which was chosen because it looked risky: no share of all shipments. The interval "
    "(Wilson, 95 %) is that of the shipments opened."
)
NO_NAMES: Final = (
    "A consignor is told by its Global Location Number, or by a code in the place of its name: the same name gives "
    "the same code. A code is no anonymity: who has a list of names can find which of them it is."
)
LOWER_BOUND: Final = (
    "Pieces at the lowest price that a listing of a case asks for the same GTIN: a lower bound. Lines without such a "
    "price are not in it."
)
DECLARED: Final = "What the shipments that were found counterfeit declared; undervalued ones say too little."
OUTCOMES: Final = {"acted": "taken down", "refused": "refused", "open": "not decided on"}


def found_charts(asking: Asking) -> Iterator[Chart]:
    """Yield the share found counterfeit of what was opened, by facility and by consignor."""
    for name, query, notes in (
        ("facility", FOUND_BY_FACILITY, (CHOSEN,)),
        ("intermediary", FOUND_BY_INTERMEDIARY, (CHOSEN, NO_NAMES)),
    ):
        plan = Plan(f"found_by_{name}", f"Counterfeits among shipments opened, by {name}", BARS, SUSPECTED_GROUP)
        yield asking.chart(plan, query, partial(_found, dimension=name, notes=notes))


def goods_value_charts(asking: Asking) -> Iterator[Chart]:
    """Yield the value of goods asked to be held by facility, and of counterfeit shipments by consignor."""
    plan = Plan("value_by_facility", "Goods that facilities were asked to hold", BARS, VALUE_GROUP)
    yield asking.chart(plan, VALUE_BY_FACILITY, partial(_value, dimension="facility", notes=(LOWER_BOUND,)))
    plan = Plan("value_by_intermediary", "Declared for counterfeit shipments, by consignor", BARS, VALUE_GROUP)
    yield asking.chart(
        plan, VALUE_BY_INTERMEDIARY, partial(_value, dimension="intermediary", notes=(DECLARED, NO_NAMES))
    )


def goods_reach_charts(asking: Asking) -> Iterator[Chart]:
    """Yield what became of units by facility, and of listings in notices by the platform told."""
    plan = Plan("units_by_facility", "What became of units, by facility", BARS, REACH_GROUP)
    yield asking.chart(plan, UNITS_BY_FACILITY, _units)
    plan = Plan("listings_by_intermediary", "Listings in notices sent, by platform told", BARS, REACH_GROUP)
    yield asking.chart(plan, LISTINGS_BY_RECIPIENT, _listings)


def _found(rows: pl.DataFrame, *, dimension: str, notes: tuple[str, ...]) -> Told:
    reached, cases = int(rows["reached"].sum()), int(rows["cases"].sum())
    says = f"{reached:,} of {cases:,} shipments opened held counterfeits." if cases else "No shipment was opened."
    return Told(found_rows(rows, dimension), says, notes)


def _value(rows: pl.DataFrame, *, dimension: str, notes: tuple[str, ...]) -> Told:
    table = value_rows(rows, dimension)
    sums = rows.group_by("unit").agg(pl.col("amount").sum()).sort("unit")
    told = " and ".join(f"{unit} {value:,.2f}" for unit, value in sums.iter_rows())
    return Told(table, f"{told} in all." if told else "No goods with a value.", notes)


def _units(rows: pl.DataFrame) -> Told:
    wide = {
        name: rows.filter(pl.col("series") == name).select("label", pl.col("cases").alias(name)) for name in _ACCOUNT
    }
    table = wide["asked"]
    for name in ("held", "gone"):
        table = table.join(wide[name], on="label", how="full", coalesce=True)
    counted = table.with_columns(pl.col(_ACCOUNT).fill_null(0)).select(
        "label",
        gone=pl.col("gone"),
        held=(pl.col("held") - pl.col("gone")).clip(0),
        asked=(pl.col("asked") - pl.max_horizontal("held", "gone")).clip(0),
    )
    long = counted.unpivot(index="label", on=list(_ACCOUNT), variable_name="series")
    told = long.with_columns(pl.col("series").replace_strict(_ACCOUNT), unit=pl.lit("units"), place=0)
    asked, gone = (int(rows.filter(pl.col("series") == name)["cases"].sum()) for name in ("asked", "gone"))
    says = f"{gone:,} of {asked:,} units asked for are gone for good."
    return Told(stacked(told, tuple(_ACCOUNT.values())), says)


_ACCOUNT: Final = {"gone": "destroyed, abandoned or forfeited", "held": "held still", "asked": "asked for, not held"}


def _listings(rows: pl.DataFrame) -> Told:
    told = rows.select(
        platforms(rows["label"]).alias("label"),
        pl.col("series").replace_strict(OUTCOMES),
        pl.col("cases").alias("value"),
        unit=pl.lit("count"),
        place=0,
    )
    told = told.group_by("label", "series", "unit", "place").agg(pl.col("value").sum())
    down = int(rows.filter(pl.col("series") == "acted")["cases"].sum())
    says = f"{down:,} of {int(rows['cases'].sum()):,} listings in notices sent were taken down."
    return Told(stacked(told, tuple(OUTCOMES.values())), says)
