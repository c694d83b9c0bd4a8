"""How does a function of one text reach a column? Each different text is asked once."""

from collections.abc import Callable

import polars as pl

from counterfoil.few_rows.column import Column


def each_once(texts: pl.Series, form: Callable[[str], str | None]) -> pl.Series:
    """Return the form of each text, null where there is no text; each different one is made once."""
    if isinstance(texts, Column):
        return texts.each(form, pl.String())
    distinct = texts.drop_nulls().unique()
    forms = pl.Series([form(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, forms, default=None, return_dtype=pl.String)
