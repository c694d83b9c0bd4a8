"""Order parties: what became of each defendant of an order when it was compiled. No names: the order has them."""

import dataframely as dy
import polars as pl


class OrderParty(dy.Schema):
    """One defendant: by how much it could be looked for, and how many accounts were found."""

    order_id = dy.String(nullable=False, min_length=1)
    number = dy.Int64(nullable=False, min=1, description="the defendant's number in the order")
    names = dy.Int64(nullable=False, min=0, description="names and aliases that the order gives")
    details = dy.Int64(nullable=False, min=0, description="account ids, addresses of stores, numbers, e-mails")
    reached = dy.Int64(nullable=False, min=0, description="accounts")
    waiting = dy.Int64(nullable=False, min=0, description="accounts that a person has to decide on")
    says = dy.String(nullable=False, description="what was found, in a sentence")


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-1"],
        "number": [2],
        "names": [2],
        "details": [0],
        "reached": [0],
        "waiting": [0],
        "says": ["No account is like anything that the order tells of defendant 2."],
    }
)
