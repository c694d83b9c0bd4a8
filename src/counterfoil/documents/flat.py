"""A table for a spreadsheet: lists and structures as one text each, and no text that a spreadsheet takes for a formula.

Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection: a cell that begins with = + - @,
a tab or a line break may be run. Such a cell gets an apostrophe in front, which spreadsheets do not show. A spreadsheet
set to a country of decimal commas parts cells at semicolons, whatever is quoted, so what follows one counts as a cell.
"""

import polars as pl

_BETWEEN = "; "
_SIGNS = r"[=+\-@＝＋－＠]"
_RUNS = rf"^\s*{_SIGNS}|^[\t\r\n]"
_RUNS_WITHIN = rf"([;\t\r\n]\s*)({_SIGNS})"


def flat(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with text, numbers, days and times alone; times as ISO 8601 in UTC, texts defused."""
    return table.select(_flat(name, dtype) for name, dtype in table.schema.items())


def defused(text: pl.Expr) -> pl.Expr:
    """Return the text with an apostrophe in front of it, or of a part of it, that a spreadsheet would run."""
    within = text.str.replace_all(_RUNS_WITHIN, "${1}'${2}")
    return pl.when(text.str.contains(_RUNS)).then(pl.concat_str(pl.lit("'"), within)).otherwise(within)


def _flat(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        parts = column.list.eval(pl.element().struct.json_encode()) if isinstance(dtype.inner, pl.Struct) else column
        return defused(parts.cast(pl.List(pl.String)).list.join(_BETWEEN)).alias(name)
    if isinstance(dtype, pl.Struct):
        return defused(column.struct.json_encode()).alias(name)
    if isinstance(dtype, pl.Datetime):
        return column.dt.to_string("iso:strict").alias(name)
    return defused(column).alias(name) if dtype == pl.String else column
