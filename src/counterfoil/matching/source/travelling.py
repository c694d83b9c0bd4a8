"""In which form may goods that are looked for travel? As a table whose hands and shipments are digests.

Source of the digests: RFC 2104 (HMAC). What `match` and cases keep of the goods is this, and a signature is made of it.
"""

import hmac

import polars as pl

from counterfoil.matching.source.keys import source_keys
from counterfoil.matching.source.sought import GENUINE, Sought
from counterfoil.tables.sought_goods import DIGESTED, IN_CLEAR, SoughtGoods

_PURPOSE = b"counterfoil: the salt of goods that are looked for"


def travelling(sought: Sought) -> pl.DataFrame:
    """Return the goods as they may travel (contract SoughtGoods), in their order.

    Those of a signature keep its salt. The salt of others follows from all that is known of them, so that one run
    made twice gives the same bytes; who does not know the goods cannot guess it.
    """
    salt = sought.salt or _salt(sought)
    keys = sought.keys.select("id", *DIGESTED)
    if not sought.salt:
        keys = source_keys(sought.goods, salt).select("id", *DIGESTED)
    vouched = sought.vouched.group_by("genuine_id").agg(vouches_for=pl.col("goods_id").sort())
    rows = sought.goods.select(IN_CLEAR).join(keys, on="id", maintain_order="left")
    told = rows.join(vouched, left_on="id", right_on="genuine_id", how="left", maintain_order="left")
    is_genuine = (pl.col("status") == GENUINE).fill_null(value=False)
    listed = pl.when(is_genuine).then("vouches_for").fill_null([])
    return SoughtGoods.cast(told.with_columns(salt=pl.lit(salt), vouches_for=listed).select(SoughtGoods.column_names()))


def digested(goods: pl.DataFrame, salt: str) -> pl.DataFrame:
    """Return goods (contract Goods) told in clear as those beside whose digests, of this `salt`, they are to stand."""
    return travelling(Sought(goods, source_keys(goods, salt), salt))


def keyed(values: pl.Series, salt: str) -> pl.Series:
    """Return shipments as their digests stand beside goods with this salt; null stays null."""
    rows = pl.DataFrame({"id": values.cast(pl.String).fill_null(""), "shipment_id": values.cast(pl.String)})
    empty = dict.fromkeys(("external_seller_id", "party_id", "supplier", "lot"), pl.lit(None, dtype=pl.String))
    return source_keys(rows.with_columns(**empty), salt)["shipment_key"]


def _salt(sought: Sought) -> str:
    told = sought.goods.write_ndjson().encode()
    return hmac.digest(_PURPOSE, told, "sha256").hex()[:32]
