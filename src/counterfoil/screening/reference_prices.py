"""At which prices are genuine goods sold? Built from the catalogues of owners, authorised shops and dealers."""

from collections.abc import Iterable

import polars as pl

from counterfoil.screening.offer_rows import says_used
from counterfoil.screening.price_rows import asked_price
from counterfoil.tables.reference_price import ReferencePrice

KEY = ["brand", "product_type", "condition", "currency"]
LOW, HIGH = 0.05, 0.95  # percentiles, by nearest rank: always a price that some offer really asks


def prices_of(catalogue: pl.DataFrame) -> pl.DataFrame:
    """Return brand, product_type, condition, currency and `asked` of the offers of a catalogue that tell all of them.

    `catalogue` is `prepared`; the lower of price and sale price counts, in price_currency.
    """
    condition = pl.when(says_used("condition")).then(pl.lit("used")).otherwise(pl.lit("new"))
    return (
        catalogue.select(
            brand="brand_key",
            product_type="goods_type",
            condition=condition,
            currency="price_currency",
            asked=asked_price(),
        )
        .drop_nulls()
        .filter((pl.col("asked") > 0) & (pl.col("brand") != ""))
    )


def reference_prices(asked: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the reference prices (contract ReferencePrice) over the rows of `prices_of`, sorted by their key."""
    together = pl.concat(asked)
    ranked = pl.col("asked").sort()
    return ReferencePrice.cast(
        together.group_by(KEY)
        .agg(
            offers=pl.len(),
            lowest=pl.col("asked").min(),
            low=ranked.get(_rank(LOW)),
            median=ranked.get(_rank(0.5)),
            high=ranked.get(_rank(HIGH)),
        )
        .sort(KEY)
    )


def _rank(share: float) -> pl.Expr:
    """Return the place, from 0, of the nearest rank of a percentile among n values: ceil(share × n) − 1."""
    return ((pl.len() * share).ceil() - 1).clip(lower_bound=0).cast(pl.Int64)
