"""In which ways are all offers compared? One list, and the comparison of a table that fits in memory."""

import polars as pl

from counterfoil.screening.population.bestsellers import BESTSELLERS, USUAL_PRICES
from counterfoil.screening.population.marked import Comparison, published
from counterfoil.screening.population.product_codes import PRODUCT_CODES
from counterfoil.screening.population.shared_texts import SHARED_TEXTS
from counterfoil.screening.population.templates import TEMPLATES

COMPARISONS: tuple[Comparison, ...] = (PRODUCT_CODES, TEMPLATES, BESTSELLERS, SHARED_TEXTS)


def population_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the published table (POPULATION) of `prepared` offers, ids used once, all in one partition."""
    parts = [c.groups_of(c.narrowed(c.keys_of(offers)), offers.height) for c in (*COMPARISONS, USUAL_PRICES)]
    return published(parts[:-1], parts[-1])
