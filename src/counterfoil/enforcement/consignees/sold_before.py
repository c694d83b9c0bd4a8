"""How many units of each line had a named consumer bought before the goods came in, and how many had nobody bought?

The day of importation is not in the tables: it lies between the day of shipping and that of arrival. What was sold by
the day of shipping was sold before; what was sold after the arrival was not; in between, and on the day of arrival
itself, it is not known. Where no day of shipping is told, arrival stands for importation.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.codes import gtin
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject, shorten

ROW = "row"  # the number of a line among the shipments
NAMES_SEVERAL = "the sale names several lines; give its item or gtin"
UNITS = {
    ROW: pl.UInt32, "units": pl.Int64, "sold": pl.Int64, "unsold": pl.Int64, "not_known": pl.Int64,
    "in_stock": pl.Int64, "told": pl.Int64, "loose": pl.Int64,
}  # fmt: skip
CONSUMERS = {ROW: pl.UInt32, "consumer": pl.String, "units": pl.Int64}
BEFORE, PERHAPS, AFTER = "before", "perhaps", "after"


class SoldBefore(NamedTuple):
    """`units` of each line (UNITS): sold to consumers before it came in, unsold, not known; `in_stock` as the inventory
    tells, `told` by orders that name the line, `loose` by orders that name none but may be filled from it. `consumers`
    (CONSUMERS): how many each of them had bought before. `rejects`: orders that name several lines; `elsewhere`: how
    many name shipments that were not given."""

    units: pl.DataFrame
    consumers: pl.DataFrame
    rejects: pl.DataFrame
    elsewhere: int


def sold_before(
    lines: pl.DataFrame, *, sales: pl.DataFrame | None, stock: pl.DataFrame, sales_file: str = ""
) -> SoldBefore:
    """Return how the units of `lines` (Shipment, with ROW) stand. `sales` (ConsumerSale, with `line`): None where none
    were given, so that nothing is known of them. `stock` is by the contract Inventory: what lies in a facility and came
    by a shipment had nobody bought when it came.
    """
    counted = lines.select(ROW, units=_pieces()).join(
        _in_stock(lines, stock), on=ROW, how="left", maintain_order="left"
    )
    if sales is None:
        nothing = counted.with_columns(
            *(pl.lit(0, pl.Int64).alias(name) for name in ("sold", "perhaps", "told", "loose"))
        )
        return SoldBefore(_units(nothing, is_told=False), pl.DataFrame(schema=CONSUMERS), Reject.create_empty(), 0)
    placed, rejects, elsewhere = _placed(lines, sales, sales_file)
    bought = _bought(placed)
    joined = counted.join(bought, on=ROW, how="left", maintain_order="left")
    joined = joined.join(_loose(lines, sales), on=ROW, how="left", maintain_order="left")
    consumers = (
        placed.filter(when=BEFORE).group_by(ROW, "consumer", maintain_order=True).agg(pl.col("sold_units").sum())
    )
    capped = _capped(consumers.rename({"sold_units": "units"}), counted)
    return SoldBefore(_units(joined, is_told=True), capped.select(list(CONSUMERS)), rejects, elsewhere)


def _pieces() -> pl.Expr:
    """Pieces of a line, or its quantity where that counts pieces."""
    whole = pl.col("quantity_unit").is_null() & (pl.col("quantity") == pl.col("quantity").floor())
    return pl.coalesce("pieces", pl.when(whole).then(pl.col("quantity").cast(pl.Int64, strict=False)))


def _in_stock(lines: pl.DataFrame, stock: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces in stock that came by each line's shipment, of a line that is alone in its shipment."""
    counts = stock.filter((pl.col("entry") == "count") & pl.col("quantity_unit").is_null())
    lying = counts.group_by("inbound_shipment_id").agg(in_stock=pl.col("quantity").sum().cast(pl.Int64, strict=False))
    alone = lines.filter(pl.len().over("shipment_id") == 1)
    return alone.join(lying, left_on="shipment_id", right_on="inbound_shipment_id").select(ROW, "in_stock")


