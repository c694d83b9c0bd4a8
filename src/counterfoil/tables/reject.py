"""Rows that could not be used, and why. Rows in = rows kept + rows rejected, so there is one reject per row."""

import dataframely as dy
import polars as pl

LONGEST_VALUE = 120  # characters of the offending value that are shown


class Reject(dy.Schema):
    """One input row that was set aside, with the first rule it broke."""

    file = dy.String(nullable=False, description="name of the input file")
    line = dy.Int64(nullable=True, description="line (CSV, TSV, JSON Lines, XML) or row (Parquet) it began on")
    field = dy.String(nullable=True, description="column that broke the rule")
    value = dy.String(nullable=True, description="what stood there, shortened")
    rule = dy.String(nullable=False, description="the rule as a sentence")


EXAMPLE = pl.DataFrame(
    {
        "file": ["offers.csv"],
        "line": [17],
        "field": ["price"],
        "value": ["-4"],
        "rule": ["price is not negative"],
    }
)


def shorten(value: pl.Expr) -> pl.Expr:
    """Return the text cut to LONGEST_VALUE characters, control and direction characters shown as a replacement sign."""
    clean = value.str.replace_all(r"[\p{Cc}\p{Cf}]", "\ufffd")
    cut = clean.str.slice(0, LONGEST_VALUE) + "…"
    return pl.when(clean.str.len_chars() > LONGEST_VALUE).then(cut).otherwise(clean)
