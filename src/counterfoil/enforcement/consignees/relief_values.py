"""Whose goods were they for a relief, and what were they worth? One row to a part of a line that is one person's.

Units of a line are parted among the consumers who had bought them, the facility or the owner for those unsold, and
nobody known; the declared value goes with the units, to the ten-thousandth, so that the parts add up to the line.
"""

import polars as pl

from counterfoil.enforcement.consignees.rule_file import PERSON_AND_DAY, PersonRule
from counterfoil.enforcement.consignees.sold_before import ROW
from counterfoil.tables.consignee import FACILITY

MONEY, RATED = pl.Decimal(38, 4), pl.Decimal(38, 10)
PARTS: dict[str, pl.DataType | type[pl.DataType]] = {
    ROW: pl.UInt32,
    "counted_for": pl.String,
    "person": pl.String,
    "is_known": pl.Boolean,
    "part_value": MONEY,
}


def parts_of(
    lines: pl.DataFrame,
    *,
    consumers: pl.DataFrame,
    declarations: pl.DataFrame,
    persons: tuple[PersonRule, ...],
    over: str,
) -> pl.DataFrame:
    """Return the parts of each line (PARTS) with its `value`, for a relief that is counted `over` a person and a day or
    a consignment.

    `lines` have ROW, the columns of Consignee, and `value` (MONEY, null where none is told).
    """
    if over != PERSON_AND_DAY:
        whole = lines.select(ROW, pl.lit("consignment").alias("counted_for"), person="shipment_id", part_value="value")
        return whole.with_columns(is_known=pl.lit(value=True)).select(list(PARTS))
    told = lines.join(_declared(lines, declarations, persons), on=ROW, how="left", maintain_order="left")
    facility_since = min((rule.since for rule in persons if rule.is_on and rule.who == "facility"), default=None)
    ruled = (pl.col("arrived_on") >= pl.lit(facility_since, dtype=pl.Date)).fill_null(value=False)
    owner = pl.col("is_declared").fill_null(value=False) & ruled
    whose = pl.when(owner).then(pl.lit("owner")).otherwise(pl.lit("facility"))
    who = pl.when(owner).then("external_seller_id").otherwise("facility_gln")
    at_facility = {"counted_for": pl.when(pl.col("facility_gln").is_not_null()).then(pl.lit("facility"))}
    is_unsold = pl.col("result") == FACILITY
    weight = pl.col("units").is_null().cast(pl.Int64)  # of a line of unknown number all goes to one part
    unsold = told.select(
        ROW, order=pl.lit(1), counted_for=whose, person=who, is_known=ruled,
        part=pl.coalesce("units_unsold", pl.when(is_unsold).then(weight)),
    )  # fmt: skip
    unknown = told.select(
        ROW, order=pl.lit(2), person="facility_gln", is_known=pl.lit(value=False), **at_facility,
        part=pl.coalesce("units_not_known", pl.when(~is_unsold).then(weight)),
    )  # fmt: skip
    kept = consumers.join(told.filter(pl.col("units_sold_before") > 0).select(ROW), on=ROW, how="semi")
    bought = kept.select(
        ROW, order=pl.lit(0), counted_for=pl.lit("consumer"), person=_numbered(pl.col("consumer")),
        is_known=pl.lit(value=True), part="units",
    )  # fmt: skip
    parts = pl.concat([bought, unsold.select(bought.columns), unknown.select(bought.columns)])
    return _valued(parts.filter(pl.col("part") > 0).sort(ROW, "order", maintain_order=True), told)


def converted(value: str, currency: str, *, to: str, rates: pl.DataFrame) -> pl.Expr:
    """Return an amount (column `value`, in the currency of column `currency`) in another currency, as MONEY.

    Null where the rates (contract Rate) do not know one of the two. What is in that currency stays as it is.
    """
    known = {"USD": "1"} | {code: f"{usd:.10f}" for code, usd in rates.select("currency", "usd").iter_rows()}
    own = pl.col(value).cast(MONEY)
    if to not in known:
        return pl.when(pl.col(currency) == to).then(own)
    usd = pl.col(currency).replace_strict(known, default=None, return_dtype=pl.String).cast(RATED)
    foreign = (pl.col(value).cast(RATED) * usd / pl.lit(known[to]).cast(RATED)).round(4).cast(MONEY)
    return pl.when(pl.col(currency) == to).then(own).otherwise(foreign)


def _declared(lines: pl.DataFrame, declarations: pl.DataFrame, persons: tuple[PersonRule, ...]) -> pl.DataFrame:
    """Return the lines whose owner had been declared to Customs when they came, where an owner may be the person."""
    since = min((rule.since for rule in persons if rule.is_on and rule.who == "owner"), default=None)
    given = declarations.select("external_seller_id", "declared_on", at="facility_gln", only="shipment_id")
    pairs = lines.select(ROW, "external_seller_id", "arrived_on", "facility_gln", "shipment_id").join(
        given, on="external_seller_id"
    )
    holds = [
        pl.col("declared_on") <= pl.col("arrived_on"),
        pl.col("arrived_on") >= pl.lit(since, dtype=pl.Date),
        (pl.col("at") == pl.col("facility_gln")).fill_null(pl.col("at").is_null()),
        (pl.col("only") == pl.col("shipment_id")).fill_null(pl.col("only").is_null()),
    ]
    return pairs.filter(pl.all_horizontal(holds)).select(ROW).unique().with_columns(is_declared=pl.lit(value=True))


def _numbered(consumer: pl.Expr) -> pl.Expr:
    """Number the consumers: who they are stands in no output."""
    return pl.format("consumer {}", consumer.rank("dense"))


def _valued(parts: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the parts with their share of the line's value, which adds up to it whatever the units are."""
    joined = parts.join(lines.select(ROW, "value", all_units="units"), on=ROW, how="left", maintain_order="left")
    until = pl.col("part").cum_sum().over(ROW)
    whole = pl.col("part").sum().over(ROW)

    def share(units: pl.Expr) -> pl.Expr:
        return (pl.col("value") * units.cast(pl.Decimal(20, 0)) / whole.cast(pl.Decimal(20, 0))).cast(MONEY)

    return joined.with_columns(part_value=share(until) - share(until - pl.col("part"))).select(list(PARTS))
