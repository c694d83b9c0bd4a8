"""What do two lots of goods have in common, and in what do they differ? One row per pair, as evidence reads it.

Of each part of a source the row says `same`, `other` or, where one side tells nothing, null. What an item shows of its
own (`seen_…`) is quoted in sentences; of the goods that are looked for only what is printed on them (lot, serials).
"""

from collections.abc import Callable

import polars as pl

from counterfoil.codes import serials
from counterfoil.matching.source.keys import source_keys
from counterfoil.matching.source.label_faults import tells_of
from counterfoil.matching.source.sought import GENUINE, Sought

PAIR = ("goods_id", "item_id")
_OF_GOODS = ("lot", "serial_first", "serial_last", "label_fault", "status")
_OF_ITEMS = (
    *("external_seller_id", "shipment_id", "lot", "serial_first", "serial_last", "label_fault"),
    *("title", "description"),
)
_COMPARED = ("seller_key", "party_key", "supplier_key", "shipment_key", "lot_key")


def pair_rows(pairs: pl.DataFrame, sought: Sought, items: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each of the `pairs` (goods_id, item_id), in their order, with what evidence of a source asks.

    `items` are by contract Goods. Columns: subject_id (the item), right_id (the goods), how seller, party, supplier,
    shipment and lot compare, `serial` (inside, overlapping, outside), `fault` (recorded, told), `genuine_…` for what
    is known to be genuine of the item, and what is quoted.
    """
    asked = items.filter(pl.col("id").is_in(pairs["item_id"].unique().implode()))
    rows = (
        pairs.select(PAIR)
        .join(_side(sought.goods, sought.keys, _OF_GOODS, "known"), on="goods_id", maintain_order="left")
        .join(_side(asked, source_keys(asked, sought.salt), _OF_ITEMS, "seen"), on="item_id", maintain_order="left")
    )
    rows = rows.with_columns(_compared(name).alias(name.removesuffix("_key")) for name in _COMPARED)
    rows = rows.rename({"item_id": "subject_id", "goods_id": "right_id"})
    rows = _with_genuine(rows, sought)
    return rows.with_columns(
        serial=_per_row(
            rows, ("known_serial_first", "known_serial_last", "seen_serial_first", "seen_serial_last"), _serial
        ),
        fault=_per_row(rows, ("known_label_fault", "seen_label_fault", "seen_title", "seen_description"), _fault),
        found=pl.when(pl.col("known_status") == "confirmed counterfeit")
        .then(pl.lit("found to be counterfeit"))
        .when(pl.col("known_status") == GENUINE)
        .then(pl.lit("known to be genuine"))
        .otherwise(pl.lit("suspected to be counterfeit")),
    )


def _side(goods: pl.DataFrame, keys: pl.DataFrame, columns: tuple[str, ...], prefix: str) -> pl.DataFrame:
    """Return the columns and keys of one side of the pairs, under its prefix, by its id."""
    of_side = goods.select("id", *columns).join(keys, on="id")
    own = "goods_id" if prefix == "known" else "item_id"
    return of_side.rename({name: f"{prefix}_{name}" for name in of_side.columns if name != "id"} | {"id": own})


def _compared(name: str) -> pl.Expr:
    """Return same or other, null where one side tells nothing."""
    known, seen = pl.col(f"known_{name}"), pl.col(f"seen_{name}")
    return pl.when(known == seen).then(pl.lit("same")).when(known != seen).then(pl.lit("other"))


def _with_genuine(rows: pl.DataFrame, sought: Sought) -> pl.DataFrame:
    """Return the rows with what is known to be genuine of their items: genuine_seller, _lot … and genuine_serial."""
    facts = sought.genuine_facts
    for name in (*_COMPARED, "serial"):
        plain = name.removesuffix("_key")
        if name == "serial":
            known = _genuine_serials(rows, sought)
        else:
            own = facts.filter(pl.col("field") == name).select(right_id="goods_id", **{f"seen_{name}": "key"})
            known = rows.select("right_id", "subject_id", f"seen_{name}").join(own, on=["right_id", f"seen_{name}"])
        told = (
            known.select("right_id", "subject_id").unique().with_columns(pl.lit(value=True).alias(f"genuine_{plain}"))
        )
        rows = rows.join(told, on=["right_id", "subject_id"], how="left", maintain_order="left")
        rows = rows.with_columns(pl.col(f"genuine_{plain}").fill_null(value=False))
    return rows


def _genuine_serials(rows: pl.DataFrame, sought: Sought) -> pl.DataFrame:
    asked = rows.filter(pl.col("seen_serial_first").is_not_null()).join(
        sought.genuine_ranges, left_on="right_id", right_on="goods_id"
    )
    ends = ("genuine_first", "genuine_last", "seen_serial_first", "seen_serial_last")
    return asked.filter(_per_row(asked, ends, _serial) == "inside")


def _per_row(rows: pl.DataFrame, columns: tuple[str, ...], answer: Callable[..., str | None]) -> pl.Series:
    """Return the answer for each row; each different set of values is asked once, and none without the first."""
    known = rows.select(columns)
    distinct = known.filter(pl.col(columns[0]).is_not_null()).unique(maintain_order=True)
    answers = pl.Series("answer", [answer(*row) for row in distinct.iter_rows()], dtype=pl.String)
    joined = known.join(distinct.with_columns(answers), on=columns, how="left", nulls_equal=True, maintain_order="left")
    return joined["answer"]


def _serial(first: str, last: str | None, seen_first: str | None, seen_last: str | None) -> str | None:
    if not seen_first:
        return None
    known = serials.Range(first.strip(), (last or first).strip())
    seen = serials.Range(seen_first.strip(), (seen_last or seen_first).strip())
    return serials.relation(known, seen) or None


def _fault(fault: str, recorded: str | None, *texts: str | None) -> str | None:
    if recorded and tells_of(fault, recorded):
        return "recorded"
    return "told" if any(text and tells_of(fault, text) for text in texts) else None
