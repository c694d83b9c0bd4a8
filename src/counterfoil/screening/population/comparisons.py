"""In which ways are all offers compared? One list, and the comparison of a table that fits in memory."""

import polars as pl

from counterfoil.screening.population.bestsellers import BESTSELLERS, USUAL_PRICES
from counterfoil.screening.population.folded import with_folded
from counterfoil.screening.population.marked import Comparison, published
from counterfoil.screening.population.product_codes import PRODUCT_CODES
from counterfoil.screening.population.shared_pictures import SHARED_PICTURES
from counterfoil.screening.population.shared_texts import SHARED_TEXTS
from counterfoil.screening.population.templates import TEMPLATES

COMPARISONS: tuple[Comparison, ...] = (
    PRODUCT_CODES,
    TEMPLATES,
    BESTSELLERS,
    SHARED_TEXTS,
    SHARED_PICTURES,
    USUAL_PRICES,
)


def keys_of_each(offers: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the keys of `prepared` offers, a table for each of COMPARISONS; what several need is made once."""
    folded = with_folded(offers)
    made = {keys_of: keys_of(folded) for keys_of in dict.fromkeys(c.keys_of for c in COMPARISONS)}
    return [comparison.narrowed(made[comparison.keys_of]) for comparison in COMPARISONS]


def population_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the published table (POPULATION) of `prepared` offers, ids used once, all in one partition."""
    keys = keys_of_each(offers)
    return together([c.groups_of(own, offers.height) for c, own in zip(COMPARISONS, keys, strict=True)])


def together(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the published table (POPULATION) of what each of COMPARISONS has found."""
    return published(parts[:-1], parts[-1])
