"""How good are groups of records? B cubed, and F1 over pairs.

Source: A. Bagga, B. Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model", ACL 1998.
"""

from typing import NamedTuple

import polars as pl


class Quality(NamedTuple):
    """Shares of one: B cubed F1 with its precision and recall, and F1 over pairs."""

    b_cubed: float
    precision: float
    recall: float
    pair_f1: float


def quality(truth: pl.Series, found: pl.Series) -> Quality:
    """Return how well `found` groups records whose true group is `truth`."""
    table = pl.DataFrame({"truth": truth, "found": found})
    size = pl.len().cast(pl.Float64)
    both = table.group_by("truth", "found").agg(both=size)
    true, made = table.group_by("truth").agg(true=size), table.group_by("found").agg(made=size)
    cells = both.join(true, on="truth").join(made, on="found")
    precision = (cells["both"] ** 2 / cells["made"]).sum() / table.height
    recall = (cells["both"] ** 2 / cells["true"]).sum() / table.height
    right, of_true, of_made = (_pairs(counts) for counts in (both["both"], true["true"], made["made"]))
    pair_f1 = 2 * right / (of_true + of_made) if of_true + of_made else 1.0
    return Quality(2 * precision * recall / (precision + recall), precision, recall, pair_f1)


def _pairs(sizes: pl.Series) -> float:
    return float((sizes * (sizes - 1) / 2).sum())
