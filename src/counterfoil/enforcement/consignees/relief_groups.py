"""Which goods came in free for their little value, which did not, and which were split so that each part would?

Counted over one person and one day (19 USC 1321(a)(2)(C)) or over a consignment (Regulation (EC) No 1186/2009). Goods
under a rule of their own, such as those of one origin, are a group of their own. To be over a limit is no offence: such
goods are entered with duty.
"""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.enforcement.consignees.relief import Applying, exclusion_of, rule_for
from counterfoil.enforcement.consignees.relief_values import converted, parts_of
from counterfoil.enforcement.consignees.rule_file import ConsigneeRules, Relief, places_of
from counterfoil.enforcement.consignees.sold_before import ROW
from counterfoil.tables.relief_group import NO_RELIEF, OVER, STANDINGS, UNKNOWN, WITHIN, ReliefGroup

_COMBINED = ("arrived_on", "origin", "mode", "hs")
_OF_RULE: dict[str, pl.DataType | type[pl.DataType]] = {
    "limit": pl.Decimal(18, 4), "says": pl.String, "entry": pl.String, "source": pl.String, "verified": pl.String,
}  # fmt: skip
_GROUP = ("arrived_on", "counted_for", "person", *_OF_RULE)


def relief_groups(
    lines: pl.DataFrame,
    reliefs: tuple[Relief, ...],
    *,
    country: str,
    day: dt.date,
    consignee_rules: ConsigneeRules,
    consumers: pl.DataFrame,
    declarations: pl.DataFrame,
    rates: pl.DataFrame,
) -> pl.DataFrame:
    """Return the groups (contract ReliefGroup), those over a limit first, of all reliefs of a country.

    `lines`: one row to a line with ROW, the columns of Consignee, `origin`, `mode`, `hs`, `declared_value` and
    `currency`. Lines that have not arrived by `day`, or whose origin is the country itself, are left out.
    """
    abroad = (pl.col("origin") != country).fill_null(value=True)
    arrived = lines.filter((pl.col("arrived_on") <= day) & abroad)
    found: list[pl.DataFrame] = [ReliefGroup.create_empty()]
    for relief in reliefs:
        if country not in places_of(relief.territory):
            continue
        currency = relief.rules[0].currency
        valued = arrived.with_columns(value=converted("declared_value", "currency", to=currency, rates=rates))
        parts = parts_of(
            valued, consumers=consumers, declarations=declarations, persons=consignee_rules.persons, over=relief.counted
        )
        for of in dict.fromkeys(rule.of for rule in relief.rules):
            ruled = _ruled(valued, relief, of)
            found.append(_grouped(parts.join(ruled, on=ROW), relief=relief.label, of=of, currency=currency))
    order = pl.col("standing").replace_strict({name: place for place, name in enumerate(STANDINGS)})
    return pl.concat(found).sort(
        ~pl.col("is_split"), order, "regime", "of", "arrived_on", "counted_for", "person", maintain_order=True
    )


def _ruled(lines: pl.DataFrame, relief: Relief, of: str) -> pl.DataFrame:
    """Return the lines' rows, shipments and days with the rule that holds for each."""
    combined = lines.select(_COMBINED).unique(maintain_order=True)
    rows = [_told(relief, of, *row) for row in combined.iter_rows()]
    told = pl.DataFrame(rows, schema=_OF_RULE, orient="row")
    of_line = lines.select(ROW, "shipment_id", *_COMBINED)
    return of_line.join(pl.concat([combined, told], how="horizontal"), on=_COMBINED, how="left", nulls_equal=True)


def _told(
    relief: Relief, of: str, arrived_on: dt.date, origin: str | None, mode: Any, hs: str | None
) -> tuple[Any, ...]:
    found: Applying = rule_for(relief, of, day=arrived_on, origin=origin, mode=mode)
    if found.rule is None:
        return (None, found.why, None, None, None)
    excluded = exclusion_of(relief, hs) if found.rule.limit else ""
    limit = 0 if excluded else found.rule.limit
    return (limit, excluded or found.rule.says, found.rule.entry, found.rule.source, found.rule.verified)


def _grouped(parts: pl.DataFrame, *, relief: str, of: str, currency: str) -> pl.DataFrame:
    by_shipment = parts.group_by(*_GROUP, "shipment_id", maintain_order=True).agg(
        value=_sum(pl.col("is_known")),
        value_not_known=_sum(~pl.col("is_known")),
        lines_without_value=pl.col("part_value").is_null().sum().cast(pl.Int64),
    )
    groups = by_shipment.group_by(_GROUP, maintain_order=True).agg(
        pl.col("value", "value_not_known", "lines_without_value").sum(),
        largest=pl.col("value").max(),
        shipments=pl.col("shipment_id").sort(),
    )
    standing = (
        pl.when(pl.col("limit").is_null())
        .then(pl.lit(UNKNOWN))
        .when(pl.col("limit") == 0)
        .then(pl.lit(NO_RELIEF))
        .when(pl.col("value") > pl.col("limit"))
        .then(pl.lit(OVER))
        .when((pl.col("value") + pl.col("value_not_known") > pl.col("limit")) | (pl.col("lines_without_value") > 0))
        .then(pl.lit(UNKNOWN))
        .otherwise(pl.lit(WITHIN))
    )
    is_split = (standing == OVER) & (pl.col("largest") <= pl.col("limit"))
    told = groups.with_columns(
        regime=pl.lit(relief), of=pl.lit(of), currency=pl.lit(currency), standing=standing, is_split=is_split
    )
    return ReliefGroup.cast(told.select(ReliefGroup.column_names()))


def _sum(where: pl.Expr) -> pl.Expr:
    return pl.col("part_value").filter(where).sum()
