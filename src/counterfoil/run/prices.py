"""Build reference prices from catalogue files."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from counterfoil.run.inputs import mapping_in, opened
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.reference_prices import prices_of, reference_prices


class PricesBuilt(NamedTuple):
    """Counts: offers read, set aside, used, and reference prices written."""

    offers: int
    rejected: int
    used: int
    prices: int


def run_prices(catalogues: Sequence[Path], *, mapping: Path | None, encoding: str | None, out: Path) -> PricesBuilt:
    """Write the reference prices of the catalogues to `out` and return the counts.

    Raises UserError where a file cannot be read, or where no offer tells brand, kind of goods, price and currency.
    """
    checked_ending(out)
    columns = mapping_in(mapping)
    offers = rejected = 0
    asked: list[pl.DataFrame] = []
    for path in catalogues:
        with opened(path) as stream:
            for batch in read_offers(stream, file=path.name, mapping=columns, encoding=encoding):
                offers += batch.kept.height + batch.rejects.height
                rejected += batch.rejects.height
                asked.append(prices_of(prepared(batch.kept)))
    used = sum(frame.height for frame in asked)
    if not used:
        raise UserError(
            "No offer of these catalogues tells a brand, a kind of goods, a price and its currency.",
            cure='Give prices as "129.00 USD", or name the currency in a mapping: [constants] price_currency = "USD".',
            file=", ".join(path.name for path in catalogues),
        )
    prices = reference_prices(asked)
    write_table(out, prices)
    return PricesBuilt(offers, rejected, used, prices.height)
