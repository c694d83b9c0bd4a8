"""What shows only across offers: one product code on two products, one identifier used twice.

Population evidence is a step of its own over the whole file. It publishes small keyed tables, which the evidence of
a single offer then receives as an argument; so one offer can also be screened alone.
"""

import polars as pl

from counterfoil.codes.gtin import is_restricted, normalised

GTIN_USES = {"gtin": pl.String, "offers": pl.Int64, "product_types": pl.Int64, "brands": pl.Int64}


def repeated_rows(offers: pl.LazyFrame) -> pl.DataFrame:
    """Return `id`, `place` and `line` of every offer whose id an earlier offer of the file has used.

    `place` is the offer's number in the file: a feed written on one line has one line number for all its offers.
    """
    first = offers.select("id", "place", "line").with_columns(first_place=pl.col("place").min().over("id"))
    return first.filter(pl.col("place") > pl.col("first_place")).select("id", "place", "line").sort("place").collect()


def gtin_uses(offers: pl.LazyFrame) -> pl.DataFrame:
    """Return, for each GTIN that stands on several offers, how many offers, product types and brands (GTIN_USES).

    `offers` has `gtin`, `brand_key` and `goods_type`. Numbers for restricted circulation are left out: a shop gives
    them out itself (GS1 General Specifications, section 2.1).
    """
    coded = offers.select(normalised(pl.col("gtin")).alias("gtin"), "brand_key", "goods_type")
    world_wide = coded.filter(pl.col("gtin").is_not_null() & ~is_restricted(pl.col("gtin")).fill_null(value=False))
    return (
        world_wide.group_by("gtin")
        .agg(
            offers=pl.len().cast(pl.Int64),
            product_types=pl.col("goods_type").drop_nulls().n_unique().cast(pl.Int64),
            brands=pl.col("brand_key").drop_nulls().n_unique().cast(pl.Int64),
        )
        .filter(pl.col("offers") > 1)
        .sort("gtin")
        .collect()
    )
