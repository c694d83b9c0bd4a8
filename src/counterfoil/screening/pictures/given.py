"""What was seen on the pictures of a batch of offers? Four tables that screening receives beside the offers."""

from typing import NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.tables.picture import Picture
from counterfoil.tables.picture_code import PictureCode
from counterfoil.tables.picture_match import PictureMatch
from counterfoil.tables.picture_text import PictureText

CONTRACTS: dict[str, type[dy.Schema]] = {
    "pictures": Picture,
    "matches": PictureMatch,
    "codes": PictureCode,
    "texts": PictureText,
}


class PictureTables(NamedTuple):
    """`pictures`, `matches`, `codes` and `texts` by CONTRACTS, in the order of the offers and their pictures."""

    pictures: pl.DataFrame
    matches: pl.DataFrame
    codes: pl.DataFrame
    texts: pl.DataFrame

    def of(self, offer_ids: pl.Series) -> "PictureTables":
        """Return what belongs to these offers."""
        own = pl.col("offer_id").is_in(offer_ids.implode())
        return PictureTables(*(table.filter(own) for table in self))


NO_PICTURES = PictureTables(**{name: contract.create_empty() for name, contract in CONTRACTS.items()})
