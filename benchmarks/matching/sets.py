"""The public sets of labelled pairs, as tables of goods; read from ../shared/data/matching, where they lie.

Abt-Buy, Walmart-Amazon and Amazon-Google: the tables and splits of Magellan (https://github.com/anhaidgroup/deepmatcher).
WDC Products, 80 % corner cases, half of the products unseen, large: the tables and splits of its SC-Block form.
"""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.tables.goods import Goods

DATA = Path(__file__).parents[3] / "shared" / "data" / "matching"
_ZIP = DATA / "wdc-block" / "wdc_block_small.zip"
_WITHIN = "wdcproducts80cc20rnd050un_block_s_train_l"
WDC = "WDC Products large half-seen"
_COLUMNS = {
    "Abt-Buy": ("abt-buy", {"name": "title"}),
    "Walmart-Amazon": ("walmart-amazon", {"modelno": "mpn"}),
    "Amazon-Google": ("amazon-google", {"manufacturer": "brand"}),
    WDC: ("", {"pricecurrency": "price_currency"}),
}
NAMES = tuple(_COLUMNS)


class Set(NamedTuple):
    """Two tables by the contract Goods, and a way to their labelled pairs."""

    name: str
    goods: pl.DataFrame
    items: pl.DataFrame

    def labels(self, split: str) -> pl.DataFrame:
        """Return `goods_id`, `item_id` and `same_product` of the split: train, valid or test."""
        pairs = pl.read_csv(_bytes(self.name, f"{split}.csv"), infer_schema=False)
        return pairs.select(goods_id="ltable_id", item_id="rtable_id", same_product=pl.col("label") == "1")


def read_set(name: str) -> Set:
    """Return the set of that name."""
    return Set(name, *(_table(name, f"table{side}.csv") for side in "AB"))


def _table(name: str, file: str) -> pl.DataFrame:
    rows = pl.read_csv(_bytes(name, file), infer_schema=False).rename(_COLUMNS[name][1])
    columns = {}
    for field, column in Goods.columns().items():
        given = pl.col(field) if field in rows.columns else pl.lit(None)
        amount = given.cast(pl.Float64, strict=False) if field == "price" else given
        columns[field] = amount.cast(column.dtype, strict=False)
    return rows.select(**columns)


def _bytes(name: str, file: str) -> BytesIO:
    if name != WDC:
        return BytesIO((DATA / _COLUMNS[name][0] / file).read_bytes())
    with zipfile.ZipFile(_ZIP) as archive:
        return BytesIO(archive.read(f"{_WITHIN}/{file}"))
