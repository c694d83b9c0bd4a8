"""Who stands behind an offer, as far as the offer says? Expressions over the columns of the offer table."""

import polars as pl


def town() -> pl.Expr:
    """Return the item's location, folded so that "Dayton,New Jersey" and "Dayton, New Jersey" are one; null if none."""
    folded = pl.col("item_location").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return pl.when(folded != "").then(folded)


def account() -> pl.Expr:
    """Return the seller's id, and where an offer tells none the `town`, which many marketplaces show instead.

    The brand field is no stand-in: a catalogue of one shop names many brands in one wording of its own.
    """
    seller = pl.col("external_seller_id").str.strip_chars()
    return pl.coalesce(pl.when(seller != "").then("seller:" + seller), "town:" + pl.col("town"))


def counts() -> list[pl.Expr]:
    """Return the aggregations `offers`, `accounts` and `towns` over rows with offer_id, account and town."""
    return [
        pl.col("offer_id").n_unique().cast(pl.Int64).alias("offers"),
        pl.col("account").drop_nulls().n_unique().cast(pl.Int64).alias("accounts"),
        pl.col("town").drop_nulls().n_unique().cast(pl.Int64).alias("towns"),
    ]


WHO = ("offer_id", "account", "town")  # whose keys they are: columns of all of them
