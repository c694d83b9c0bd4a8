"""What do an application and a closed account say, thing by thing? For the reviewer, without names or whole numbers."""

import polars as pl

from counterfoil.codes.redacted import last_four
from counterfoil.linking.comparison import Comparison
from counterfoil.linking.links import NUMBERS
from counterfoil.linking.scoring import scored
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.weights import Weights

NOT_TOLD = "not told by both"
EVIDENCE = {
    "seller_id": pl.String,
    "known_seller_id": pl.String,
    "what": pl.String,
    "agreement": pl.String,
    "weight": pl.Int64,
    "here": pl.String,
    "before": pl.String,
}


def side_by_side(re_entries: pl.DataFrame, records: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Return a row for each re-entry and thing compared (columns of EVIDENCE), in the order of both.

    `here` and `before` are what the application and the closed account give, numbers by their last four characters and
    nothing of all else; `records` are those of `seller_records`.
    """
    if re_entries.is_empty():
        return pl.DataFrame(schema=EVIDENCE)
    place = {seller: at for at, seller in enumerate(records["id"])}
    told = re_entries.select("seller_id", "known_seller_id").with_columns(
        here=pl.col("seller_id").replace_strict(place, return_dtype=pl.UInt32),
        there=pl.col("known_seller_id").replace_strict(place, return_dtype=pl.UInt32),
    )
    pairs = told.select(left=pl.min_horizontal("here", "there"), right=pl.max_horizontal("here", "there")).unique()
    found = scored(records, pairs, SELLERS, weights)
    both = told.with_columns(left=pl.min_horizontal("here", "there"), right=pl.max_horizontal("here", "there"))
    joined = both.join(found, on=["left", "right"], how="left", maintain_order="left").with_row_index("order")
    parts = [_of_one(joined, one, records).with_columns(at=pl.lit(at)) for at, one in enumerate(SELLERS.comparisons)]
    ordered = pl.concat(parts).sort("order", "at")
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in EVIDENCE.items())


def _of_one(joined: pl.DataFrame, comparison: Comparison, records: pl.DataFrame) -> pl.DataFrame:
    names = {-1: NOT_TOLD} | {at: name.replace("_", " ") for at, name in enumerate(comparison.names())}
    shown = pl.Series([None] * records.height, dtype=pl.String)
    if comparison.name in NUMBERS:
        shown = records.select(last_four(comparison.name)).to_series()
    return joined.select(
        "order",
        "seller_id",
        "known_seller_id",
        what=pl.lit(comparison.name),
        agreement=pl.col(f"level_{comparison.name}").cast(pl.Int64).replace_strict(names, return_dtype=pl.String),
        weight=f"weight_{comparison.name}",
        here=shown.gather(joined["here"]),
        before=shown.gather(joined["there"]),
    )
