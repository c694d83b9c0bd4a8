"""Labels of pairs: whether people found two lots of goods to be the same product. A model can learn from them."""

import dataframely as dy
import polars as pl


class PairLabel(dy.Schema):
    """The verdict on one pair; each is labelled once. Of the source it says nothing."""

    goods_id = dy.String(nullable=False, min_length=1, primary_key=True, description="of the goods looked for")
    item_id = dy.String(nullable=False, min_length=1, primary_key=True, description="as match writes it")
    same_product = dy.Bool(nullable=False, description="true only for the same colour, size, volume and pack")


EXAMPLE = pl.DataFrame({"goods_id": ["g-01"], "item_id": ["inventory.csv:4"], "same_product": [True]})
