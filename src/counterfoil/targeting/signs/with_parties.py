"""Who are the parties of each line: spellings, owners of rights, listed parties, accounts that one consignor serves?"""

import polars as pl

from counterfoil.codes.goods_classes import with_related
from counterfoil.targeting.signs.known import Known
from counterfoil.targeting.signs.reference_tables import classes_of_chapters


def with_parties(lines: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the lines with spellings (of the consignor's name), accounts (of one party that it serves), is_owner (of a
    right, or authorised by one), owner_of_gtin, denied and strength, confirmed, cheapest, often_seized, against_hs."""
    lines = lines.join(_consignors(lines), on="consignor_key", how="left", maintain_order="left")
    lines = lines.join(
        known.denied.unique("consignor_key", keep="first", maintain_order=True),
        on="consignor_key", how="left", maintain_order="left",
    )  # fmt: skip
    confirmed = known.confirmed.unique("shipment_id", keep="first", maintain_order=True)
    lines = lines.join(confirmed, on="shipment_id", how="left", maintain_order="left")
    lines = lines.join(known.prices, on=["goods_type", "currency"], how="left", maintain_order="left")
    lines = _with_owner_of_gtin(lines, known.prefixes)
    classes = pl.col("hs2").replace_strict(classes_of_chapters(), default=None, return_dtype=pl.Int64)
    priors = known.priors
    return lines.with_columns(
        is_owner=pl.col("consignor_key").is_in(sorted(known.businesses)).fill_null(value=False),
        often_seized=pl.col("origin").is_in(priors.countries) & pl.col("hs2").is_in(priors.chapters),
        against_hs=((with_related(lines["goods_class"]) & classes) == 0).fill_null(value=False),
    )


def _consignors(lines: pl.DataFrame) -> pl.DataFrame:
    """Return of each consignor in how many spellings its name stands, and the most accounts of one party it serves."""
    told = lines.filter(pl.col("consignor_key").is_not_null())
    spelt = told.group_by("consignor_key").agg(spellings=pl.col("consignor_spelling").n_unique().cast(pl.Int64))
    served = (
        told.select("consignor_key", "party", "seller")
        .drop_nulls()
        .group_by("consignor_key", "party")
        .agg(accounts=pl.col("seller").n_unique().cast(pl.Int64))
        .group_by("consignor_key")
        .agg(pl.col("accounts").max())
    )
    return spelt.join(served, on="consignor_key", how="left")


def _with_owner_of_gtin(lines: pl.DataFrame, prefixes: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with the owner (business key) in whose GS1 company prefix the GTIN lies; the longest counts."""
    owner: pl.Expr = pl.lit(None, dtype=pl.String)
    for length in sorted(prefixes["prefix"].str.len_chars().unique()):
        own = prefixes.filter(pl.col("prefix").str.len_chars() == length)
        named = dict(zip(own["prefix"], own["owner"], strict=True))
        start = pl.col("gtin_key").str.slice(1, length)  # a GTIN-14 begins with its indicator or a nought
        owner = pl.coalesce(start.replace_strict(named, default=None, return_dtype=pl.String), owner)
    return lines.with_columns(owner_of_gtin=owner)
