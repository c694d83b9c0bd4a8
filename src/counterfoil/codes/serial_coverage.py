"""Which of these serial numbers lie in any of these ranges? Whole columns, as `serials.contains` tells of one.

A range runs over the last digits of its ends (at most 18 of them); what stands before and behind must be the same.
Ends that differ in a letter ("HS-A" to "HS-F") make a range for `serials.contains`, and none here.
"""

from collections.abc import Sequence

import polars as pl

_PARTS = r"^(?s)(.*?)([0-9]{1,18})([^0-9]*)$"
_KEY = ("prefix", "suffix", "led")  # led: of a number that begins with a nought how many digits it has, else 0
_NO_NUMBER = -1


def parted(serial: pl.Expr) -> pl.Expr:
    """Return a structure of prefix, number, suffix, width and led for each serial number, case not counting."""
    text = serial.str.strip_chars().str.to_uppercase()
    parts = text.str.extract_groups(_PARTS)
    digits = parts.struct.field("2")
    width = digits.str.len_bytes().cast(pl.Int64).fill_null(0)
    led = pl.when(digits.str.starts_with("0")).then(width).otherwise(0)
    return pl.struct(
        prefix=pl.when(digits.is_not_null()).then(parts.struct.field("1")).otherwise(text),
        number=digits.cast(pl.Int64).fill_null(_NO_NUMBER),
        suffix=parts.struct.field("3").fill_null(""),
        width=width,
        led=led.fill_null(0),
    )


def is_range(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return whether the serial numbers are the ends of a range, or the same."""
    low, high = parted(first), parted(last)
    alike = [low.struct.field(name) == high.struct.field(name) for name in ("prefix", "suffix")]
    wide = low.struct.field("width") == high.struct.field("width")
    unled = (low.struct.field("led") == 0) & (high.struct.field("led") == 0)
    counted = (low.struct.field("width") > 0) == (high.struct.field("width") > 0)
    return pl.all_horizontal(*alike, counted, wide | unled, low.struct.field("number") <= high.struct.field("number"))


def covered(rows: pl.DataFrame, ranges: pl.DataFrame, by: Sequence[str]) -> pl.Series:
    """Return for each of the rows (`serial`, `by`) whether a range (`serial_first`, `serial_last`, `by`) holds it.

    Null where no range has the row's `by`.
    """
    if ranges.drop_nulls(by).is_empty():
        return pl.Series("covered", [None] * rows.height, dtype=pl.Boolean)
    known = ranges.drop_nulls(by).select(*by).unique().with_columns(ranged=True)
    asked = rows.select(*by, "serial").with_row_index("row").join(known, on=list(by), how="left")
    told = _unnested(asked, "serial")
    pieces = _merged(_pieces(ranges.drop_nulls(by), by), by)
    keys = [*by, *_KEY]
    found = told.sort("number").join_asof(pieces, left_on="number", right_on="low", by=keys, check_sortedness=False)
    answer = pl.when("ranged").then((pl.col("number") <= pl.col("high")).fill_null(value=False))
    return found.sort("row").select(answer.alias("covered")).to_series()


def _unnested(rows: pl.DataFrame, serial: str) -> pl.DataFrame:
    return rows.with_columns(parted(pl.col(serial)).alias("parts")).unnest("parts")


def _pieces(ranges: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the ranges as numbers from low to high, those that begin with noughts apart from the others."""
    last = parted(pl.col("serial_last")).struct.field("number").alias("high")
    ends = _unnested(ranges.select(*by, "serial_first", "serial_last").with_columns(last), "serial_first")
    ten = pl.lit(10, dtype=pl.Int64)
    edge = ten.pow((pl.col("led") - 1).clip(0)).cast(pl.Int64)  # the first number of this width without a nought ahead
    leading = pl.col("led") > 0
    within = ends.with_columns(
        low="number", high=pl.when(leading).then(pl.min_horizontal("high", edge - 1)).otherwise("high")
    )
    beyond = ends.filter(leading & (pl.col("high") >= edge)).with_columns(low=edge, led=pl.lit(0, dtype=pl.Int64))
    columns = [*by, *_KEY, "low", "high"]
    # "0" alone has one digit, and no number of one digit begins with a further nought
    return pl.concat(
        [within.with_columns(high=pl.max_horizontal("low", "high")).select(columns), beyond.select(columns)]
    )


def _merged(pieces: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return pieces that do not overlap, in the order of `low`."""
    keys = [*by, *_KEY]
    ordered = pieces.sort(*keys, "low", "high")
    before = pl.col("high").cum_max().shift(1).over(keys)
    begins = (before.is_null() | (pl.col("low") > before)).cast(pl.Int64)
    numbered = ordered.with_columns(piece=begins.cum_sum())
    whole = numbered.group_by("piece").agg(
        *(pl.col(name).first() for name in keys), pl.col("low").min(), pl.col("high").max()
    )
    return whole.drop("piece").sort("low")
