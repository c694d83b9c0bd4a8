"""What of an offer, a line of a shipment or a pallet in stock says which product it is, and where it comes from?

Rows in, goods out: one each, and a reject for each entry of a warehouse's journal, which tells of a change and not of
what lies there.
"""

import polars as pl

from counterfoil.intake.goods.events_as_goods import events_set_aside, goods_of_events
from counterfoil.tables.contract import LINE, Sorted, sort_rows
from counterfoil.tables.goods import Goods
from counterfoil.tables.offer import image_links
from counterfoil.tables.reject import Reject

_JOURNAL = "an adjustment tells of a change, not of goods that lie here"
_OF_STOCK = ("title", "gtin", "lot", "serial_first", "serial_last", "sscc", "quantity", "quantity_unit")
_OF_OFFERS = ("id", "title", "description", "brand", "gtin", "mpn", "price", "price_currency", "external_seller_id")
_OF_GOODS = tuple(name for name in Goods.column_names() if name != "kind")

COLUMNS: dict[str, list[pl.Expr]] = {  # of the table that was read, as goods; what is not named stays empty
    "offers": [
        *(pl.col(name) for name in _OF_OFFERS),
        pl.coalesce("google_product_category", "product_type").alias("category"),
        pl.when(image_links().list.len() > 0).then(image_links()).alias("image_ids"),
        pl.lit("offer").alias("kind"),
    ],
    "shipments": [
        *(pl.col(name) for name in _OF_STOCK if name != "title"),
        *(pl.col(name) for name in ("shipment_id", "external_seller_id")),
        pl.col("description").alias("title"),
        pl.col("consignor").alias("supplier"),
        pl.col("facility_gln").alias("facility"),
        pl.lit("shipment").alias("kind"),
    ],
    "inventory": [
        *(pl.col(name) for name in (*_OF_STOCK, "external_seller_id")),
        pl.col("inbound_shipment_id").alias("shipment_id"),
        pl.coalesce("facility", "facility_gln").alias("facility"),
        pl.lit("stock").alias("kind"),
    ],
    "goods": [*(pl.col(name) for name in _OF_GOODS), pl.col("kind").fill_null("catalogue")],
}


def as_goods(table: str, read: Sorted, *, file: str) -> Sorted:
    """Return what was read of a `table` (offers, shipments, inventory, events, goods) as goods, and rejects.

    What has no id of its own is called FILE:LINE, with a number where one line holds several.
    """
    rows, rejects = read.kept, [read.rejects]
    if table == "inventory":
        rejects.append(_journal(rows.filter(pl.col("entry") == "adjustment"), file=file))
        rows = rows.filter(pl.col("entry") != "adjustment")
    if table == "events":
        rejects.append(events_set_aside(rows, file=file))
        goods = goods_of_events(rows)
    else:
        goods = rows.select(*COLUMNS[table], LINE)
    if "id" not in goods.columns:
        goods = goods.with_columns(_named(file).alias("id"))
    checked = sort_rows(goods, Goods, file=file)
    return Sorted(checked.kept, pl.concat([*rejects, checked.rejects]).sort(LINE, maintain_order=True))


def _named(file: str) -> pl.Expr:
    place = pl.concat_str(pl.lit(f"{file}:"), LINE)
    number = pl.int_range(pl.len()).over(LINE)
    return pl.when(number > 0).then(pl.concat_str(place, pl.lit("/"), number + 1)).otherwise(place)


def _journal(rows: pl.DataFrame, *, file: str) -> pl.DataFrame:
    if rows.is_empty():
        return Reject.create_empty()
    told = rows.select(file=pl.lit(file), line=LINE, field=pl.lit("entry"), value="entry", rule=pl.lit(_JOURNAL))
    return Reject.cast(told)
