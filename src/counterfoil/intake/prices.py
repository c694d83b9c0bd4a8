"""What amounts and currencies do the price texts of a batch state?"""

from functools import cache

import polars as pl

from counterfoil.codes import currency, money
from counterfoil.few_rows.column import are_few
from counterfoil.few_rows.table import table

# "12.50" and "12.50 USD", as feeds write prices: read at once, what is left by the patterns of `money`
_PLAIN = r"^([0-9]{1,9}(?:\.[0-9]{1,4})?)(?: ([A-Z]{3}))?$"
AMOUNT, CURRENCY = " amount", " currency"  # endings of the columns that `with_amounts` adds


def with_amounts(rows: pl.DataFrame, *fields: str) -> pl.DataFrame:
    """Return the rows with, for each of the fields that they have, its amount (Decimal) and currency (ISO 4217).

    Either is null where the text states none that can be read. Each different text is read once: prices repeat.
    """
    for field in (field for field in fields if field in rows.columns):
        rows = beside(rows, _read(_each(rows, field)), on=field)
    return rows


def beside(rows: pl.DataFrame, table: pl.DataFrame, *, on: str) -> pl.DataFrame:
    """Return the rows with the columns of a table of one row for each value of `on` that they have."""
    if rows.height == 1:  # an offer read alone: the table is of its one value
        return rows.hstack(table.drop(on))
    return rows.join(table, on=on, how="left", maintain_order="left")


def _read(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the column of price texts with the amount and the currency of each."""
    field = texts.columns[0]
    read = texts.with_columns(_plainly(field))
    left = read[field + AMOUNT].is_null() & read[field].is_not_null()
    if not left.any():
        return read
    return pl.concat([read.filter(~left), texts.filter(left).with_columns(_by_patterns(field))])


def _each(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    """Return the different values of a column."""
    texts = table([rows[field]])
    return texts.unique(field, keep="first", maintain_order=True) if are_few(rows.height) else texts.unique()


@cache
def _plainly(field: str) -> tuple[pl.Expr, ...]:
    """Return the amount and the currency of a plain text; no amount where it is not plain."""
    groups = pl.col(field).str.extract_groups(_PLAIN)
    number, code = groups.struct.field("1"), groups.struct.field("2")
    is_plain = code.is_null() | code.is_in(sorted(currency.CODES))
    amount = pl.when(is_plain).then(number).cast(pl.Decimal(money.PRECISION, money.SCALE))
    return (amount.alias(field + AMOUNT), pl.when(is_plain).then(code).alias(field + CURRENCY))


@cache
def _by_patterns(field: str) -> tuple[pl.Expr, ...]:
    text = pl.col(field)
    return (money.amount(text).alias(field + AMOUNT), _currency(field))


@cache
def _currency(field: str) -> pl.Expr:
    return money.currency(pl.col(field)).alias(field + CURRENCY)


def with_currency(rows: pl.DataFrame, column: str, *prices: str) -> pl.DataFrame:
    """Return the rows with the currency in `column`: what stands there, else what the prices say.

    Call it after `with_amounts`. A stated currency that is not known is kept, so that the contract refuses it.
    """
    is_stated = column in rows.columns
    if is_stated:
        rows = beside(rows, _each(rows, column).with_columns(_currency(column)), on=column)
    told = tuple(price for price in prices if price in rows.columns)
    return rows.with_columns(_first_told(column, told, is_stated=is_stated)) if is_stated or told else rows


@cache
def _first_told(column: str, prices: tuple[str, ...], *, is_stated: bool) -> pl.Expr:
    stated = [pl.col(column + CURRENCY), pl.col(column).str.to_uppercase()] if is_stated else []
    return pl.coalesce(stated + [pl.col(price + CURRENCY) for price in prices]).alias(column)
