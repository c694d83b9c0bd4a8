"""Restraints: what orders in force keep an account from offering, as screening is given them. One account and mark."""

import dataframely as dy
import polars as pl


class Restraint(dy.Schema):
    """One account under one order; without a mark, all its listings. Carried in the replay folder of a screening."""

    order_id = dy.String(nullable=False, min_length=1)
    court = dy.String(nullable=False)
    docket = dy.String(nullable=False)
    account_id = dy.String(nullable=False, min_length=1)
    state = dy.String(nullable=False, description="reached or waiting")
    mark = dy.String(nullable=True)
    goods = dy.List(dy.String(nullable=False), nullable=False, description="none: all that bear the mark")
    free = dy.List(dy.String(nullable=False), nullable=False, description="ids of listings released or carved out")


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-1"],
        "court": ["N.D. Ill."],
        "docket": ["26-cv-00821"],
        "account_id": ["s-31"],
        "state": ["reached"],
        "mark": ["Halvorsen"],
        "goods": [[]],
        "free": [[]],
    },
    schema_overrides={"goods": pl.List(pl.String), "free": pl.List(pl.String)},
)
