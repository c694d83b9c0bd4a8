"""What lies in a facility, as `counterfoil match` found it: as lines of a notice, and as the stock on its paper."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import polars as pl

from counterfoil.codes.pieces import whole_pieces
from counterfoil.documents.papers.facility_notice import FacilityNotice, Stock
from counterfoil.enforcement.facility_notices.lines import ASKING, FOUND, VERDICTS, lines_of
from counterfoil.errors import UserError
from counterfoil.matching.commingled import PLACE, commingled, places_of
from counterfoil.run.matching_gathered import gravest
from counterfoil.run.matching_hits import hits_in
from counterfoil.run.outputs import SEAL

SHOWN = 10  # facilities that a message names
STOCK, RECEIPTS = ("stock",), ("shipment", "stock")  # kinds of items: what lies there; what came in, however it is told
PARTS = {"hold": "stock", "examine": "examine", "leave": "leave"}  # of the paper, by what is asked


def matched_in(
    matching: Path, *, kinds: tuple[str, ...] = STOCK, called: Mapping[str, str] = MappingProxyType({})
) -> pl.DataFrame:
    """Return the matches in items of these kinds, with their items and `is_commingled`.

    `called` tells by each name of a facility the one under which its places count as one: an inventory may give the
    name where a receipt gives the GLN. Raises UserError for a folder without matches.
    """
    try:
        matches = pl.read_parquet(matching / "matches.parquet")
        items = pl.read_parquet(matching / "items.parquet").filter(pl.col("kind").is_in(kinds))
    except (OSError, pl.exceptions.PolarsError) as cause:
        cure = "Name the folder that was given to `counterfoil match` with -o."
        raise UserError("There are no matches here.", cure=cure, file=str(matching)) from cause
    rows = matches.join(items, left_on="item_id", right_on="id", maintain_order="left")
    one_place = rows.with_columns(pl.col("facility").replace(called), written=pl.col("facility"))
    shared = commingled(places_of(one_place, items.select("lot", item_id="id"))).select(
        *PLACE, shares=pl.lit(value=True)
    )
    told = one_place.join(shared, on=PLACE, how="left", maintain_order="left").with_columns(facility="written")
    is_one = pl.col("product_grade") == "identical"
    return told.with_columns(is_commingled=pl.col("shares").fill_null(value=False) & is_one)


def refuse_other_goods(matching: Path, *, frozen: Collection[str]) -> None:
    """Raise UserError where a case froze signatures (their SHA-256) and the folder's run did not look for one of them:
    an id of goods in another file may be that of other goods."""
    if not frozen:
        return
    try:
        files = json.loads((matching / SEAL).read_bytes())["files"]
        used = {file["sha256"] for file in files}
    except (OSError, ValueError, KeyError, TypeError):
        used = set()
    if used.isdisjoint(frozen):
        cure = "Match the signature of the case: counterfoil signature CASE -o SIG, then counterfoil match SIG …"
        raise UserError("These matches are of other goods than the case's signature.", cure=cure, file=str(matching))


def finds_of(matched: pl.DataFrame, *, goods: Sequence[str], found_in: str = "stock") -> pl.DataFrame:
    """Return what `matched_in` gave (columns FOUND) of these goods, none for all, each item once under the gravest of
    its matches. Goods that are not counted in pieces have no units, but what they measure."""
    meant = matched.filter(pl.col("goods_id").is_in(list(goods))) if goods else matched
    facts = pl.col("party_reasons").list.join(" ")
    gravest_reason = pl.col("reasons").list.first()  # where the goods are nobody's but the owner's; no method after it
    told = gravest(meant).sort("item_id", maintain_order=True)
    whole = told.with_columns(
        units=whole_pieces(),
        why=pl.when(facts != "").then(facts).otherwise(gravest_reason).fill_null(""),
        found_in=pl.lit(found_in),
    ).with_columns(measured=pl.when(pl.col("units").is_null()).then(_measured()))
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in FOUND.items() if name not in whole.columns]
    return whole.with_columns(missing).select(list(FOUND))


def hits_of(
    path: Path, *, goods: Sequence[str], frozen: Collection[str] = (), signer: Path | None = None
) -> pl.DataFrame:
    """Return the hits that a facility sent (columns FOUND) of these goods, none for all.

    `frozen` are the SHA-256 of the signatures that the case froze, none where it froze none. Raises UserError where
    something else was looked for, where another key than `signer` signed the file, and as `hits_in`.
    """
    hits = hits_in(path, signer=signer)
    if frozen and hits.looked_for not in frozen:
        cure = "Send the facility the signature of the case, and have it look again."
        raise UserError("These hits are of other goods than the case's signature.", cure=cure, file=path.name)
    lines = hits.lines.with_columns(measured=pl.lit(None, pl.String)).select(list(FOUND))
    return lines.filter(pl.col("goods_id").is_in(list(goods))) if goods else lines


def _measured() -> pl.Expr:
    """Return how much there is of what is not counted in pieces: 1.5 KGM."""
    number = pl.col("quantity").cast(pl.String).str.replace(r"\.?0+$", "")
    return pl.concat_str(number, pl.col("quantity_unit").fill_null("pieces"), separator=" ")


def found_in_facility(finds: pl.DataFrame, *, names: Sequence[str]) -> pl.DataFrame:
    """Return what was found in a facility, which goes by these names.

    Raises UserError where nothing of it is to be held or examined.
    """
    here = finds.filter(pl.col("facility").is_in(list(names)))
    if here.filter(pl.col("verdict").is_in(ASKING)).is_empty():
        known = finds.filter(pl.col("verdict").is_in(ASKING))["facility"].drop_nulls().unique().sort()
        places = ", ".join(known.to_list()[:SHOWN])
        cure = f"They lie in: {places}." if places else "They lie in no facility that is known."
        raise UserError(f"None of these goods lies in {names[0]}.", cure=cure)
    return here


def with_stock(notice: FacilityNotice, matching: Path, *, facility: str, goods: tuple[str, ...]) -> FacilityNotice:
    """Return the notice with the stock that lies in one facility: identical, to be examined, and genuine.

    `goods` are the ids of the goods that are meant, none for all; an item that matches several stands under its gravest
    verdict. Raises UserError for a folder without matches, and a facility where none of these goods lies.
    """
    here = found_in_facility(finds_of(matched_in(matching), goods=goods), names=(facility,))
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
