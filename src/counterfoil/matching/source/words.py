"""What fills the places that sentences on a pair of goods share: {goods}, and what was {found} of them?"""

import polars as pl

GOODS = {"goods": pl.col("right_id"), "found": pl.col("found")}
