"""What do the values of a column look like? Shares of those that have a known shape."""

import polars as pl

from counterfoil.codes import currency, gtin, money
from counterfoil.intake.convert import time

SAMPLED = 1_000  # values looked at
_LONGEST_PRICE = 30  # characters

SHAPES: dict[str, pl.Expr] = {
    "url": pl.col("value").str.contains(r"^(?i:https?://|www\.)\S+$"),
    "image": pl.col("value").str.contains(r"(?i)^https?://\S+(\.(jpe?g|png|webp|gif|avif)|/im(g|age)s?[/.])"),
    "price": money.amount(pl.col("value")).is_not_null()
    & (pl.col("value").str.len_chars() <= _LONGEST_PRICE)
    & pl.col("value").str.contains(r"^\D{0,8}[0-9]"),
    "priced in a currency": money.currency(pl.col("value")).is_not_null() & pl.col("value").str.contains("[0-9]"),
    "number": pl.col("value").str.contains(r"^[+-]?[0-9][0-9.,]*$"),
    "gtin": pl.col("value").str.contains(r"^[0-9\s\-]{8,20}$")
    & gtin.normalised(pl.col("value")).is_not_null()
    & ~gtin.has_bad_check_digit(pl.col("value")),
    "currency": pl.col("value").str.strip_chars().str.to_uppercase().is_in(sorted(currency.CODES)),
    "email": pl.col("value").str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    "time": time("value").typed.is_not_null(),
    "condition": pl.col("value").str.to_lowercase().str.contains(r"^(?:brand )?(?:new|used|refurbished|pre-?owned)\b"),
}


def shapes_of(values: list[str]) -> dict[str, float]:
    """Return, for each shape, the share of the values that have it, `unique` the share of different ones, and
    `length` the mean number of characters; nothing for no values."""
    if not values:
        return {}
    frame = pl.DataFrame({"value": values[:SAMPLED]}, schema={"value": pl.String})
    shares = frame.select(**{name: shape.fill_null(False).mean() for name, shape in SHAPES.items()}).row(0, named=True)
    lengths = frame["value"].str.len_chars().mean()
    return shares | {
        "unique": frame["value"].n_unique() / frame.height,
        "length": float(lengths) if isinstance(lengths, int | float) else 0.0,
    }
