"""Sales: units sold per offer and what came back; the denominator of complaints."""

import datetime as dt

import dataframely as dy
import polars as pl


class Sale(dy.Schema):
    """Units of one offer sold on one day (or over one reporting period beginning that day)."""

    offer_id = dy.String(nullable=False, min_length=1)
    sold_on = dy.Date(nullable=True)
    units = dy.Int64(nullable=False, min=0)
    returned = dy.Int64(nullable=True, min=0, description="units sent back, for any cause")
    charged_back = dy.Int64(nullable=True, min=0, description="units whose payment was reversed")


EXAMPLE = pl.DataFrame({"offer_id": ["o-1"], "sold_on": [dt.date(2026, 10, 1)], "units": [40], "returned": [1]})
