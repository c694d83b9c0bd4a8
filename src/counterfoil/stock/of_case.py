"""What does a case tell the ledger? What a warehouse set apart, and what became of it."""

import polars as pl

from counterfoil.stock.goods_keys import GOODS
from counterfoil.tables.stock_entry import StockEntry

_ANSWERED = {"held": "held", "allocated": "allocated", "picked": "picked", "shipped": "shipped", "not found": "missing"}
_OPEN = {"refused": "available", "unanswered": "available"}  # nothing was done with them


def of_case(
    case_id: str, notices: pl.DataFrame, lines: pl.DataFrame, answers: pl.DataFrame, dispositions: pl.DataFrame
) -> pl.DataFrame:
    """Return the entries (StockEntry) of hold answers and of the dispositions that stand, by line of a notice."""
    placed = lines.join(notices.select("facility", notice_id="id"), on="notice_id", how="inner").select(
        "notice_id", "line", *GOODS
    )
    answered = answers.filter(pl.col("status").is_in(list(_ANSWERED)), pl.col("units") > 0).select(
        "notice_id", "line", "at", "units", "reference",
        id=_id(case_id, "hold", pl.col("reference"), pl.int_range(pl.len()).over("notice_id", "line", "reference")),
        of=pl.lit("available"),
        to=pl.col("status").replace_strict(_ANSWERED, return_dtype=pl.String),
        why=pl.lit("hold: ") + pl.col("status"),
    )  # fmt: skip
    disposed = dispositions.select(
        "notice_id", "line", "at", "units", "reference",
        id=pl.concat_str(pl.lit(f"{case_id}:"), "id"),
        of=pl.col("of").replace(_OPEN),
        to="kind",
        why=pl.lit("disposition: ") + pl.col("kind"),
    )  # fmt: skip
    told = pl.concat([answered, disposed]).join(placed, on=["notice_id", "line"], how="inner")
    source = pl.concat_str(pl.lit(f"{case_id}:"), "notice_id", pl.lit("/"), "line")
    return told.with_columns(source=source).select(StockEntry.column_names()).cast(StockEntry.create_empty().schema)


def _id(case_id: str, what: str, reference: pl.Expr, nth: pl.Expr) -> pl.Expr:
    place = pl.concat_str(pl.lit(f"{case_id}:{what} "), "notice_id", pl.lit("/"), "line", pl.lit(" "), reference)
    return pl.when(nth > 0).then(pl.concat_str(place, pl.lit("/"), nth + 1)).otherwise(place)