def _placed(lines: pl.DataFrame, sales: pl.DataFrame, file: str) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Return the sales beside the one line that each names, rejects of several, and how many name none."""
    naming = sales.filter(pl.col("shipment_id").is_not_null() | pl.col("order_id").is_not_null())
    by_shipment = naming.filter(pl.col("shipment_id").is_not_null())
    by_order = naming.filter(pl.col("shipment_id").is_null())
    of_lines = lines.select(
        ROW, "shipment_id", "order_id", "shipped_on", "arrived_on", line_item="item", line_sku="sku",
        line_gtin=gtin.normalised(pl.col("gtin")), line_seller="external_seller_id",
    )  # fmt: skip
    pairs = pl.concat(
        [
            by_shipment.drop("order_id").join(of_lines.drop("order_id"), on="shipment_id"),
            by_order.drop("shipment_id").join(of_lines.drop("shipment_id"), on="order_id"),
        ],
        how="diagonal",
    )
    same = [
        _agree(pl.col("item"), "line_item"),
        _agree(gtin.normalised(pl.col("gtin")), "line_gtin"),
        _agree(pl.col("sku"), "line_sku"),
        _agree(pl.col("external_seller_id"), "line_seller"),
    ]
    fitting = pairs.filter(pl.all_horizontal(same))
    once = fitting.filter(pl.len().over(LINE) == 1)
    several = naming.filter(pl.col(LINE).is_in(fitting.filter(pl.len().over(LINE) > 1)[LINE].implode()))
    none = naming.join(fitting.select(LINE).unique(), on=LINE, how="anti")
    told = once.select(ROW, "consumer", when=_when(), sold_units="units")
    return told, _rejected(several, file).sort(LINE), none.height


def _agree(own: pl.Expr, other: str) -> pl.Expr:
    return (own == pl.col(other)).fill_null(value=True)


def _when() -> pl.Expr:
    """Say when a named consumer bought: before the goods came in, perhaps, or after; a nameless one never did."""
    sold, shipped, arrived = (pl.col(name) for name in ("sold_on", "shipped_on", "arrived_on"))
    before = pl.when(shipped.is_not_null()).then(sold <= shipped).otherwise(sold < arrived)
    return (
        pl.when(pl.col("consumer").is_null() | (sold > arrived))
        .then(pl.lit(AFTER))
        .when(before)
        .then(pl.lit(BEFORE))
        .otherwise(pl.lit(PERHAPS))
    )


def _bought(placed: pl.DataFrame) -> pl.DataFrame:
    def units(when: str) -> pl.Expr:
        return pl.col("sold_units").filter(pl.col("when") == when).sum()

    return placed.group_by(ROW).agg(sold=units(BEFORE), perhaps=units(PERHAPS), told=pl.col("sold_units").sum())


def _loose(lines: pl.DataFrame, sales: pl.DataFrame) -> pl.DataFrame:
    """Return the units of sales that name no shipment, but the line's seller and product, before it arrived."""
    loose = sales.filter(
        pl.all_horizontal(pl.col("shipment_id", "order_id").is_null()) & pl.col("consumer").is_not_null()
    )
    own = loose.select("external_seller_id", "sold_on", code=gtin.normalised(pl.col("gtin")), sold_units="units")
    of_lines = lines.select(ROW, "external_seller_id", "arrived_on", code=gtin.normalised(pl.col("gtin")))
    pairs = of_lines.join(own, on=["external_seller_id", "code"])
    return pairs.filter(pl.col("sold_on") <= pl.col("arrived_on")).group_by(ROW).agg(loose=pl.col("sold_units").sum())


def _units(rows: pl.DataFrame, *, is_told: bool) -> pl.DataFrame:
    """Part the units: no more are sold than there are, what lies in stock was unsold, the rest as orders tell."""
    filled = rows.with_columns(pl.col("sold", "perhaps", "told", "loose", "in_stock").fill_null(0))
    units = pl.col("units")
    sold = pl.min_horizontal("sold", units)
    rest = units - sold
    perhaps = pl.min_horizontal(pl.col("perhaps") + pl.col("loose"), rest) if is_told else rest
    stocked = pl.min_horizontal("in_stock", rest)
    unsold = pl.max_horizontal(rest - perhaps, stocked)
    parted = filled.with_columns(
        sold=pl.when(units.is_null()).then(pl.col("sold")).otherwise(sold),
        unsold=pl.when(units.is_not_null()).then(unsold),
        not_known=pl.when(units.is_not_null()).then(rest - unsold),
    )
    return parted.select(list(UNITS)).cast({name: kind for name, kind in UNITS.items() if name != ROW})


def _capped(consumers: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return what each consumer bought, in the order of the sales, no more in all than the line has."""
    joined = consumers.join(counted.select(ROW, most="units"), on=ROW, how="left", maintain_order="left")
    so_far = pl.col("units").cum_sum().over(ROW)
    left = (pl.col("most") - (so_far - pl.col("units"))).clip(lower_bound=0)
    return joined.with_columns(units=pl.min_horizontal("units", left)).filter(pl.col("units") > 0)


def _rejected(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    field = pl.when(pl.col("shipment_id").is_not_null()).then(pl.lit("shipment_id")).otherwise(pl.lit("order_id"))
    value = shorten(pl.coalesce("shipment_id", "order_id"))
    return Reject.cast(rows.select(file=pl.lit(file), line=LINE, field=field, value=value, rule=pl.lit(NAMES_SEVERAL)))
