"""Exchange rates that the user gives; without them prices in different currencies are never compared."""

import dataframely as dy
import polars as pl


class Rate(dy.Schema):
    """What one unit of a currency is worth in US dollars, on the day the user chose."""

    currency = dy.String(nullable=False, regex="^[A-Z]{3}$", primary_key=True, description="ISO 4217")
    usd = dy.Float64(nullable=False, description="US dollars for one unit")

    @dy.rule()
    def usd_is_above_zero(cls) -> pl.Expr:
        return pl.col("usd") > 0


EXAMPLE = pl.DataFrame({"currency": ["EUR"], "usd": [1.08]})
