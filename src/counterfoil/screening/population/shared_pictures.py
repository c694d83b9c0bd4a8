"""Which picture do offers of many accounts show? Honest sellers take their own photographs, or the owner's.

A picture that an authorised seller shows too is the owner's by all appearance, and one that stands on goods of many
kinds, or that very many accounts show, is everybody's: none of these says anything.
"""

import polars as pl

from counterfoil.screening.population.accounts import WHO, counts
from counterfoil.screening.population.marked import Comparison, marked

KIND = "one_picture_under_sellers"
ACCOUNTS = 4  # three may share a wholesaler's picture, or be one honest seller's shops
MOST_ACCOUNTS = 30  # that one operator is likely to run in a small file …
SHARE = 0.0005  # … and of all offers in a large one: above it the picture is everybody's
MOST_KINDS = 2  # of goods; a picture of more is a placeholder

KEYS, BY_DEALER = "picture_keys", "by_dealer"  # columns that a run with pictures adds to its offers
_NONE = pl.DataFrame(
    schema=dict.fromkeys((*WHO, "picture", "goods_type", "example"), pl.String) | {BY_DEALER: pl.Boolean}
)


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return offer_id, account, town, `picture` (its fingerprint in hexadecimal), `goods_type`, `example` and
    `by_dealer` of offers that come with KEYS (a list of fingerprints) and BY_DEALER; of others, nothing."""
    if KEYS not in offers.columns:
        return _NONE
    told = offers.filter((pl.col(KEYS).list.len() > 0) & pl.col("account").is_not_null())
    each = told.explode(KEYS, empty_as_null=True, keep_nulls=True).drop_nulls(KEYS)
    keys = each.select(*WHO, "goods_type", BY_DEALER, picture=KEYS, example=pl.lit("image_link"))
    return keys.select(_NONE.columns).unique(maintain_order=True)


def groups_of(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return MARKED rows of the offers whose picture ACCOUNTS or more accounts show, by the rules above."""
    most = max(MOST_ACCOUNTS, int(total * SHARE))
    groups = partition.group_by("picture").agg(
        *counts(), pl.col(BY_DEALER).any(), kinds=pl.col("goods_type").drop_nulls().n_unique()
    )
    shared = groups.filter(
        pl.col("accounts").is_between(ACCOUNTS, most) & ~pl.col(BY_DEALER) & (pl.col("kinds") <= MOST_KINDS)
    )
    members = partition.select("offer_id", "picture", "example").join(shared, on="picture")
    return marked(members.with_columns(group="picture", field=pl.lit("image_link")), KIND)


SHARED_PICTURES = Comparison(kind=KIND, by=("picture",), keys_of=keys_of, groups_of=groups_of)
