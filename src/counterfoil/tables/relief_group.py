"""Groups that a relief for goods of little value is counted over: a person and a day, or a consignment.

Sources: 19 USC 1321(a)(2)(C), Regulation (EC) No 1186/2009; the rule of each group stands in its row.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

WITHIN, OVER, NO_RELIEF, UNKNOWN = "within the limit", "over the limit", "no relief", "not known"
STANDINGS = (OVER, NO_RELIEF, UNKNOWN, WITHIN)
COUNTED_FOR = ("facility", "owner", "consumer", "consignment")


class ReliefGroup(dy.Schema):
    """What one person brought in on one day, or one consignment, under one rule; amounts in `currency`."""

    regime = dy.String(nullable=False)
    of = dy.String(nullable=False, description="what goods may be free of: duty and tax, customs duty, VAT")
    arrived_on = dy.Date(nullable=True)
    counted_for = dy.String(nullable=True, description="facility, owner, consumer or consignment; empty: not known")
    person = dy.String(nullable=True, description="GLN, id of the seller, number of the consumer, or of the shipment")
    standing = dy.String(nullable=False)
    is_split = dy.Bool(nullable=False, description="over the limit together, and no shipment of them is so alone")
    value = dy.Decimal(38, 4, nullable=False, description="of the goods that are known to be this person's")
    value_not_known = dy.Decimal(38, 4, nullable=False, description="of goods that may be this person's too")
    limit = dy.Decimal(18, 4, nullable=True, description="empty: it hangs on an origin or a mode that is not told")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$")
    lines_without_value = dy.Int64(nullable=False, min=0)
    shipments = dy.List(dy.String(nullable=False), nullable=False)
    says = dy.String(nullable=False, description="the rule in a sentence")
    entry = dy.String(nullable=True, description="how such goods are entered")
    source = dy.String(nullable=True)
    verified = dy.String(nullable=True)

    @dy.rule()
    def standing_is_a_known_one(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)

    @dy.rule()
    def counted_for_is_a_known_one(cls) -> pl.Expr:
        return pl.col("counted_for").is_in(COUNTED_FOR)

    @dy.rule()
    def standing_is_within_the_limit_only_up_to_it(cls) -> pl.Expr:
        return (pl.col("value") + pl.col("value_not_known") <= pl.col("limit")) | (pl.col("standing") != WITHIN)


EXAMPLE = pl.DataFrame(
    {
        "regime": ["us-1321-1"],
        "of": ["duty and tax"],
        "arrived_on": [dt.date(2024, 3, 5)],
        "counted_for": ["facility"],
        "person": ["9529001000013"],
        "standing": [OVER],
        "is_split": [True],
        "value": [Decimal("1110.00")],
        "value_not_known": [Decimal(0)],
        "limit": [Decimal(800)],
        "currency": ["USD"],
        "lines_without_value": [0],
        "shipments": [["P-1", "P-2"]],
        "says": ["Free up to 800 dollars for one person on one day."],
    }
)
