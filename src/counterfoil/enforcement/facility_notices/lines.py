"""Which lines does a notice to a facility have? What was found there, and what is asked of each.

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 1, speaks of identical offending
goods alone: so only they are asked to be held. What may be such goods is examined, and genuine stock is named so that
it is left alone.
"""

from typing import Any

import polars as pl

from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.match import Match

ASKED = {"identical offending goods": "hold", "examine": "examine", "genuine stock": "leave"}  # by verdict
VERDICTS = {asked: verdict for verdict, asked in ASKED.items()}
AMONG = "Other goods of this product lie in the same facility: only what bears the signs named here is meant."
BESIDE = "Goods of this product from the source of the false ones lie in the same facility."
FOUND = {  # what a find must tell: a match, its item, and whether the place holds goods of several sources
    **Match.create_empty().schema,
    **dict.fromkeys(("facility", "title", "sscc", "gtin", "sku", "lot", "external_seller_id", "location"), pl.String()),
    "quantity": pl.Decimal(24, 6),
    "quantity_unit": pl.String(),
    "is_commingled": pl.Boolean(),
    "found_in": pl.String(),
}
_SAME = ("sscc", "gtin", "lot", "external_seller_id", "title")


def lines_of(found: pl.DataFrame, *, notice_id: str, first: int = 1) -> pl.DataFrame:
    """Return the lines (contract FacilityLine) for finds (columns FOUND), numbered on from `first`.

    What is to be held stands first, then what is to be examined, then what is left alone; a verdict that asks for
    nothing makes no line. Units are told only of goods that are counted in pieces, to the unit.
    """
    asking = found.filter(pl.col("verdict").is_in(list(ASKED))).with_columns(
        asked=pl.col("verdict").replace_strict(ASKED, return_dtype=pl.String)
    )
    order = pl.col("asked").replace_strict({"hold": 0, "examine": 1, "leave": 2}, return_dtype=pl.Int8)
    rows = asking.sort(order, "facility", "item_id", maintain_order=True, nulls_last=True)
    counted = pl.col("quantity").is_not_null() & pl.col("quantity_unit").is_null() & (pl.col("quantity") >= 0)
    counted &= pl.col("quantity") == pl.col("quantity").round(0)
    told = rows.with_columns(
        notice_id=pl.lit(notice_id),
        line=pl.int_range(first, first + pl.len(), dtype=pl.Int64),
        units=pl.when(counted).then(pl.col("quantity").cast(pl.Int64)),
        measured=pl.when(~counted).then(_measured()),
        why=_why(),
    )
    return FacilityLine.cast(told.select(FacilityLine.column_names()))


def _measured() -> pl.Expr:
    """Return how much there is of what is not counted in pieces: 1.5 KGM."""
    number = pl.col("quantity").cast(pl.String).str.replace(r"\.?0+$", "")
    return pl.concat_str(number, pl.col("quantity_unit").fill_null("pieces"), separator=" ")


def _why() -> pl.Expr:
    """Return the sentences for the facility: facts, no method; where several sources lie together, that too."""
    first = pl.col("reasons").list.first()  # of what names nobody's goods: the gravest, and no method after it
    facts = (
        pl.when(pl.col("party_reasons").list.len() > 0).then(pl.col("party_reasons").list.join(" ")).otherwise(first)
    )
    aside = pl.when(pl.col("source_grade") == "same").then(pl.lit(AMONG)).otherwise(pl.lit(BESIDE))
    is_told = pl.col("is_commingled") & (pl.col("source_grade") != "contradicted") & ~facts.str.contains(AMONG)
    return pl.when(is_told).then(facts + " " + aside).otherwise(facts).str.strip_chars().fill_null("")


def unknown(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the finds that no line of the notice tells of yet.

    The same pallet (SSCC) with the same goods is the same stock, whichever file tells of it; without a pallet it is the
    same where item, goods and owner are. What lay in stock and what came back later are two.
    """
    known = {_key(row) for row in lines.iter_rows(named=True)}
    return found.filter(pl.Series([_key(row) not in known for row in found.iter_rows(named=True)], dtype=pl.Boolean))


def _key(row: dict[str, Any]) -> tuple[object, ...]:
    place = (row["sscc"],) if row["sscc"] else (row["item_id"], row["found_in"])
    return (*place, *(row[name] for name in _SAME))
