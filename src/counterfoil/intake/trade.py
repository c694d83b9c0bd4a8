"""Statistics of trade: seizures as customs report them, and imports. Countries by code or name, goods by HS code."""

from typing import BinaryIO

import polars as pl

from counterfoil.codes import country, money
from counterfoil.intake.convert import Conversion, whole_number
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.trade_import import TradeImport
from counterfoil.tables.trade_seizure import TradeSeizure
from counterfoil.text.each_once import each_once


def read_trade_seizures(stream: BinaryIO, *, file: str) -> Sorted:
    """Return seizures (columns of TradeSeizure, values in `currency`, and `line`) and rejects.

    Raises UserError where the file cannot be read, or no row of it was kept.
    """
    return read_whole(Given(stream, file, None, None), _SEIZURES)


def read_trade_imports(stream: BinaryIO, *, file: str) -> Sorted:
    """Return imports (columns of TradeImport, values in `currency`, and `line`) and rejects; raises as
    `read_trade_seizures`."""
    return read_whole(Given(stream, file, None, None), _IMPORTS)


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with countries as codes and HS codes cut to their chapter; what is neither stays as written."""
    for name in ("reporter", "provenance"):
        if name in rows.columns:
            code = each_once(rows[name].fill_null(""), country.normalise)
            rows = rows.with_columns(pl.when(code != "").then(code).otherwise(name).alias(name))
    if "product" in rows.columns:
        digits = pl.col("product").str.replace_all(r"[.\s]", "")
        rows = rows.with_columns(
            product=pl.when(digits.str.contains(r"^\d{2,10}$")).then(digits.str.head(2)).otherwise("product")
        )
    lower = [pl.col("counted").str.to_lowercase()] if "counted" in rows.columns else []
    upper = [pl.col("currency").str.to_uppercase()] if "currency" in rows.columns else []
    return rows.with_columns(*lower, *upper)


_AMOUNT = Conversion("value", money.amount(pl.col("value")), "an amount")
_SEIZURES = Kind(
    TradeSeizure,
    ("reporter", "year", "product", "provenance"),
    conversions=(whole_number("year"), whole_number("number"), _AMOUNT),
    prepare=_prepared,
)
_IMPORTS = Kind(
    TradeImport,
    ("reporter", "year", "product", "provenance", "value", "currency"),
    conversions=(whole_number("year"), _AMOUNT),
    prepare=_prepared,
)
