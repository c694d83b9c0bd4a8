"""What is known of the goods that are looked for, made ready once: their sources, and which sources are genuine.

Goods with the status genuine are not looked for as fakes: they say what the owner knows to be its own. A row that names
a lot, a shipment or serial numbers vouches for those alone; one that names none of them vouches for its supplier and
its seller. Either speaks of the goods with its GTIN or its brand.
"""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from counterfoil.codes import gtin
from counterfoil.matching.source.keys import source_keys
from counterfoil.text.each_once import each_once
from counterfoil.text.tokens import key

GENUINE = "genuine"
FACTS = {"goods_id": pl.String, "field": pl.String, "key": pl.String}
RANGES = {"goods_id": pl.String, "genuine_first": pl.String, "genuine_last": pl.String}
_OF_ITS_OWN = ("lot_key", "shipment_key")  # what a genuine row vouches for where it names it …
_OF_THE_SOURCE = ("seller_key", "party_key", "supplier_key")  # … and where it names neither, nor serial numbers


@dataclass(frozen=True)
class Sought:
    """The goods to look for (contract Goods), the keys of their sources, and the salt of those keys, if they have one.

    `salt` is the signature's: what they are held against is digested with it too.
    """

    goods: pl.DataFrame
    keys: pl.DataFrame
    salt: str = ""

    @cached_property
    def genuine_facts(self) -> pl.DataFrame:
        """The keys (FACTS) of sources that are known to be genuine, for each of the goods that they speak of."""
        if not self.vouched.height:
            return pl.DataFrame(schema=FACTS)
        rows = self.vouched.join(self.keys, left_on="genuine_id", right_on="id")
        narrow = pl.any_horizontal(pl.col(*_OF_ITS_OWN, "serial_first").is_not_null())
        own = rows.unpivot(_OF_ITS_OWN, index="goods_id", variable_name="field", value_name="key")
        whole = rows.filter(~narrow).unpivot(_OF_THE_SOURCE, index="goods_id", variable_name="field", value_name="key")
        return pl.concat([own, whole]).filter(pl.col("key").is_not_null()).unique(maintain_order=True)

    @cached_property
    def genuine_ranges(self) -> pl.DataFrame:
        """The serial numbers (RANGES) that are known to be genuine, for each of the goods that they speak of."""
        named = self.vouched.filter(pl.col("serial_first").is_not_null())
        last = pl.coalesce("serial_last", "serial_first")
        return named.select("goods_id", genuine_first="serial_first", genuine_last=last).unique(maintain_order=True)

    @cached_property
    def vouched(self) -> pl.DataFrame:
        """The pairs (goods_id, genuine_id) of goods looked for and genuine rows of their GTIN or brand; and serials."""
        named = self.goods.select(
            "id",
            "serial_first",
            "serial_last",
            genuine=(pl.col("status") == GENUINE).fill_null(value=False),
            code=gtin.normalised(pl.col("gtin")),
            brand_key=each_once(self.goods["brand"], key),
        )
        fakes = named.filter(~pl.col("genuine")).select("code", "brand_key", goods_id="id")
        genuine = named.filter("genuine").drop("genuine").rename({"id": "genuine_id"})
        met = [
            fakes.filter(pl.col(by) != "").select("goods_id", by).join(genuine, on=by) for by in ("code", "brand_key")
        ]
        chosen = ["goods_id", "genuine_id", "serial_first", "serial_last"]
        return pl.concat([one.select(chosen) for one in met]).unique(maintain_order=True)


def sought(goods: pl.DataFrame) -> Sought:
    """Return goods (contract Goods, ids used once) made ready to be looked for."""
    return Sought(goods, source_keys(goods))
