"""Sellers abroad: can whom they harm reach them, or at least their money? Practice 6 of 2020."""

from typing import Final

import polars as pl

from counterfoil.codes import country
from counterfoil.scorecards.measure import MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases
from counterfoil.scorecards.measures.vetted_sellers import active_sellers
from counterfoil.tables.scorecard_measure import SHARE

HOME: Final = ("US", "PR", "GU", "VI", "AS", "MP", "UM")  # where American courts reach: ISO 3166-1 alpha-2
SECURITY: Final = ("indemnity", "bond", "insurance")  # columns of a seller and types of its documents
AGENT: Final = "agentForService"


def foreign_sellers(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the active sellers whose country is known and not the United States, with what they gave."""
    code = pl.col("country").map_batches(_codes, return_dtype=pl.String)
    abroad = tables["seller"].select(pl.col("id").alias("seller_id"), code).unique("seller_id", keep="last")
    known = abroad.filter((pl.col("country") != "") & ~pl.col("country").is_in(HOME)).select("seller_id")
    return active_sellers(tables, window).join(known, on="seller_id", how="semi")


def _codes(names: pl.Series) -> pl.Series:
    """Return the alpha-2 codes of countries as they were written, each different name looked up once."""
    distinct = names.drop_nulls().unique()
    codes = pl.Series([country.normalise(one) for one in distinct], dtype=pl.String)
    return names.replace_strict(distinct, codes, default=None, return_dtype=pl.String)


def _given(*names: str) -> pl.Expr:
    return pl.col("given").list.set_intersection(pl.lit(list(names), pl.List(pl.String))).list.len() > 0


def _foreign(tables: Tables, window: Window, is_reached: pl.Expr) -> pl.LazyFrame:
    rows = foreign_sellers(tables, window)
    return as_cases(rows, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_reached)


@measure(
    "foreign-sellers-with-indemnity",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "seller"),
    better=MORE,
    is_stock=True,
)
def foreign_sellers_with_indemnity(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers outside the United States, those that gave a bond, a deposit, insurance or an indemnity."""
    return _foreign(tables, window, _given(*SECURITY))


@measure(
    "foreign-sellers-reachable",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "seller"),
    better=MORE,
    is_stock=True,
)
def foreign_sellers_reachable(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers outside the United States, those that named an agent there who takes court papers."""
    return _foreign(tables, window, _given(AGENT))


ALL: Final = (foreign_sellers_with_indemnity, foreign_sellers_reachable)
