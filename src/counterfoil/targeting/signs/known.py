"""What is known beside the shipments of the day? Examinations of the past, parties, rights, prices, confirmed fakes.

Each table may be empty: the signs that need it are then not seen. Nothing in them is from after the day.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from counterfoil.targeting.signs.reference_tables import Priors, built_in_priors, read_priors

EXAMINED = {"shipment_id": pl.String, "examined_on": pl.Date, "is_found": pl.Boolean}
SELLERS = {"seller": pl.String, "party": pl.String, "closed": pl.Boolean}
OWNERS = {"business": pl.String}
PREFIXES = {"prefix": pl.String, "owner": pl.String}
DENIED = {"consignor_key": pl.String, "dataset": pl.String, "strength": pl.String}
CONFIRMED = {"shipment_id": pl.String, "verdict": pl.String}
PRICES = {"goods_type": pl.String, "currency": pl.String, "cheapest": pl.Float64}


def _empty(schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.DataFrame(schema=schema)


@dataclass(frozen=True, kw_only=True)
class Known:
    """`examined`: which shipments were opened when, and whether a fake was found. `sellers`: the party of each account,
    and whether an account of that party was terminated. `businesses`: owners of rights and those they authorised, as
    business keys. `prefixes`: GS1 company prefixes and the key of their owner. `denied`: consignors that may be a
    listed party. `confirmed`: what matching says of a shipment. `prices`: the cheapest genuine retail price by product
    type.
    """

    day: dt.date
    examined: pl.DataFrame = field(default_factory=lambda: _empty(EXAMINED))
    sellers: pl.DataFrame = field(default_factory=lambda: _empty(SELLERS))
    businesses: frozenset[str] = frozenset()
    prefixes: pl.DataFrame = field(default_factory=lambda: _empty(PREFIXES))
    denied: pl.DataFrame = field(default_factory=lambda: _empty(DENIED))
    confirmed: pl.DataFrame = field(default_factory=lambda: _empty(CONFIRMED))
    prices: pl.DataFrame = field(default_factory=lambda: _empty(PRICES))
    priors: Priors = field(default_factory=lambda: read_priors(built_in_priors()))
