"""How does a function of one text reach a column? Each different text is asked once."""

from collections.abc import Callable

import polars as pl


def each_once(texts: pl.Series, form: Callable[[str], str | None]) -> pl.Series:
    """Return the form of each text, null where there is no text; each different one is made once."""
    distinct = texts.drop_nulls().unique()
    forms = pl.Series([form(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, forms, default=None, return_dtype=pl.String)
