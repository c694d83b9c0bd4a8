"""What does a comparison of all offers publish? One small row for each offer that it marks, and nothing of others.

Population evidence is a step of its own over the whole file. The published table is then an argument of the evidence
of a single offer, so that one offer can be screened alone with the last table published.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import polars as pl

KEY = ["offer_id", "kind"]
MONEY = pl.Decimal(18, 4)

# `example` is what this very offer says, never another's text; `offers`, `accounts` and `towns` count its group.
POPULATION = {
    "offer_id": pl.String(),
    "kind": pl.String(),
    "group": pl.String(),
    "offers": pl.Int64(),
    "accounts": pl.Int64(),
    "towns": pl.Int64(),
    "field": pl.String(),
    "example": pl.String(),
    "usual_price": MONEY,
}

# What a comparison marks: POPULATION without the usual price, and the market in which that price is to be looked up.
MARKED = {name: kind for name, kind in POPULATION.items() if name != "usual_price"} | {"market": pl.String()}


class Comparison(NamedTuple):
    """One way of holding all offers against each other, in two steps that each see a part of them.

    `keys_of(offers)` gives the rows of one batch by which offers meet; rows with equal values in the columns `by` must
    meet in one partition. `groups_of(partition, total)`, with the number of all offers, gives MARKED rows.
    """

    kind: str
    by: tuple[str, ...]
    keys_of: Callable[[pl.DataFrame], pl.DataFrame]
    groups_of: Callable[[pl.DataFrame, int], pl.DataFrame]
    narrowed: Callable[[pl.DataFrame], pl.DataFrame] = lambda keys: keys  # of keys that another comparison uses, too


def marked(members: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return MARKED rows of one kind; columns that `members` lacks are null."""
    given = members.with_columns(pl.lit(kind).alias("kind"))
    lacking = [pl.lit(None).alias(name) for name in MARKED if name not in given.columns]
    return given.with_columns(lacking).select(pl.col(name).cast(dtype) for name, dtype in MARKED.items())


def published(parts: Sequence[pl.DataFrame], usual_prices: pl.DataFrame) -> pl.DataFrame:
    """Return the table of POPULATION columns, one row per offer and kind, sorted by them.

    `parts` are MARKED rows in any order. Of several groups of one kind an offer keeps one of its title before one of
    its description, then that with most accounts.
    `usual_prices` has `market` and `usual_price`.
    """
    together = pl.concat([pl.DataFrame(schema=MARKED), *parts])
    best = together.sort(
        [*KEY, "field", "accounts", "offers", "group", "example"],
        descending=[False, False, True, True, True, False, False],
        nulls_last=True,
    ).unique(KEY, keep="first", maintain_order=True)
    priced = best.join(usual_prices, on="market", how="left", maintain_order="left")
    return priced.select(pl.col(name).cast(dtype) for name, dtype in POPULATION.items())
