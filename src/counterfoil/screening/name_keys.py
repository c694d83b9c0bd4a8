"""By which form do the names in a column meet each other? Each different name is folded once."""

import polars as pl

from counterfoil.text.tokens import key


def name_keys(names: pl.Series) -> pl.Series:
    """Return the `key` of each name, null where there is no name; a name of signs alone has the key ""."""
    distinct = names.drop_nulls().unique()
    keys = [key(name) if name else None for name in distinct]
    return names.replace_strict(distinct, pl.Series(keys, dtype=pl.String), default=None, return_dtype=pl.String)
