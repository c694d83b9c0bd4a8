"""Below which price are such goods not genuine? The lower of the owner's floor and the genuine catalogues' 5th
percentile, in a currency that can be compared with the offer's."""

from functools import cache

import polars as pl

from counterfoil.evidence.kind import filled
from counterfoil.screening.references import References
from counterfoil.screening.right_rows import COVERS

FEWEST_OFFERS = 5  # catalogue offers behind a percentile that is used
_NO_PRICE = (
    pl.lit(None, dtype=pl.String).alias("reference_currency"),
    pl.lit(None, dtype=pl.Float64).alias("reference_low"),
)
ASKED = ("mark_key", "house_key", "goods_type", "reference_condition")
USED_SHARE = 0.2  # of the floor for new goods, where no prices of used ones are known


def asked_price() -> pl.Expr:
    """Return the lower of price and sale price, in price_currency; a sale price of nought is none."""
    return pl.min_horizontal("price", pl.when(pl.col("sale_price") > 0).then("sale_price"))


def with_prices(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows of offers and rights with `asked`, `floor`, `low` and `threshold` (the lower of the two) in the
    offer's currency, `price_ratio` (price through threshold, null where the two cannot be compared) and
    `price_counts`."""
    priced = _with_catalogue(rows, references.once(_catalogue)).with_columns(references.once(_amounts))
    return priced.with_columns(_compared())


def _amounts(references: References) -> tuple[pl.Expr, ...]:
    rates = dict(references.rates.select("currency", "usd").iter_rows())
    low = _converted(pl.col("reference_low"), "reference_currency", rates)
    return (asked_price().cast(pl.Float64).alias("asked"), _floor(rates).alias("floor"), low.alias("low"))


@cache
def _compared() -> tuple[pl.Expr, ...]:
    threshold = pl.min_horizontal("floor", "low")
    return (
        threshold.alias("threshold"),
        (pl.col("asked") / threshold).alias("price_ratio"),
        (pl.col("used_as_mark") & ~pl.col("goods_outside") & (pl.col("asked") > 0)).alias("price_counts"),
    )


def _with_catalogue(rows: pl.DataFrame, catalogue: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `reference_currency` and `reference_low`: the catalogues' price that comes nearest."""
    if catalogue.is_empty():
        return rows.with_columns(_NO_PRICE)
    condition = pl.when("is_used").then(pl.lit("used")).otherwise(pl.lit("new"))
    asked = rows.with_columns(reference_condition=condition)
    wanted = [*ASKED, "price_currency"]
    nearest = _nearest(asked.select(wanted).unique(), catalogue)
    return asked.join(nearest, on=wanted, how="left", nulls_equal=True, maintain_order="left")


def _catalogue(references: References) -> pl.DataFrame:
    """Return the catalogue prices with enough offers behind them."""
    return references.prices.filter(pl.col("offers") >= FEWEST_OFFERS).select(
        reference_brand="brand",
        reference_type="product_type",
        reference_condition="condition",
        reference_currency="currency",
        reference_low=pl.col("low").cast(pl.Float64),
    )


def _nearest(wanted: pl.DataFrame, catalogue: pl.DataFrame) -> pl.DataFrame:
    """Return the genuine catalogues' price that comes nearest to each mark, goods, condition and currency.

    Those of the mark before those of its house, of the product type before those of all types (''), and those in
    the offer's currency before others. `wanted` has different rows, of the columns ASKED and price_currency.
    """
    tries = [(brand, goods) for brand in ("mark_key", "house_key") for goods in ("goods_type", "all_types")]
    joined = pl.concat(
        _try(wanted.lazy(), catalogue.lazy(), brand, goods).with_columns(rank=pl.lit(rank))
        for rank, (brand, goods) in enumerate(tries)
    )
    foreign = (pl.col("reference_currency") != pl.col("price_currency")).fill_null(value=True)
    order = [*wanted.columns, "rank", "foreign", "reference_currency"]
    return (
        joined.with_columns(foreign=foreign)
        .sort(order, nulls_last=True)
        .unique(wanted.columns, keep="first", maintain_order=True)
        .select(*wanted.columns, "reference_currency", "reference_low")
        .collect()
    )


def _try(wanted: pl.LazyFrame, catalogue: pl.LazyFrame, brand: str, goods: str) -> pl.LazyFrame:
    return wanted.with_columns(all_types=pl.lit("")).join(
        catalogue,
        left_on=[brand, goods, "reference_condition"],
        right_on=["reference_brand", "reference_type", "reference_condition"],
        how="inner",
    )


def _converted(amount: pl.Expr, currency: str, rates: dict[str, float]) -> pl.Expr:
    """Return the amount in the offer's currency, or null where no rate was given."""
    same = pl.when(pl.col(currency) == pl.col("price_currency")).then(amount)
    return same.otherwise(amount * _dollars_each(currency, rates) / _dollars_each("price_currency", rates))


def _dollars_each(currency: str, rates: dict[str, float]) -> pl.Expr:
    """Return what a unit of each currency is in US dollars, null where no rate was given."""
    if not rates:
        return pl.lit(None, dtype=pl.Float64)
    return pl.col(currency).replace_strict(rates, default=None, return_dtype=pl.Float64)


def _floor(rates: dict[str, float]) -> pl.Expr:
    floor = _converted(pl.col("price_floor").cast(pl.Float64), "price_floor_currency", rates)
    return pl.when("is_used").then(floor * USED_SHARE).otherwise(floor)


def under_owners_floor() -> pl.Expr:
    """Return whether the threshold is the owner's own floor for new goods of this kind."""
    return _by_floor() & (pl.col("fit") == COVERS) & ~pl.col("is_used")


def _by_floor() -> pl.Expr:
    return (pl.col("floor") <= pl.col("low")).fill_null(pl.col("low").is_null())


def threshold_basis() -> pl.Expr:
    """Return where the threshold comes from, in words."""
    by_floor = _by_floor()
    return (
        pl.when(by_floor & pl.col("is_used"))
        .then(pl.lit("a fifth of the owner's lowest price for new goods"))
        .when(by_floor & (pl.col("fit") != COVERS))
        .then(pl.lit("the lowest of the owner's prices for genuine new goods that these may be"))
        .when(by_floor)
        .then(pl.lit("the owner's lowest price for genuine new goods of this kind"))
        .otherwise(pl.lit("the low end (5th percentile) of genuine catalogue prices of this kind"))
    )


def price_text() -> pl.Expr:
    """Return the asked price and its currency, in words."""
    return _amount(pl.col("asked"), pl.col("price_currency"))


def threshold_text() -> pl.Expr:
    """Return the threshold and its currency, in words."""
    return _amount(pl.col("threshold"), pl.col("price_currency"))


def _amount(value: pl.Expr, currency: pl.Expr) -> pl.Expr:
    exact = value.round(4).cast(pl.Decimal(18, 4)).cast(pl.String).str.replace(r"^(.*\.\d{2}\d*?)0*$", "${1}")
    return filled("{} {}", exact, currency.fill_null(""))
