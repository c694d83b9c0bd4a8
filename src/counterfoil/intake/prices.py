"""What amounts and currencies do the price texts of a batch state?"""

import polars as pl

from counterfoil.codes import money

AMOUNT, CURRENCY = " amount", " currency"  # endings of the columns that `with_amounts` adds


def with_amounts(rows: pl.DataFrame, *fields: str) -> pl.DataFrame:
    """Return the rows with, for each of the fields that they have, its amount (Decimal) and currency (ISO 4217).

    Either is null where the text states none that can be read. Each different text is read once: prices repeat.
    """
    for field in (field for field in fields if field in rows.columns):
        text = pl.col(field)
        read = rows.select(text.unique()).with_columns(
            money.amount(text).alias(field + AMOUNT), money.currency(text).alias(field + CURRENCY)
        )
        rows = rows.join(read, on=field, how="left", maintain_order="left")
    return rows


def with_currency(rows: pl.DataFrame, column: str, *prices: str) -> pl.DataFrame:
    """Return the rows with the currency in `column`: what stands there, else what the prices say.

    Call it after `with_amounts`. A stated currency that is not known is kept, so that the contract refuses it.
    """
    text = pl.col(column)
    if column in rows.columns:
        codes = rows.select(text.unique()).with_columns(money.currency(text).alias(column + CURRENCY))
        rows = rows.join(codes, on=column, how="left", maintain_order="left")
        known = [pl.col(column + CURRENCY), text.str.to_uppercase()]
    else:
        known = []
    told = [pl.col(price + CURRENCY) for price in prices if price in rows.columns]
    return rows.with_columns(pl.coalesce([*known, *told]).alias(column)) if known or told else rows
