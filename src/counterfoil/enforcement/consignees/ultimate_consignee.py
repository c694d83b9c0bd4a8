"""Is the facility the ultimate consignee of a line, because its goods were unsold when they came in?

Policy report of DHS, 24 January 2020, action 1: a facility is treated as ultimate consignee of goods that were not
already sold to a specific consumer at importation. It is no regulation, and the row of every line says so.
"""

import datetime as dt

import polars as pl

from counterfoil.enforcement.consignees.rule_file import ConsigneeRule, ConsigneeRules, places_of
from counterfoil.enforcement.consignees.sold_before import ROW
from counterfoil.tables.consignee import FACILITY, SOLD, UNKNOWN, Consignee

_FROM_THE_LINE = ("shipment_id", "item", "facility_gln", "external_seller_id", "gtin", "arrived_on")


def consignees(
    lines: pl.DataFrame, units: pl.DataFrame, rules: ConsigneeRules, *, day: dt.date, country: str, sales_given: bool
) -> pl.DataFrame:
    """Return one row (contract Consignee) for each line, in their order, with its sentence and its rule.

    `lines` are by the contract Shipment with ROW and `origin` (ISO 3166-1 alpha-2); `units` from `sold_before`;
    `country` is where the goods came in, and `day` the last day of which anything is known.
    """
    rows = lines.join(units, on=ROW, how="left", maintain_order="left")
    told = [rule for rule in rules.rules if rule.is_on] if country in places_of(rules.territory) else []
    judged = rows.with_columns(hindrance=_hindrance(told, day=day, country=country))
    parted = judged.with_columns(result=_result(sales_given=sales_given)).with_columns(
        why=_why(sales_given=sales_given)
    )
    without = pl.col("hindrance").is_not_null()
    return Consignee.cast(
        parted.select(
            *_FROM_THE_LINE,
            "result",
            "units",
            units_sold_before=pl.when(without).then(0).otherwise("sold"),
            units_unsold=pl.when(without & pl.col("units").is_not_null()).then(0).otherwise("unsold"),
            units_not_known=pl.when(without).then("units").otherwise("not_known"),
            why="why",
            **_cited(told),
        ).select(Consignee.column_names())
    )


def _hindrance(rules: list[ConsigneeRule], *, day: dt.date, country: str) -> pl.Expr:
    """Return in a sentence why nothing can be said of a line, null where something can."""
    first = min((rule.since for rule in rules), default=None)
    no_rule = f"No rule of ultimate consignees is known for {country}."
    early = f"No rule treated facilities so on that day: the first is of {first}." if first else no_rule
    arrived = pl.col("arrived_on")
    return (
        pl.when(pl.lit(first is None))
        .then(pl.lit(no_rule))
        .when(pl.col("facility_gln").is_null())
        .then(pl.lit("No facility is told that received it."))
        .when(arrived.is_null())
        .then(pl.lit("The day of its arrival is not told."))
        .when(arrived > day)
        .then(pl.lit(f"It has not arrived by {day}."))
        .when(pl.col("origin") == country)
        .then(pl.lit("Its origin lies in the country itself: whether it was imported is not told."))
        .when(arrived < (first or day))
        .then(pl.lit(early))
    )


def _result(*, sales_given: bool) -> pl.Expr:
    unsold_of_unknown = pl.col("units").is_null() & (pl.col("in_stock") > 0)
    if sales_given:
        nobody = (pl.col("told") == 0) & (pl.col("loose") == 0)
        unsold_of_unknown |= pl.col("units").is_null() & nobody
    return (
        pl.when(pl.col("hindrance").is_not_null())
        .then(pl.lit(UNKNOWN))
        .when((pl.col("unsold") > 0) | unsold_of_unknown)
        .then(pl.lit(FACILITY))
        .when((pl.col("units") > 0) & (pl.col("sold") == pl.col("units")))
        .then(pl.lit(SOLD))
        .otherwise(pl.lit(UNKNOWN))
    )


def _why(*, sales_given: bool) -> pl.Expr:
    units, sold, unsold, stock = (pl.col(name) for name in ("units", "sold", "unsold", "in_stock"))
    by = pl.format("before {}, the day of arrival", "arrived_on")
    unknown = (
        pl.when(pl.col("not_known") > 0).then(pl.format(" Of {} it is not known.", "not_known")).otherwise(pl.lit(""))
    )
    lying = pl.when(stock > 0).then(pl.format(" {} of them lie in the facility's stock.", stock)).otherwise(pl.lit(""))
    none = pl.format("Of its {} units none was sold to a named consumer {}.", units, by)
    some = pl.format("Of its {} units {} were sold to named consumers {}, {} were not.", units, sold, by, unsold)
    whole = pl.format("All {} units were sold to named consumers {}.", units, by)
    stocked = pl.format("Of its {} units {} lie in the facility's stock, unsold when they came.", units, unsold)
    nameless = pl.lit("The number of its units is not told; no order names it.")
    no_orders = pl.lit("No orders of consumers were given, and no stock tells of it.")
    perhaps = pl.format(
        "Orders that may be filled from it were made around its arrival: {} of its {} units.", "not_known", units
    )
    return (
        pl.when(pl.col("hindrance").is_not_null())
        .then("hindrance")
        .when((pl.col("result") == FACILITY) & units.is_null())
        .then(
            pl.when(stock > 0).then(pl.format("{} units of it lie in the facility's stock.", stock)).otherwise(nameless)
        )
        .when((pl.col("result") == FACILITY) & pl.lit(not sales_given))
        .then(pl.concat_str(stocked, unknown))
        .when((pl.col("result") == FACILITY) & (sold == 0) & (pl.col("not_known") == 0))
        .then(pl.concat_str(none, lying))
        .when(pl.col("result") == FACILITY)
        .then(pl.concat_str(some, lying, unknown))
        .when(pl.col("result") == SOLD)
        .then(whole)
        .when(units.is_null())
        .then(pl.lit("The number of its units is not told."))
        .when(pl.lit(not sales_given))
        .then(no_orders)
        .otherwise(perhaps)
    )


def _cited(rules: list[ConsigneeRule]) -> dict[str, pl.Expr]:
    """Return the columns of the latest rule that held on the day of arrival, null where nothing can be said."""
    ordered = sorted(rules, key=lambda rule: rule.since, reverse=True)

    def latest(values: list[pl.Expr]) -> pl.Expr:
        cases = [
            pl.when(pl.col("hindrance").is_null() & (pl.col("arrived_on") >= rule.since)).then(value)
            for rule, value in zip(ordered, values, strict=True)
        ]
        return pl.coalesce(cases) if cases else pl.lit(None)

    return {
        "rule": latest([pl.lit(f"{rule.says[:-1]}: {rule.standing}.") for rule in ordered]),
        "rule_since": latest([pl.lit(rule.since) for rule in ordered]),
        "source": latest([pl.lit(rule.source) for rule in ordered]),
        "verified": latest([pl.lit(rule.verified) for rule in ordered]),
    }
