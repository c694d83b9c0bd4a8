"""Do two goods name the same values: codes, numbers, colours, sizes, quantities, price?"""

import numpy as np
import polars as pl

from counterfoil.matching.product import kernel_rows as kernel
from counterfoil.matching.product.attributes import CODE, COLOUR, GTIN, NUMBER
from counterfoil.matching.product.kernel_rows import Weights
from counterfoil.matching.product.reading import PAIR, Pairs, Sides, numbers_of
from counterfoil.matching.product.rows import words

ALONE = (NUMBER, CODE, GTIN, COLOUR)  # kinds with measures of their own; all others are a `quantity`
SIGNED = ("length", "capacity", "count", "size", "weight", "volume", "power", "people", "voltage", "frequency")
_LEAST_PRICE = 0.01


def value_measures(sides: Sides, pairs: pl.DataFrame) -> dict[str, Weights]:
    """Return, of each kind, how many values are the same and how many differ, the likeness of codes, and prices."""
    agreed = _agreements(sides, pairs)
    measures: dict[str, Weights] = {}
    for kind in ALONE:
        is_kind = pl.col("kind") == kind
        measures |= _summed(agreed.filter(is_kind), pairs, {f"{kind}_same": "same", f"{kind}_differ": "differ"})
    quantities = agreed.filter(~pl.col("kind").is_in(ALONE))
    measures |= _summed(quantities, pairs, {"quantity_same": "same", "quantity_differ": "differ"})
    for kind in SIGNED:
        measures |= _summed(quantities.filter(pl.col("kind") == kind), pairs, {f"{kind}_agrees": "agrees"})
    return measures | _codes(sides, numbers_of(pairs)) | _prices(sides, numbers_of(pairs))


def _agreements(sides: Sides, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each pair and kind of which both sides name values: `same`, `differ`, `agrees` (1 or −1)."""
    ours, theirs = (
        side.attributes.group_by(pl.col("row").alias(name), "kind").agg(pl.col("value").alias(f"{name}_values"))
        for side, name in zip(sides, PAIR, strict=True)
    )
    both = pairs.select(*PAIR).with_row_index("pair").join(ours, on="goods").join(theirs, on=["item", "kind"])
    common = pl.col("goods_values").list.set_intersection("item_values").list.len().cast(pl.Float32)
    differ = (common == 0).cast(pl.Float32)
    return both.select("pair", "kind", same=common, differ=differ, agrees=1 - 2 * differ)


def _summed(agreed: pl.DataFrame, pairs: pl.DataFrame, names: dict[str, str]) -> dict[str, Weights]:
    """Return the sums by pair, nan where no kind is named by both."""
    sums = agreed.group_by("pair").agg(pl.col(column).sum().alias(name) for name, column in names.items())
    every = pl.DataFrame({"pair": pl.int_range(pairs.height, dtype=pl.UInt32, eager=True)})
    filled = every.join(sums, on="pair", how="left", maintain_order="left").fill_null(float("nan"))
    return {name: filled[name].to_numpy() for name in names}


def _codes(sides: Sides, pairs: Pairs) -> dict[str, Weights]:
    codes = []
    for side in sides:
        of_row = side.attributes.filter(pl.col("kind") == CODE).group_by("row").agg(pl.col("value").str.join(" "))
        rows = side.rows.select(row=pl.int_range(pl.len(), dtype=pl.UInt32))
        joined = rows.join(of_row, on="row", how="left", maintain_order="left")
        codes.append(words(joined["value"].fill_null("")))
    found = kernel.codes_alike(codes[0], codes[1], pairs.goods, pairs.items)
    return {
        "code_prefix": found[:, kernel.PREFIX],
        "code_part": found[:, kernel.PART],
        "code_run": found[:, kernel.RUN],
    }


def _prices(sides: Sides, pairs: Pairs) -> dict[str, Weights]:
    """Logarithm of the ratio of the prices, and its size; `price_apart`: the latter of prices in one currency."""
    ours, theirs = (
        side.rows.select(pl.col("price").cast(pl.Float32).clip(_LEAST_PRICE), "price_currency")[rows]
        for side, rows in zip(sides, pairs, strict=True)
    )
    ratio = (ours["price"] / theirs["price"]).log().fill_null(float("nan")).to_numpy()
    one_currency = ours["price_currency"].eq_missing(theirs["price_currency"]).to_numpy()
    return {
        "price_ratio": ratio,
        "price_distance": np.abs(ratio),
        "price_apart": np.where(one_currency, np.abs(ratio), np.nan),
    }
