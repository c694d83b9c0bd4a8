"""What is read of goods once, before any pair of them is compared?"""

from typing import NamedTuple

import polars as pl

from counterfoil.matching.product.attributes import attributes
from counterfoil.matching.product.kernel_rows import Numbers
from counterfoil.matching.product.wording import wordings

PAIR = ("goods", "item")  # row numbers of a pair, in the goods and in the items


class Reading(NamedTuple):
    """`rows` by the contract Goods, their `wording` and their `attributes`."""

    rows: pl.DataFrame
    wording: pl.DataFrame
    attributes: pl.DataFrame


class Sides(NamedTuple):
    """Goods and items, as read."""

    goods: Reading
    items: Reading


class Pairs(NamedTuple):
    """Pairs of rows, as numbers of rows of each side."""

    goods: Numbers
    items: Numbers


def read(goods: pl.DataFrame) -> Reading:
    """Return the goods with what they say, row by row."""
    wording = wordings(goods)
    return Reading(goods, wording, attributes(goods, wording))


def numbers_of(pairs: pl.DataFrame) -> Pairs:
    """Return the row numbers of `pairs` as plain arrays."""
    return Pairs(*(pairs[name].cast(pl.Int64).to_numpy() for name in PAIR))


def narrowed(sides: Sides, pairs: pl.DataFrame) -> tuple[Sides, pl.DataFrame]:
    """Return the sides with the rows of `pairs` alone, and the pairs with the new row numbers."""
    kept = [pairs.select(name).unique().sort(name).with_row_index("new") for name in PAIR]
    fewer = Sides(
        *(_gathered(side, rows.select(row=name, new="new")) for side, rows, name in zip(sides, kept, PAIR, strict=True))
    )
    renumbered = pairs.select(PAIR)
    for rows, name in zip(kept, PAIR, strict=True):
        renumbered = renumbered.join(rows, on=name, maintain_order="left").drop(name).rename({"new": name})
    return fewer, renumbered


def _gathered(side: Reading, rows: pl.DataFrame) -> Reading:
    attributes = side.attributes.join(rows, on="row", maintain_order="left")
    return Reading(
        side.rows[rows["row"]],
        side.wording[rows["row"]],
        attributes.select("kind", "value", row="new").select("row", "kind", "value"),
    )
