"""What amounts and currencies do the price texts of a batch state?"""

import polars as pl

from counterfoil.codes import currency, money

# "12.50" and "12.50 USD", as feeds write prices: read at once, what is left by the patterns of `money`
_PLAIN = rf"^([0-9]{{1,9}}(?:\.[0-9]{{1,4}})?)(?: ({'|'.join(sorted(currency.CODES))}))?$"
AMOUNT, CURRENCY = " amount", " currency"  # endings of the columns that `with_amounts` adds


def with_amounts(rows: pl.DataFrame, *fields: str) -> pl.DataFrame:
    """Return the rows with, for each of the fields that they have, its amount (Decimal) and currency (ISO 4217).

    Either is null where the text states none that can be read. Each different text is read once: prices repeat.
    """
    for field in (field for field in fields if field in rows.columns):
        rows = rows.join(_read(rows.select(pl.col(field).unique())), on=field, how="left", maintain_order="left")
    return rows


def _read(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the column of price texts with the amount and the currency of each."""
    field = texts.columns[0]
    text, plain = pl.col(field), pl.col(field).str.extract_groups(_PLAIN)
    number, code = plain.struct.field("1"), plain.struct.field("2")
    amount = number.cast(pl.Decimal(money.PRECISION, money.SCALE))
    is_plain = text.str.contains(_PLAIN).fill_null(False)
    others = texts.filter(~is_plain)
    return pl.concat(
        [
            texts.filter(is_plain).with_columns(amount.alias(field + AMOUNT), code.alias(field + CURRENCY)),
            others.with_columns(money.amount(text).alias(field + AMOUNT), money.currency(text).alias(field + CURRENCY)),
        ]
    )


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
