"""Which items show a picture that the goods show, or the same one in another colour? By files on the disk alone.

The pictures of the goods become a bank of known pictures; each picture of an item is looked at once, whoever shows it.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.images.known_file import open_known
from counterfoil.images.look import Wanted
from counterfoil.run.inputs import Inputs
from counterfoil.run.pictures.bank import NO_KNOWN_PICTURES, Known, bank_of, unusable
from counterfoil.run.pictures.looker import Lookers
from counterfoil.run.pictures.seen import GONE, Eyes
from counterfoil.run.pictures.sources import opened_source
from counterfoil.tables.reject import Reject

MOST_GOODS = 50  # that one picture may show: of more it is a placeholder or a chart of sizes, and says nothing
PAIRS = {"goods_id": pl.String, "item_id": pl.String, "verdict": pl.String}
_MATCHES = {"image_id": pl.String, "known_id": pl.String, "verdict": pl.String}


class GoodsPictures:
    """The pictures of the goods, and what they are held against. Raises UserError where there are none to be read."""

    def __init__(self, images: Path, lookers: Lookers) -> None:
        self._images, self._source, self._lookers = images, opened_source(images), lookers
        self._refused: dict[str, str] = {}  # why, by picture
        self._looked_at: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._eyes: Eyes | None = None

    def learn(self, goods: pl.DataFrame, inputs: Inputs) -> None:
        """Look at the pictures of the goods (contract Goods); a file that pictures lie in is noted in `inputs`."""
        if self._images.is_file():
            inputs.note("images", self._images, rows=self._source.count)
        self._of_goods = self._shown(goods.select("id", "image_ids", owner="id")).rename({"owner": "goods_id"})
        self._counts["goods_without_picture"] = goods.height - self._of_goods["goods_id"].n_unique()
        image_ids = self._of_goods["image_id"].unique().sort()
        if image_ids.is_empty():
            return
        read = ((image_id, data) for image_id, data in self._source.read(image_ids) if data)
        looks = list(self._lookers.see(read, wanted=Wanted(codes=False)))
        data, digest = bank_of(looks)
        pictures = open_known(data, digest, file="the bank of the goods' pictures")
        self._count(dict.fromkeys(image_ids, GONE) | dict.fromkeys(one.image_id for one in looks))
        self._count(unusable(looks, pictures))
        table = pl.concat([NO_KNOWN_PICTURES, image_ids.to_frame()], how="diagonal")
        known = Known(table, pictures, Reject.create_empty(), digest, {})
        self._eyes = Eyes(self._source, known, self._lookers, codes=False)

    def pairs(self, items: pl.DataFrame) -> pl.DataFrame:
        """Return the goods that the pictures of items show (PAIRS); `items` has `id`, `image_ids` and `owner`, which
        becomes `item_id`. A picture of more than MOST_GOODS goods shows none."""
        shown = self._shown(items)
        self._counts["items_without_picture"] += items.height - shown["owner"].n_unique()
        if self._eyes is None:
            return pl.DataFrame(schema=PAIRS)
        seen = self._eyes.see(shown["image_id"], reading=set())
        self._count({image_id: one.look.refused for image_id, one in seen.items()})
        rows = [
            (image_id, str(match["known_id"]), str(match["verdict"]))
            for image_id, one in seen.items()
            for match in one.matches
        ]
        matches = pl.DataFrame(rows, schema=_MATCHES, orient="row").join(
            self._of_goods, left_on="known_id", right_on="image_id"
        )
        telling = matches.filter(pl.col("goods_id").n_unique().over("image_id") <= MOST_GOODS)
        found = shown.join(telling, on="image_id").select("goods_id", "verdict", item_id="owner")
        return found.select(list(PAIRS)).unique().sort(list(PAIRS))

    def record(self) -> dict[str, Any]:
        """Return what run.json says: `files` in the folder or table, `looked_at` of them, `refused` by reason, and how
        many goods and items are without a picture."""
        told = {"name": self._images.name, "files": self._source.count, "looked_at": len(self._looked_at)}
        return told | {"refused": dict(sorted(Counter(self._refused.values()).items()))} | dict(self._counts)

    def _shown(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return `owner` and `image_id` of the pictures named by the id of a row or by its image_ids."""
        no_more = pl.lit(None, pl.List(pl.String)).alias("additional_image_link")
        by_id = rows.select("owner", "id", pl.lit(None, pl.String).alias("image_link"))
        listed = rows.select("owner", id="image_ids").explode("id").drop_nulls("id")
        named = pl.concat([by_id, listed.with_columns(image_link="id")])
        found = self._source.of(named.select("id", "image_link", no_more).unique(maintain_order=True))
        pairs = named.select("owner", offer_id="id").join(found, on="offer_id", maintain_order="left_right")
        return pairs.select("owner", "image_id").unique(maintain_order=True)

    def _count(self, refused: Mapping[str, str | None]) -> None:
        """Remember which pictures were looked at, and why some were refused (None: they were not)."""
        self._looked_at.update(refused)
        self._refused |= {image_id: reason for image_id, reason in refused.items() if reason is not None}
