"""Which lines does a notice to a facility have? What was found there, and what is asked of each.

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 1, speaks of identical offending
goods alone: so only they are asked to be held. What may be such goods is examined, and genuine stock is named so that
it is left alone.
"""

from typing import Any

import polars as pl

from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.hit import Hit

ASKED = {"identical offending goods": "hold", "examine": "examine", "genuine stock": "leave"}  # by verdict
VERDICTS = {asked: verdict for verdict, asked in ASKED.items()}
ASKING = (VERDICTS["hold"], VERDICTS["examine"])
AMONG = "Other goods of this product lie in the same facility: only what bears the signs named here is meant."
BESIDE = "Goods of this product from the source of the false ones lie in the same facility."
FOUND = {**Hit.create_empty().schema, "measured": pl.String()}  # of a find; its verdict may be genuine stock, too
_SAME = ("sscc", "gtin", "lot", "external_seller_id", "title")
_ORDER = {"hold": 0, "examine": 1, "leave": 2}


def lines_of(found: pl.DataFrame, *, notice_id: str, first: int = 1) -> pl.DataFrame:
    """Return the lines (contract FacilityLine) for finds (columns FOUND), numbered on from `first`.

    What is to be held stands first, then what is to be examined, then what is left alone; a verdict that asks for
    nothing makes no line.
    """
    asked = pl.col("verdict").replace_strict(ASKED, return_dtype=pl.String)
    rows = found.filter(pl.col("verdict").is_in(list(ASKED))).with_columns(asked=asked)
    order = pl.col("asked").replace_strict(_ORDER, return_dtype=pl.Int8)
    told = rows.sort(order, maintain_order=True).with_columns(
        notice_id=pl.lit(notice_id),
        line=pl.int_range(first, first + pl.len(), dtype=pl.Int64),
        why=_why(),
    )
    return FacilityLine.cast(told.select(FacilityLine.column_names()))


def _why() -> pl.Expr:
    """Return the sentences for the facility; where goods of several sources lie together, that too."""
    aside = pl.when(pl.col("source_grade") == "same").then(pl.lit(AMONG)).otherwise(pl.lit(BESIDE))
    is_told = pl.col("is_commingled") & (pl.col("source_grade") != "contradicted")
    return pl.when(is_told).then(pl.concat_str("why", aside, separator=" ")).otherwise("why").str.strip_chars()


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
