"""Which goods came in or came back, as EPCIS events tell it? A row for each single thing, or class with its number.

A receipt is an event of the step receiving, accepting or arriving; a return is one whose disposition is `returned`, or
that names a return merchandise authorisation (Core Business Vocabulary 2.0, sections 7.1, 7.2 and 8.2). Other events do
not tell of goods that lie here.
"""

import json
from functools import lru_cache

import polars as pl

from counterfoil.codes import gs1
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject

RECEIPT, RETURN = "receipt", "return"
_RECEIVED = ("receiving", "accepting", "arriving")
_RETURNED, _RETURNING, _RMA, _ANNOUNCED = "returned", "returning", "rma", "desadv"
_NOT_HERE = "an event tells of goods that lie here only where they were received or came back"
_WRONG = "an event that was declared wrong tells nothing"
_THINGS, _CLASSES = ("epcList", "childEPCs"), ("quantityList", "childQuantityList")
_KEY = pl.Struct({"kind": pl.String, "number": pl.String, "lot": pl.String, "serial": pl.String})


def goods_of_events(events: pl.DataFrame) -> pl.DataFrame:
    """Return goods (columns of Goods that events tell of, and `line`) of the events (contract GoodsEvent) that tell of
    goods here; an event of several things has several rows, in order."""
    told = events.with_columns(kind=kind_of_event()).filter(_is_told()).with_row_index("event")
    about = told.select(
        "event",
        LINE,
        "kind",
        facility=_keyed(pl.coalesce("bizLocation", "readPoint"), "gln"),
        pallet=_keyed(pl.col("parentID"), "sscc"),
        shipment_id=_transaction(_ANNOUNCED).str.extract(r"([^:/]+)$"),
        told_lot=pl.col("ilmd").map_elements(_lot_in, return_dtype=pl.String),
    )
    one, no_unit = pl.lit(1, dtype=pl.Decimal(24, 6)), pl.lit(None, dtype=pl.String)
    things = [
        told.select("event", code=pl.col(name)).explode("code").with_columns(quantity=one, quantity_unit=no_unit)
        for name in _THINGS
    ]
    classes = [
        told.select("event", found=pl.col(name)).explode("found").drop_nulls("found").select(
            "event", code=pl.col("found").struct.field("epcClass"), quantity=pl.col("found").struct.field("quantity"),
            quantity_unit=pl.col("found").struct.field("uom"),
        )
        for name in _CLASSES
    ]  # fmt: skip
    rows = pl.concat([*things, *classes]).drop_nulls("code").with_columns(key=_keys(pl.col("code")))
    named = rows.join(about, on="event", maintain_order="left").sort("event", maintain_order=True).unnest("key")
    is_goods, is_pallet = pl.col("number").is_not_null() & (pl.col("key_kind") == "gtin"), pl.col("key_kind") == "sscc"
    return named.filter(is_goods | is_pallet).select(
        LINE,
        "kind",
        "facility",
        "shipment_id",
        "quantity_unit",
        gtin=pl.when(is_goods).then("number"),
        sscc=pl.when(is_pallet).then("number").otherwise("pallet"),
        lot=pl.coalesce(pl.when(pl.col("lot") != "").then("lot"), "told_lot"),
        serial_first=pl.when(pl.col("serial") != "").then("serial"),
        quantity=pl.when(is_goods).then("quantity"),
    )


def events_set_aside(events: pl.DataFrame, *, file: str) -> pl.DataFrame:
    """Return a reject for each event that tells of no goods here."""
    aside = events.with_columns(kind=kind_of_event()).filter(~_is_told())
    wrong = pl.col("errorDeclarationTime").is_not_null()
    rule = pl.when(wrong).then(pl.lit(_WRONG)).otherwise(pl.lit(_NOT_HERE))
    return Reject.cast(aside.select(file=pl.lit(file), line=LINE, field=pl.lit("bizStep"), value="bizStep", rule=rule))


def kind_of_event() -> pl.Expr:
    """Return receipt, return or null."""
    back = (pl.col("disposition") == _RETURNED) | (pl.col("bizStep") == _RETURNING)
    back = back.fill_null(value=False) | _transaction(_RMA).is_not_null()
    came = pl.col("bizStep").is_in(_RECEIVED).fill_null(value=False)
    is_return = back & (came | (pl.col("bizStep") == _RETURNING).fill_null(value=False))
    return pl.when(is_return).then(pl.lit(RETURN)).when(came).then(pl.lit(RECEIPT))


def _is_told() -> pl.Expr:
    return pl.col("kind").is_not_null() & pl.col("errorDeclarationTime").is_null()


def _transaction(kind: str) -> pl.Expr:
    """Return the first business transaction of a kind that the event names."""
    own = pl.element().filter(pl.element().struct.field("type") == kind).struct.field("bizTransaction")
    return pl.col("bizTransactionList").list.eval(own).list.first()


def _keyed(text: pl.Expr, kind: str) -> pl.Expr:
    """Return the number of a GS1 key of this kind, else the text as it is."""
    key = text.map_elements(_key, return_dtype=_KEY)
    return pl.when(key.struct.field("kind") == kind).then(key.struct.field("number")).otherwise(text)


def _keys(text: pl.Expr) -> pl.Expr:
    key = text.map_elements(_key, return_dtype=_KEY)
    return pl.struct(
        key_kind=key.struct.field("kind"),
        number=key.struct.field("number"),
        lot=key.struct.field("lot"),
        serial=key.struct.field("serial"),
    )


@lru_cache(maxsize=65_536)
def _key(text: str) -> dict[str, str] | None:
    found = gs1.parse(text)
    return None if found is None else found._asdict()


def _lot_in(ilmd: str) -> str | None:
    """Return the lot number among the master data of an instance or lot, whichever prefix its name has."""
    told = json.loads(ilmd)
    values = [value for name, value in told.items() if name.rpartition(":")[2] == "lotNumber"] if told else []
    return values[0] if values and isinstance(values[0], str) else None
