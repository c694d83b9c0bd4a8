"""Offers of many accounts held against each other: what the tests of each comparison begin with."""

from typing import Any

from counterfoil.screening.population.comparisons import population_of
from screening.screened import offers_of

Row = dict[str, Any]


def sold_by(accounts: int, *titles: str, **cells: Any) -> list[Row]:
    """Return one offer for each account, the titles taken in turn."""
    return [{"title": titles[n % len(titles)], "external_seller_id": f"s-{n}", **cells} for n in range(accounts)]


def marked(kind: str, offers: list[Row]) -> list[Row]:
    """Return what is published of one kind about these offers, in the order of their ids."""
    table = population_of(offers_of(*offers))
    return [row for row in table.to_dicts() if row["kind"] == kind]
