"""Goods on the move out of any format: events, shipments, inventories, and the categories they are sorted by."""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.convert import Conversion, day, decimal, time, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.prices import AMOUNT, with_amounts, with_currency
from counterfoil.intake.streamed import read_streamed
from counterfoil.intake.whole import Given, Kind
from counterfoil.tables.category import Category
from counterfoil.tables.contract import Sorted
from counterfoil.tables.goods import Goods
from counterfoil.tables.goods_event import EPCS, GoodsEvent
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.shipment import Shipment


def read_events(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield events in batches (columns of GoodsEvent, times in UTC, and `line`) and rejects.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_streamed(Given(stream, file, mapping, encoding), _EVENTS)


def read_shipments(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield lines of shipments in batches (columns of Shipment and `line`) and rejects, whose values are withheld
    where they may name people; raises as `read_events`."""
    return read_streamed(Given(stream, file, mapping, encoding), _SHIPMENTS)


def read_inventory(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield goods on hand, and changes in them, in batches (columns of Inventory and `line`) and rejects; raises as
    `read_events`."""
    return read_streamed(Given(stream, file, mapping, encoding), INVENTORY)


def read_goods(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield goods in batches (columns of Goods, prices in price_currency, and `line`) and rejects, whose values are
    withheld where they may name people; raises as `read_events`."""
    return read_streamed(Given(stream, file, mapping, encoding), _GOODS)


def read_categories(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield the classes of a scheme in batches (columns of Category and `line`) and rejects; raises as
    `read_events`."""
    return read_streamed(Given(stream, file, mapping, encoding), _CATEGORIES)


def _valued(rows: pl.DataFrame) -> pl.DataFrame:
    return with_currency(with_amounts(rows, "declared_value"), "currency", "declared_value")


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, those that do not say what they are being counts."""
    own = [pl.col("entry").str.to_lowercase()] if "entry" in rows.columns else []
    return rows.with_columns(pl.coalesce([*own, pl.lit("count")]).alias("entry"))


def _priced(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the amounts of their prices, words of a list in small letters."""
    words = [pl.col(name).str.to_lowercase() for name in ("status", "kind") if name in rows.columns]
    return with_currency(with_amounts(rows.with_columns(words), "price"), "price_currency", "price")


_EVENTS = Kind(
    GoodsEvent,
    ("type", "eventTime"),
    conversions=(
        *(time(name) for name in ("eventTime", "recordTime", "errorDeclarationTime")),
        *(values(name) for name in EPCS),
    ),
)
_SHIPMENTS = Kind(
    Shipment,
    ("shipment_id",),
    conversions=(
        whole_number("item"),
        whole_number("pieces"),
        day("shipped_on"),
        day("arrived_on"),
        decimal("quantity"),
        decimal("net_mass_kg"),
        Conversion("declared_value", pl.col("declared_value" + AMOUNT), "an amount"),
    ),
    prepare=_valued,
    shown=("shipment_id", "item", "shipped_on", "arrived_on", "hs", "gtin", "quantity", "pieces", "net_mass_kg"),
)
INVENTORY = Kind(
    Inventory,
    ("quantity",),
    conversions=(decimal("quantity"), day("expires_on"), time("counted_at")),
    prepare=_counted,
)
_GOODS = Kind(
    Goods,
    ("id",),
    conversions=(Conversion("price", pl.col("price" + AMOUNT), "an amount"), decimal("quantity"), values("image_ids")),
    prepare=_priced,
    shown=tuple(name for name in Goods.column_names() if name not in ("description", "supplier", "label_fault")),
)
_CATEGORIES = Kind(Category, ("code",))
