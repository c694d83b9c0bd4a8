"""What is read of goods once, before any pair of them is compared?"""

from typing import NamedTuple

import polars as pl

from counterfoil.matching.product.attributes import attributes
from counterfoil.matching.product.wording import wordings


class Reading(NamedTuple):
    """`rows` by the contract Goods, their `wording` and their `attributes`."""

    rows: pl.DataFrame
    wording: pl.DataFrame
    attributes: pl.DataFrame


def read(goods: pl.DataFrame) -> Reading:
    """Return the goods with what they say, row by row."""
    wording = wordings(goods)
    return Reading(goods, wording, attributes(goods, wording))
