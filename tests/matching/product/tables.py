"""Small tables of goods for the tests: what is not told is null."""

from typing import Any

import polars as pl

from counterfoil.tables.goods import Goods


def goods(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return the rows by the contract Goods, with the ids 0, 1, 2 … where none is given."""
    schema = {name: column.dtype for name, column in Goods.columns().items()}
    filled = [{**dict.fromkeys(schema), "id": str(number), **row} for number, row in enumerate(rows)]
    return pl.DataFrame(filled, schema=schema, orient="row")
