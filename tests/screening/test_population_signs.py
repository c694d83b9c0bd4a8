"""What an offer shares with offers of other accounts, said of the offer alone."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from counterfoil.screening.kinds import KINDS
from counterfoil.screening.population.comparisons import population_of
from screening.screened import (
    HALVORSEN,
    Case,
    Row,
    check_not_shown,
    check_shown,
    finding,
    kinds_of,
    offers_of,
    screened,
)

TEXT = "Light shoes for stony paths, made in Norway."
PRICED = {"price": Decimal("40.00"), "price_currency": "USD"}
SET: Row = {"title": "Halvorsen Fjord trail running shoes blue", **PRICED}
FLOOR: Row = {**HALVORSEN, "price_floor": Decimal("79.00"), "price_floor_currency": "USD"}
RING = ("Halvorsen shoes New In Seald Box", "Lamp New In Seald Box", "Skarv boots New In Seald Box")


def among(*others: Row, shown: Row) -> pl.DataFrame:
    """Return the published table of offers of other accounts and of the shown one, which is o-1."""
    rows = [shown, *others]
    return population_of(offers_of(*({"external_seller_id": f"s-{n}", **row} for n, row in enumerate(rows))))


def copies(row: Row, times: int) -> list[Row]:
    return [dict(row) for _ in range(times)]


def case(kind: str, shown: Row, others: list[Row], **rest: Any) -> Case:
    return Case(kind=kind, shown=shown, tables={"population": among(*others, shown=shown)}, **rest)


CASES = (
    case(
        "same_template_under_sellers",
        {"title": RING[0]},
        [{"title": title} for title in RING[1:]],
        detail="The title says “New In Seald Box”, misspelled or oddly spaced as it is; so do 3 offers of 3 accounts "
        "for different goods, and hardly any other: a template, and often one operator's.",
        field="title",
        seen="New In Seald Box",
        at=(16, 32),
        not_shown=("Halvorsen shoes New In Sealed Box",),  # mended since the table was published
    ),
    case(
        "one_text_under_many_ids",
        {"title": "Halvorsen shoes", "description": TEXT},
        copies({"title": "Halvorsen shoes", "description": TEXT}, 2),
        detail="Title and description stand word for word in 3 offers of 3 accounts: the text was copied, or one "
        "operator is behind the accounts.",
        field="title",
        seen="Halvorsen shoes",
        not_shown=({"title": "Halvorsen shoes, worn once", "description": TEXT},),
    ),
    case(
        "bestseller_in_one_wording",
        SET,
        copies(SET, 3),
        detail="4 offers of 4 accounts have this wording and nearly this price, 40.00 USD, below 79.00 USD, the "
        "owner's lowest price for genuine new goods of this kind: each offer looks fine, the set does not.",
        field="price",
        seen="40.00 USD",
        expected="79.00 USD",
        rights=(FLOOR,),
        not_shown=({**SET, "price": Decimal("89.00")},),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_seller_learns_nothing_of_other_accounts(case: Case) -> None:
    said = {kind.name: kind.party_sentence for kind in KINDS}[case.kind]
    assert "account" not in said
    assert "{accounts}" not in said
    assert "{towns}" not in said


def test_a_set_is_none_where_the_price_is_that_of_genuine_goods() -> None:
    dear = {**SET, "price": Decimal("99.00")}
    published = among(*copies(dear, 3), shown=dear)
    assert "bestseller_in_one_wording" in set(published["kind"])
    assert "bestseller_in_one_wording" not in kinds_of(dear, [FLOOR], population=published)


@pytest.mark.parametrize(("price", "is_shown"), [("60.00", True), ("61.00", False)])
def test_where_no_genuine_price_is_known_the_usual_one_in_the_file_counts(price: str, is_shown: bool) -> None:
    sold: Row = {**SET, "price": Decimal(price), "brand": "Halvorsen"}
    others = [{**sold, "title": f"Halvorsen {word} trail running shoes", "price": Decimal(100)} for word in "abcdef"]
    published = among(*copies(sold, 3), *others, shown=sold)
    found = kinds_of(sold, population=published)
    assert ("bestseller_in_one_wording" in found) is is_shown
    if is_shown:
        said = finding("bestseller_in_one_wording", sold, population=published)["detail"]
        assert "below 100.00 USD, the usual price of the brand's goods among these offers" in said


def test_one_operator_seen_from_every_side_counts_no_more_than_the_cap() -> None:
    shown = {"title": RING[0] + " trail running", "description": TEXT, **PRICED}
    copied = copies(shown, 3) + [{"title": title} for title in RING[1:]]
    population = among(*copied, shown=shown)
    result = screened([shown], [FLOOR], population=population)
    shared = result.findings.filter(pl.col("kind").is_in(population["kind"].unique().implode()))
    assert shared["kind"].n_unique() == 3
    assert shared["weight"].sum() == 5000
    others = result.findings.join(shared, on="kind", how="anti")
    assert others.height > 0
    assert result.assessments["weight"].max() == -4000 + 3000 + 500 + 2200
