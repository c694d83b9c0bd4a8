"""One picture under many accounts, and the pictures that many honest sellers show."""

from typing import Any

import polars as pl
import pytest

from counterfoil.screening.population.comparisons import population_of
from counterfoil.screening.population.shared_pictures import BY_DEALER, KEYS, KIND
from screening.population.compared import sold_by
from screening.screened import offers_of

HASH = "0f" * 32


def published(offers: list[dict[str, Any]], *, dealers: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return what is published of offers that all show one picture."""
    table = offers_of(*offers).with_columns(
        pl.lit([HASH], dtype=pl.List(pl.String)).alias(KEYS),
        pl.col("external_seller_id").is_in(dealers).alias(BY_DEALER),
    )
    return population_of(table).filter(pl.col("kind") == KIND).to_dicts()


def test_a_picture_of_four_accounts_is_published_for_each_of_their_offers() -> None:
    rows = published(sold_by(4, "Trail shoes"))
    assert [(row["offer_id"], row["group"], row["accounts"]) for row in rows] == [
        (f"o-{n}", HASH, 4) for n in range(1, 5)
    ]


@pytest.mark.parametrize(
    ("offers", "dealers"),
    [
        (sold_by(3, "Trail shoes"), ()),
        (sold_by(4, "Trail shoes"), ("s-2",)),  # what an authorised seller shows is the owner's
        (sold_by(31, "Trail shoes"), ()),  # everybody's
        (sold_by(6, "Trail shoes", "Eau de parfum", "Wrist watch"), ()),  # a placeholder
    ],
)
def test_a_picture_that_honest_sellers_share_is_not(offers: list[dict[str, Any]], dealers: tuple[str, ...]) -> None:
    assert published(offers, dealers=dealers) == []


def test_offers_without_pictures_share_none() -> None:
    assert population_of(offers_of(*sold_by(9, "Trail shoes"))).filter(pl.col("kind") == KIND).is_empty()
