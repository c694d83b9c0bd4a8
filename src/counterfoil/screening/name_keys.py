"""By which form do the names in a column meet each other? Each different name is folded once."""

import polars as pl

from counterfoil.text.each_once import each_once
from counterfoil.text.tokens import key


def name_keys(names: pl.Series) -> pl.Series:
    """Return the `key` of each name, null where there is no name; a name of signs alone has the key ""."""
    return each_once(names, lambda name: key(name) if name else None)
