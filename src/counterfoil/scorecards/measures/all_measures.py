"""Which measures are there? By name, in the order of the ten practices; a new one joins its family's `ALL`."""

from collections.abc import Mapping
from typing import Final

from counterfoil.scorecards.measure import Measure
from counterfoil.scorecards.measures import (
    closed_accounts,
    court_orders,
    discovery,
    foreign_sellers,
    high_risk,
    notices,
    pages,
    payouts,
    purchases,
    relists,
    restrictions,
    seller_ids,
    terms,
    vetted_sellers,
    warehouses,
)

_FAMILIES: Final = (
    terms,
    closed_accounts,
    vetted_sellers,
    high_risk,
    notices,
    relists,
    discovery,
    warehouses,
    foreign_sellers,
    payouts,
    pages,
    seller_ids,
    restrictions,
    court_orders,
    purchases,
)
MEASURES: Mapping[str, Measure] = {one.name: one for family in _FAMILIES for one in family.ALL}
