"""Which pictures of a bank does a picture show again, and in the same colours?

A bank holds every picture as it stands; a picture that is looked for is asked in all eight forms. A copy has its hash
within RADIUS of one of the bank's and its colours within SAME_COLOUR; of the same structure in other colours, it is
`other_colour`: the same photograph of another variant, and never the same goods.
"""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.images.colour import COLOUR_BYTES, SAME_COLOUR, colour_difference
from counterfoil.images.fingerprint import FORMS, LEAST_QUALITY
from counterfoil.images.hash_index import HashIndex, hashes_of, near

RADIUS = 31  # bits of 256; the threshold of the PDQ paper
COPY, OTHER_COLOUR = "copy", "other_colour"


class Bank(NamedTuple):
    """`rows`: `image_id`, `view` and `colour` at least, in the order of `hashes`."""

    rows: pl.DataFrame
    hashes: HashIndex


def bank_rows(fingerprints: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the table `fingerprint` that a bank is made of: upright, and of enough quality."""
    kept = fingerprints.filter(pl.col("form") == FORMS[0], pl.col("quality") >= LEAST_QUALITY)
    return kept.select("image_id", "view", "hash", "colour")


def copies(fingerprints: pl.DataFrame, bank: Bank, *, radius: int = RADIUS) -> pl.DataFrame:
    """Return what the bank holds of pictures given as the table `fingerprint`: a row per picture and bank's picture.

    Columns: `image_id`, `known_id`, `verdict` (COPY or OTHER_COLOUR), `distance` in bits, `colour_difference` as in
    `colour_difference`, `view` and `form` by which it was found: those of the same colours, then of the least distance.
    """
    asked = fingerprints.filter(pl.col("quality") >= LEAST_QUALITY)
    found = near(hashes_of(asked["hash"].to_list()), bank.hashes, radius=radius)
    pairs = pl.concat(
        [
            asked[found.query].select("image_id", "view", "form", its_colour="colour"),
            bank.rows[found.row].select(known_id="image_id", colour="colour"),
            pl.DataFrame({"distance": found.distance}),
        ],
        how="horizontal",
    )
    apart = pl.Series("colour_difference", _apart(pairs), dtype=pl.Float64)
    verdict = pl.when(pl.col("colour_difference") <= SAME_COLOUR).then(pl.lit(COPY)).otherwise(pl.lit(OTHER_COLOUR))
    best = (
        pairs.with_columns(apart).with_columns(verdict=verdict).sort("verdict", "distance", "colour_difference", "form")
    )
    return best.unique(["image_id", "known_id"], keep="first", maintain_order=True).select(
        "image_id", "known_id", "verdict", "distance", "colour_difference", "view", "form"
    )


def _apart(pairs: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    ours, theirs = (
        np.frombuffer(b"".join(pairs[name].to_list()), dtype=np.uint8).reshape(-1, COLOUR_BYTES)
        for name in ("its_colour", "colour")
    )
    return colour_difference(ours, theirs)
