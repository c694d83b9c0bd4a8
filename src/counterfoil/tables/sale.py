"""Sales: units sold per offer and what came back; the denominator of complaints, and what INFORM counts.

15 USC 45f(f)(4) counts discrete sales of new or unused goods and their gross revenue, by seller: the last five columns.
"""

import datetime as dt

import dataframely as dy
import polars as pl

from counterfoil.codes.money import PRECISION, SCALE

CONDITIONS = ("new", "refurbished", "used")


class Sale(dy.Schema):
    """Units of one offer sold on one day (or over one reporting period beginning that day)."""

    offer_id = dy.String(nullable=False, min_length=1)
    sold_on = dy.Date(nullable=True)
    units = dy.Int64(nullable=False, min=0)
    returned = dy.Int64(nullable=True, min=0, description="units sent back, for any cause")
    charged_back = dy.Int64(nullable=True, min=0, description="units whose payment was reversed")
    seller_id = dy.String(nullable=True)
    sales = dy.Int64(nullable=True, min=0, description="discrete sales, that is orders; empty: as many as units")
    amount = dy.Decimal(PRECISION, SCALE, nullable=True, min=0, description="gross revenue, in `currency`")
    currency = dy.String(nullable=True, description="ISO 4217; empty: US dollars")
    condition = dy.String(nullable=True, description="new, refurbished or used; empty: new")

    @dy.rule()
    def condition_is_new_refurbished_or_used(cls) -> pl.Expr:
        return pl.col("condition").is_in(CONDITIONS)


EXAMPLE = pl.DataFrame({"offer_id": ["o-1"], "sold_on": [dt.date(2026, 10, 1)], "units": [40], "returned": [1]})
