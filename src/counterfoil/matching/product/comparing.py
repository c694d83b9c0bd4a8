"""Which pairs are compared, and what is measured of each? The items are read in parts, so memory stays flat in them.

Two passes: the first counts how rare each word is over all goods and items, the second finds and measures the pairs.
"""

import polars as pl

from counterfoil.matching.product.candidates import candidates
from counterfoil.matching.product.features import features
from counterfoil.matching.product.model import with_rivals
from counterfoil.matching.product.rarities import Counted, rarities
from counterfoil.matching.product.reading import PAIR, Sides, read
from counterfoil.matching.product.reasons import reasons
from counterfoil.matching.product.variants import differences
from counterfoil.matching.product.wording import wordings

PART = 20_000  # items at a time


def compared(
    goods: pl.DataFrame,
    items: pl.DataFrame,
    *,
    pictures: pl.DataFrame | None = None,
    also: pl.DataFrame | None = None,
    beside: Counted | None = None,
) -> pl.DataFrame:
    """Return the candidates, and the pairs `also` asked for (`goods`, `item`: row numbers), in order: `goods`, `item`,
    `found_by` (null of a pair only asked for), the measures of `with_rivals`, `differs` and `reasons`.

    `beside` is counted of items that a first look turned away: they are no candidates, and count for rarity.
    """
    ours = read(goods)
    parts = [items[first : first + PART] for first in range(0, max(items.height, 1), PART)]
    rare = rarities([ours.wording, *(wordings(part) for part in parts)], beside)
    found = []
    for number, part in enumerate(parts):
        sides, first = Sides(ours, read(part)), number * PART
        pairs = candidates(sides, rare, pictures)
        if also is not None:
            pairs = _with(pairs, also, first, part.height)
        measured = pl.concat([pairs, features(sides, pairs, rare)], how="horizontal")
        known = measured.join(differences(sides, pairs), on=PAIR, how="left", maintain_order="left")
        said = known.with_columns(reasons=reasons(sides, known))
        found.append(said.with_columns(pl.col("item") + pl.lit(first, dtype=pl.UInt32)))
    every = pl.concat(found).sort(PAIR)
    return with_rivals(every)


def _with(pairs: pl.DataFrame, also: pl.DataFrame, first: int, height: int) -> pl.DataFrame:
    """Return the pairs of this part of the items with those asked for."""
    here = also.filter(pl.col("item").is_between(first, first + height - 1))
    here = here.select("goods", pl.col("item") - pl.lit(first, dtype=pl.UInt32)).join(pairs, on=PAIR, how="anti")
    return pl.concat([pairs, here], how="diagonal").sort(PAIR)


def rows_of(table: pl.DataFrame, ids: pl.Series) -> pl.Series:
    """Return the row numbers of the ids, null of an id that the table does not have."""
    known = table.select("id").with_row_index("row")
    return ids.to_frame("id").join(known, on="id", how="left", maintain_order="left")["row"]
