"""Is a seller one of high volume, since when, and is its identity to be shown? 15 USC 45f(f)(3) and (b)(1).

High volume: in any continuous 12 months within the last 24, 200 or more discrete sales of new or unused goods AND 5,000
dollars or more of gross revenue from them. Refurbished is neither new nor unused. The disclosure counts all goods.
"""

import datetime as dt

import polars as pl

from counterfoil.vetting.regime import Regime

VOLUME = {
    "seller_id": pl.String(), "is_high_volume": pl.Boolean(), "qualified_on": pl.Date(), "new_sales": pl.Int64(),
    "new_revenue": pl.Decimal(18, 2), "year_revenue": pl.Decimal(18, 2), "discloses": pl.Boolean(),
}  # fmt: skip
_MONEY = pl.Decimal(38, 4)


def volume(sales: pl.DataFrame, *, day: dt.date, inform: Regime, rates: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return one row (VOLUME) for each seller with countable sales up to `day`; money in US dollars.

    `sales` is by the contract Sale; rows without seller or day, or in a currency that `rates` lacks, count nothing.
    `qualified_on`: the day on which the present spell of high volume began. `new_sales` and `new_revenue`: of the 12
    months in which most were sold.
    """
    counted = _countable(sales, rates).filter(pl.col("sold_on") <= day)
    if counted.is_empty():
        return pl.DataFrame(schema=VOLUME)
    back = _months_before(pl.lit(day), inform.numbers["looking_back"].value)
    new = counted.filter("is_new")
    recent = _windows(new.filter(pl.col("sold_on") > back), inform)
    high = recent.filter(_enough(inform)).select("seller_id").unique()
    qualified = _spells(_windows(new, inform), inform).join(high, on="seller_id", how="semi")
    best = recent.group_by("seller_id")
    most = best.agg(new_sales=pl.col("sales").max(), new_revenue=pl.col("revenue").max())
    year = counted.filter(pl.col("sold_on") > _months_before(pl.lit(day), 12)).group_by("seller_id")
    earned = year.agg(year_revenue=pl.col("revenue").sum())
    everyone = counted.select("seller_id").unique().sort("seller_id")
    for table in (qualified, most, earned):
        everyone = everyone.join(table, on="seller_id", how="left", maintain_order="left")
    is_high = pl.col("qualified_on").is_not_null()
    discloses = is_high & (pl.col("year_revenue") >= inform.numbers["disclose"].value)
    return everyone.select(
        "seller_id",
        is_high.alias("is_high_volume"),
        "qualified_on",
        pl.col("new_sales").fill_null(0),
        *(pl.col(name).fill_null(0).cast(pl.Decimal(18, 2)) for name in ("new_revenue", "year_revenue")),
        discloses.fill_null(value=False).alias("discloses"),
    )


def uncounted(sales: pl.DataFrame, rates: pl.DataFrame | None = None) -> int:
    """Return how many rows of sales count nothing: without seller, day or amount, or in an unknown currency."""
    return sales.height - _countable(sales, rates).height


def _countable(sales: pl.DataFrame, rates: pl.DataFrame | None) -> pl.DataFrame:
    """Return seller_id, sold_on, is_new, sales, revenue (US dollars) of the rows that can be counted."""
    known = pl.DataFrame({"currency": ["USD"], "usd": [1.0]})
    if rates is not None and rates.height:
        known = pl.concat([known, rates.select("currency", "usd").filter(pl.col("currency") != "USD")])
    rated = sales.with_columns(pl.col("currency").fill_null("USD")).join(known, on="currency", how="inner")
    own, foreign = pl.col("amount").cast(_MONEY), pl.col("amount").cast(pl.Float64) * pl.col("usd")
    return rated.filter(pl.all_horizontal(pl.col("seller_id", "sold_on", "amount").is_not_null())).select(
        "seller_id",
        "sold_on",
        is_new=pl.col("condition").fill_null("new") == "new",
        sales=pl.coalesce("sales", "units"),
        revenue=pl.when(pl.col("usd") == 1.0).then(own).otherwise(foreign.round(4).cast(_MONEY, strict=False)),
    )


def _windows(new: pl.DataFrame, inform: Regime) -> pl.DataFrame:
    """Return, for each seller and day of a sale, the sales and revenue of the 12 months that end on that day."""
    daily = new.group_by("seller_id", "sold_on").agg(pl.col("sales").sum(), pl.col("revenue").sum())
    period = f"{inform.numbers['window'].value}mo"
    rolled = daily.sort("seller_id", "sold_on").rolling("sold_on", period=period, group_by="seller_id")
    return rolled.agg(pl.col("sales").sum(), pl.col("revenue").sum())


def _enough(inform: Regime) -> pl.Expr:
    sales, revenue = inform.numbers["sales"].value, inform.numbers["revenue"].value
    return (pl.col("sales") >= sales) & (pl.col("revenue") >= revenue)


def _spells(windows: pl.DataFrame, inform: Regime) -> pl.DataFrame:
    """Return for each seller that ever sold enough the first day of its last spell: a day on which it had sold enough
    counts for as long as its window lies within the months looked back at."""
    lasts = inform.numbers["looking_back"].value - inform.numbers["window"].value
    days = windows.filter(_enough(inform)).sort("seller_id", "sold_on")
    before = pl.col("sold_on").shift().over("seller_id")
    begins = before.is_null() | (before < _months_before(pl.col("sold_on"), lasts))
    began = pl.when(begins).then("sold_on").forward_fill().over("seller_id")
    return days.select("seller_id", qualified_on=began).group_by("seller_id").agg(pl.col("qualified_on").last())


def _months_before(day: pl.Expr, months: int) -> pl.Expr:
    return day.dt.offset_by(f"-{months}mo")
