"""The columns of a chart's table, in their order and types, whatever counted them."""

from typing import Final

import polars as pl

from counterfoil.tracking.chart import COLUMNS

TYPES: Final[dict[str, pl.DataType]] = {
    **dict.fromkeys(("value", "low", "high", "median", "p90"), pl.Float64()),
    **dict.fromkeys(("cases", "open", "of_before", "degree"), pl.Int64()),
}


def shaped(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the columns of a kind of chart in their order and types; those that are missing are empty."""
    types = {name: TYPES.get(name, pl.String()) for name in COLUMNS[kind]}
    if not rows.width:  # a literal beside no column would make a row
        return pl.DataFrame(schema=types)
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in types.items()
    )
