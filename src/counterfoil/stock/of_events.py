"""What does an EPCIS event tell the ledger? What was received, shipped or destroyed, where it says how many.

Words: GS1 Core Business Vocabulary 2.0, business steps. Other steps move nothing into a facility or out of it. Single
things count one each; a pallet alone (SSCC) does not say how many lie on it.
"""

from collections.abc import Callable

import polars as pl

from counterfoil.codes import gs1
from counterfoil.stock.of_inventory import PIECES
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject, shorten
from counterfoil.tables.stock_entry import StockEntry
from counterfoil.text.each_once import each_once

STEPS = {
    "receiving": ("outside", "available"),
    "shipping": ("available", "shipped"),
    "destroying": ("available", "destroyed"),
}
_QUANTITIES, _THINGS = ("quantityList", "childQuantityList"), ("epcList", "childEPCs")
_COUNTED, _NUMBER = ("code", "quantity", "uom"), pl.Decimal(24, 6)


def of_events(events: pl.DataFrame, *, file: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the entries (StockEntry) that events (contract GoodsEvent, `line`) tell, and what is set aside (Reject).

    Events that were declared wrong tell nothing; those they take back are named by `serials.readings.wrong_events`.
    """
    steps = events.filter(
        pl.col("bizStep").is_in(list(STEPS)),
        pl.col("errorDeclarationTime").is_null(),
        pl.col("action").fill_null("OBSERVE") != "DELETE",
    )
    placed = steps.with_columns(
        facility=_texts(steps, pl.coalesce("bizLocation", "readPoint"), _place),
        sscc=_texts(steps, pl.col("parentID"), _sscc),
        name=pl.coalesce("eventID", pl.concat_str(pl.lit(f"{file}:"), LINE)),
    )
    told = pl.concat([*(_classes(placed, name) for name in _QUANTITIES), *(_things(placed, name) for name in _THINGS)])
    goods = told.with_columns(gtin=_texts(told, pl.col("code"), _gtin), lot=_texts(told, pl.col("code"), _lot))
    named = goods.filter(pl.col("gtin").is_not_null())  # a pallet alone is passed over
    judged = named.with_columns(fault=_fault())
    good = judged.filter(pl.col("fault").is_null())
    return _entries(good, file), _rejects(judged.filter(pl.col("fault").is_not_null()), file)


def _classes(events: pl.DataFrame, name: str) -> pl.DataFrame:
    rows = events.select(*_KEPT, one=pl.col(name)).explode("one").drop_nulls("one").unnest("one")
    return rows.select(*_KEPT, code="epcClass", quantity="quantity", uom="uom")


def _things(events: pl.DataFrame, name: str) -> pl.DataFrame:
    rows = events.select(*_KEPT, code=pl.col(name)).explode("code").drop_nulls("code")
    one = {"quantity": pl.lit(1).cast(_NUMBER), "uom": pl.lit(None, dtype=pl.String)}
    return rows.with_columns(**one).select(*_KEPT, *_COUNTED)


_KEPT = (LINE, "name", "eventTime", "bizStep", "facility", "sscc")


def _fault() -> pl.Expr:
    def said(holds: pl.Expr, field: str, value: str, rule: str) -> pl.Expr:
        shown = shorten(pl.col(value).cast(pl.String))
        fault = pl.struct(field=pl.lit(field), value=shown, rule=pl.lit(rule))
        return pl.when(~holds.fill_null(value=False)).then(fault)

    whole = (pl.col("quantity") == pl.col("quantity").cast(pl.Int64)) & (pl.col("quantity") > 0)
    pieces = pl.col("uom").is_null() | pl.col("uom").is_in(PIECES)
    return pl.coalesce(
        said(pl.col("facility").is_not_null(), "bizLocation", "facility", "an event must say where it was"),
        said(pieces, "uom", "uom", "the ledger counts pieces, and nothing by weight or measure"),
        said(whole, "quantity", "quantity", "quantity must be a whole number of pieces above zero"),
    )


def _entries(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    """Return one entry for each event, product and lot."""
    keys = ["name", LINE, "eventTime", "bizStep", "facility", "sscc", "gtin", "lot"]
    sums = rows.group_by(keys, maintain_order=True).agg(units=pl.col("quantity").sum().cast(pl.Int64))
    ways = {at: {step: way[at] for step, way in STEPS.items()} for at in (0, 1)}
    return sums.select(
        id=pl.concat_str("name", pl.lit("/"), pl.int_range(1, pl.len() + 1).over("name")),
        at="eventTime",
        facility="facility",
        gtin="gtin",
        sku=pl.lit(None, dtype=pl.String),
        lot="lot",
        sscc="sscc",
        external_seller_id=pl.lit(None, dtype=pl.String),
        units="units",
        of=pl.col("bizStep").replace_strict(ways[0], return_dtype=pl.String),
        to=pl.col("bizStep").replace_strict(ways[1], return_dtype=pl.String),
        why="bizStep",
        reference="name",
        source=pl.concat_str(pl.lit(f"{file}:"), LINE),
    ).cast(StockEntry.create_empty().schema)


def _rejects(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    if rows.is_empty():
        return Reject.create_empty()
    return Reject.cast(rows.select(LINE, "fault", file=pl.lit(file)).unnest("fault").select(Reject.column_names()))


def _texts(rows: pl.DataFrame, column: pl.Expr, form: Callable[[str], str | None]) -> pl.Series:
    return each_once(rows.select(column).to_series(), form)


def _place(text: str) -> str:
    key = gs1.parse(text)
    if key is None:
        return text.strip()
    if key.kind in ("gln", "pgln"):
        return key.number
    return key.number[1:] if key.kind == "gtin" and not key.serial else text.strip()  # a bare GLN looks like a GTIN-13


def _sscc(text: str) -> str | None:
    key = gs1.parse(text)
    return key.number if key is not None and key.kind == "sscc" else None


def _gtin(text: str) -> str | None:
    key = gs1.parse(text)
    return key.number if key is not None and key.kind == "gtin" else None


def _lot(text: str) -> str | None:
    key = gs1.parse(text)
    return (key.lot or None) if key is not None and key.kind == "gtin" else None
