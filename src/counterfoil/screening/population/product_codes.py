"""Which product codes stand on two products? A GTIN belongs to one (GS1 General Specifications, section 2.1)."""

import polars as pl

from counterfoil.codes.gtin import is_restricted, normalised
from counterfoil.codes.product_type import with_broader
from counterfoil.codes.product_vocabulary import vocabulary
from counterfoil.evidence.kind import filled
from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.population.accounts import WHO, counts
from counterfoil.screening.population.marked import Comparison, marked

KIND = "gtin_on_two_products"


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return offer_id, account, town, `gtin` in 14 digits, `brand_key` and `goods_type` of offers with a code.

    `offers` are `prepared`. Numbers for restricted circulation are left out: a shop gives them out itself. A shirt and
    a T-shirt are one kind, for two sellers may describe one product so; and a brand field that names nobody names no
    second brand.
    """
    brand = pl.when(~is_placeholder(pl.col("brand_key")) & (pl.col("brand_key") != "")).then("brand_key")
    code = normalised(pl.col("gtin"))
    told = offers.filter(pl.col("gtin").is_not_null())  # most offers tell none
    coded = told.select(*WHO, code.alias("gtin"), brand.alias("brand_key"), _broadest().alias("goods_type"))
    return coded.filter(pl.col("gtin").is_not_null() & ~is_restricted(pl.col("gtin")).fill_null(value=False))


def groups_of(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return MARKED rows of the offers whose code stands on several kinds of goods or brands; `example` says which."""
    del total  # two products are two, however many offers there are
    kinds, brands = (pl.col(name).drop_nulls().n_unique() for name in ("goods_type", "brand_key"))
    groups = partition.group_by("gtin").agg(*counts(), kinds=kinds, brands=brands)
    several = groups.filter((pl.col("kinds") > 1) | (pl.col("brands") > 1))
    members = partition.select("offer_id", "gtin").join(several, on="gtin")
    goods = pl.when(pl.col("kinds") > 1).then(filled("goods of {} kinds", "kinds"))
    names = pl.when(pl.col("brands") > 1).then(filled("goods under {} brand names", "brands"))
    example = pl.concat_str(goods, names, separator=" and ", ignore_nulls=True)
    return marked(members.with_columns(group="gtin", field=pl.lit("gtin"), example=example), KIND)


def _broadest() -> pl.Expr:
    """Return the broadest goods word above a product type: T-shirt → clothing."""
    known = vocabulary().types
    broadest = {name: next(b for b in sorted(with_broader(name)) if known[b].broader is None) for name in known}
    return pl.col("goods_type").replace_strict(broadest, default=None, return_dtype=pl.String)


PRODUCT_CODES = Comparison(kind=KIND, by=("gtin",), keys_of=keys_of, groups_of=groups_of)
