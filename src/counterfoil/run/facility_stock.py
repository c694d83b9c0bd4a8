"""What lies in a facility, as `counterfoil match` found it: as lines of a notice, and as the stock on its paper."""

from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from counterfoil.documents.papers.facility_notice import FacilityNotice, Stock
from counterfoil.enforcement.facility_notices.lines import FOUND, VERDICTS, lines_of
from counterfoil.errors import UserError
from counterfoil.matching.commingled import PLACE, commingled, places_of
from counterfoil.run.matching_gathered import gravest

SHOWN = 10  # facilities that a message names
STOCK, RECEIPTS = ("stock",), ("shipment", "stock")  # kinds of items: what lies there; what came in, however it is told
PARTS = {"hold": "stock", "examine": "examine", "leave": "leave"}  # of the paper, by what is asked


def finds_in(matching: Path, *, kinds: tuple[str, ...] = STOCK, found_in: str = "stock") -> pl.DataFrame:
    """Return what `match` found in items of these kinds (columns FOUND), every match of each item.

    Raises UserError for a folder without matches.
    """
    try:
        matches = pl.read_parquet(matching / "matches.parquet")
        items = pl.read_parquet(matching / "items.parquet").filter(pl.col("kind").is_in(kinds))
    except (OSError, pl.exceptions.PolarsError) as cause:
        cure = "Name the folder that was given to `counterfoil match` with -o."
        raise UserError("There are no matches here.", cure=cure, file=str(matching)) from cause
    rows = matches.join(items, left_on="item_id", right_on="id", maintain_order="left")
    shared = commingled(places_of(rows, items.select(pl.col("id").alias("item_id"), "lot"))).select(PLACE)
    together = shared.with_columns(shares=pl.lit(value=True))
    told = rows.join(together, on=PLACE, how="left", maintain_order="left").with_columns(
        is_commingled=pl.col("shares").fill_null(value=False) & (pl.col("product_grade") == "identical"),
        found_in=pl.lit(found_in),
    )
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in FOUND.items() if name not in told.columns]
    return told.with_columns(missing).select(list(FOUND))


def found_of(finds: pl.DataFrame, *, names: tuple[str, ...], goods: tuple[str, ...]) -> pl.DataFrame:
    """Return what was found in a facility, which goes by these names, of these goods (none: of all), each item once
    under the gravest of its matches.

    Raises UserError where nothing of them is to be held or examined there.
    """
    meant = finds.filter(pl.col("goods_id").is_in(goods)) if goods else finds
    here = gravest(meant.filter(pl.col("facility").is_in(names))).sort("item_id", maintain_order=True)
    asking = [VERDICTS["hold"], VERDICTS["examine"]]
    if here.filter(pl.col("verdict").is_in(asking)).is_empty():
        known = meant.filter(pl.col("verdict").is_in(asking))["facility"].drop_nulls().unique().sort()
        places = ", ".join(known.to_list()[:SHOWN])
        cure = f"They lie in: {places}." if places else "They lie in no facility that is known."
        raise UserError(f"None of these goods lies in {names[0]}.", cure=cure)
    return here


def with_stock(notice: FacilityNotice, matching: Path, *, facility: str, goods: tuple[str, ...]) -> FacilityNotice:
    """Return the notice with the stock that lies in one facility: identical, to be examined, and genuine.

    `goods` are the ids of the goods that are meant, none for all; an item that matches several stands under its gravest
    verdict. Raises UserError for a folder without matches, and a facility where none of these goods lies.
    """
    here = found_of(finds_in(matching), names=(facility,), goods=goods)
    return with_lines(notice, lines_of(here, notice_id=notice.number or notice.seizure), place=facility, numbered=False)


def with_lines(notice: FacilityNotice, lines: pl.DataFrame, *, place: str, numbered: bool = True) -> FacilityNotice:
    """Return the notice with these lines (contract FacilityLine) as its stock, in `place` where no location is told.

    `numbered` tells the numbers of the lines, by which they are answered.
    """
    parts = {
        part: tuple(
            _stock(row, place, numbered=numbered)
            for row in lines.filter(asked=asked).sort("line").iter_rows(named=True)
        )
        for asked, part in PARTS.items()
    }
    return msgspec.structs.replace(notice, **parts)


def _stock(row: dict[str, Any], place: str, *, numbered: bool) -> Stock:
    more = (("lot", row["lot"]), ("GTIN", row["gtin"]), ("SKU", row["sku"]))
    codes = (*(f"{name} {value}" for name, value in more if value), row["measured"] or "")
    return Stock(
        location=row["location"] or place,
        item=row["sscc"] or row["item_id"],
        goods=row["title"] or row["gtin"] or row["item_id"],
        units=row["units"],
        grade=VERDICTS[row["asked"]],
        why=row["why"],
        codes=tuple(code for code in codes if code),
        account=row["external_seller_id"] or "",
        line=row["line"] if numbered else None,
        commingled=row["is_commingled"],
    )
