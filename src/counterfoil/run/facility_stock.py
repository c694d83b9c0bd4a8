"""Fill the stock of a notice to a facility from what `counterfoil match` found there, and what it left alone."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from counterfoil.documents.matching_report import quantity_in_words
from counterfoil.documents.papers.facility_notice import GRADES, FacilityNotice, Stock
from counterfoil.errors import UserError
from counterfoil.run.matching_gathered import gravest

SHOWN = 10  # facilities that a message names


def with_stock(notice: FacilityNotice, matching: Path, *, facility: str, goods: tuple[str, ...]) -> FacilityNotice:
    """Return the notice with the stock that lies in one facility: identical, to be examined, and genuine.

    `goods` are the ids of the goods that are meant, none for all; an item that matches several stands under its gravest
    verdict. Raises UserError for a folder without matches, and a facility where none of these goods lies.
    """
    found = _found(matching)
    meant = found.filter(pl.col("goods_id").is_in(goods)) if goods else found
    here = gravest(meant.filter(pl.col("facility") == facility)).sort("item_id", maintain_order=True)
    held = [GRADES["stock"], GRADES["examine"]]
    if here.filter(pl.col("verdict").is_in(held)).is_empty():
        known = meant.filter(pl.col("verdict").is_in(held))["facility"].drop_nulls().unique().sort()
        places = ", ".join(known.to_list()[:SHOWN])
        cure = f"They lie in: {places}." if places else "They lie in no facility that is known."
        raise UserError(f"None of these goods lies in {facility}.", cure=cure, file=str(matching))
    by_grade = {name: _stock(here.filter(pl.col("verdict") == grade)) for name, grade in GRADES.items()}
    return msgspec.structs.replace(notice, **by_grade)


def _found(matching: Path) -> pl.DataFrame:
    try:
        matches = pl.read_parquet(matching / "matches.parquet")
        items = pl.read_parquet(matching / "items.parquet").filter(pl.col("kind") == "stock")
    except (OSError, pl.exceptions.PolarsError) as cause:
        cure = "Name the folder that was given to `counterfoil match` with -o."
        raise UserError("There are no matches here.", cure=cure, file=str(matching)) from cause
    return matches.join(items, left_on="item_id", right_on="id", maintain_order="left")


def _stock(rows: pl.DataFrame) -> tuple[Stock, ...]:
    return tuple(_of_item(row) for row in rows.iter_rows(named=True))


def _of_item(row: dict[str, Any]) -> Stock:
    quantity: Decimal | None = row["quantity"]
    counted = quantity is not None and row["quantity_unit"] is None and quantity == quantity.to_integral_value()
    measured = "" if counted else quantity_in_words(quantity, row["quantity_unit"])
    codes = (f"lot {row['lot']}" if row["lot"] else "", f"GTIN {row['gtin']}" if row["gtin"] else "", measured)
    return Stock(
        location=row["facility"],
        item=row["sscc"] or row["item_id"],
        goods=row["title"],
        units=int(quantity) if counted and quantity is not None else None,
        grade=row["verdict"],
        why=" ".join(row["party_reasons"] or row["reasons"]),
        codes=tuple(code for code in codes if code),
        account=row["external_seller_id"] or "",
    )
