"""A new seller is found as a whole run would find it, and quickly."""

import polars as pl
import pytest

from counterfoil.linking.blocking import candidates
from counterfoil.linking.known_sellers import KnownSellers
from counterfoil.linking.scoring import scored
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.seller_records import seller_records
from counterfoil.linking.weights import built_in, read_weights
from linking.market import seller, sellers

WEIGHTS = read_weights(built_in(), SELLERS, file="built in")
KNOWN = [
    seller(1, name="Golden Reed Trading LLC", phone="+1 775 555 0100", device=["d1", "d2"]),
    seller(2, name="Silver Reed", phone="+1 775 555 0100", beneficialOwner="Mei Tan"),
    *(seller(n, address="1 Harbor Logistics Way, Edison, 08837", device=["d9"]) for n in range(3, 20)),
    seller(20, bankAccount="9800100000001"),
    seller(21, name="Reed & Sons", website="https://www.reed.example/shop"),
]
NEW = [
    seller(50, name="Goldn Reed Trading", phone="7755550100", device=["d2"]),
    seller(51, name="Tan Mei", address="1 Harbor Logistics Way, Edison, 08837", device=["d9", "d1"]),
    seller(52, bankAccount="98001 00000001", website="reed.example"),
    seller(53),
]
SIGNS = [("s-1", "template", "t"), ("s-50", "template", "t"), ("s-20", "picture", "p"), ("s-52", "picture", "p")]


@pytest.mark.parametrize("new", NEW, ids=[row["id"] for row in NEW])
def test_what_a_whole_run_finds_for_the_new_seller(new: dict[str, object]) -> None:
    signs = pl.DataFrame(SIGNS, schema=["seller_id", "kind", "value"], orient="row")
    everyone = sellers(*KNOWN, new)
    records = seller_records(everyone, signs)
    whole = scored(records, candidates(records, SELLERS), SELLERS, WEIGHTS)
    of_new = whole.filter(pl.col("right") == records.height - 1)
    expected = dict(zip(records["id"].gather(of_new["left"]), of_new["weight"], strict=True))
    with KnownSellers(sellers(*KNOWN), WEIGHTS, signs=signs) as known:
        found = known.resembling(sellers(new), signs=signs)
        together = known.resembling(sellers(*NEW), signs=signs).filter(pl.col("seller_id") == new["id"])
    assert dict(found.select("known_seller_id", "weight").iter_rows()) == expected
    assert together.equals(found)


def test_the_strongest_comes_first_with_its_reasons() -> None:
    with KnownSellers(sellers(*KNOWN), WEIGHTS) as known:
        found = known.resembling(sellers(NEW[0]))
        nothing = known.resembling(sellers(seller(99, name="Zofu", address=None)))
    assert found["known_seller_id"].to_list()[:2] == ["s-1", "s-2"]
    assert "Both give the telephone number ••0100." in found["reasons"].to_list()[0]
    assert nothing.is_empty()
