"""Who sells, and from where."""

import polars as pl
import pytest

from counterfoil.tables.seller import Seller
from screening.screened import HALVORSEN, Case, Row, check_not_shown, check_shown, kinds_of, screened, table

LISTED: Row = {**HALVORSEN, "authorised_sellers": ["s-1", "Fjord Outfitters LLC"]}
SHOE = {"title": "Halvorsen shoes"}


def sellers(**status: str) -> dict[str, pl.DataFrame]:
    return {"sellers": table(Seller, [{"id": "s-7", "name": "Maple Corner", **status}])}


def from_seller(number: str, title: str = "Halvorsen shoes") -> Row:
    return {"title": title, "external_seller_id": number}


CASES = (
    Case(
        kind="authorised_seller",
        shown=from_seller("s-1"),
        detail="Halvorsen Sport AS names this seller (s-1) among its authorised sellers of Halvorsen.",
        field="external_seller_id",
        seen="s-1",
        not_shown=(from_seller("s-2"), SHOE),
        rights=(LISTED,),
    ),
    Case(
        kind="seller_not_authorised",
        shown=from_seller("s-2"),
        detail="Halvorsen Sport AS names its authorised sellers of Halvorsen, and neither the id (s-2) "
        "nor a known name of "
        "this seller is among them; others may lawfully resell genuine goods, so this weighs little.",
        field="external_seller_id",
        seen="s-2",
        not_shown=(from_seller("s-1"), SHOE, from_seller("s-2", "Insoles for Halvorsen")),
        rights=(LISTED,),
    ),
    Case(
        kind="seller_suspended",
        shown=from_seller("s-7"),
        detail="The seller account s-7 is suspended, and an offer of it is still up.",
        field="external_seller_id",
        seen="s-7",
        not_shown=(from_seller("s-8"), SHOE),
        tables=sellers(status="suspended"),
    ),
    Case(
        kind="seller_barred",
        shown=from_seller("s-7"),
        detail="The seller account s-7 has been terminated, and an offer of it is still up.",
        field="external_seller_id",
        seen="s-7",
        not_shown=(from_seller("s-8"), SHOE),
        tables=sellers(status="terminated"),
    ),
    Case(
        kind="location_contradicts_itself",
        shown={"title": "Shoes", "item_location": "Atlanta, Georgia, Canada"},
        detail="The item location “Atlanta, Georgia, Canada” contradicts itself: Georgia belongs to "
        "United States, and the "
        "country stated is Canada.",
        field="item_location",
        seen="Atlanta, Georgia, Canada",
        not_shown=(
            {"title": "Shoes", "item_location": "Atlanta, Georgia, United States"},
            {"title": "Shoes", "item_location": "Kowloon, Hong Kong"},
            {"title": "Shoes", "item_location": "Tbilisi, Georgia"},
            {"title": "Shoes", "item_location": "Hong Kong, China"},
            "Shoes",
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_a_location_of_two_countries_is_said_so() -> None:
    offer = {"title": "Shoes", "item_location": "New York, United States, Hong Kong"}
    assert screened([offer]).findings["detail"].to_list() == [
        "The item location “New York, United States, Hong Kong” contradicts itself: it also names "
        "United States, and the "
        "country stated is Hong Kong."
    ]


def test_a_trader_in_hong_kong_with_genuine_stock_is_clear() -> None:
    offer = {"title": "Halvorsen shoes", "brand": "Halvorsen", "item_location": "Hong Kong", "ships_from_country": "HK"}
    result = screened([{**offer, "external_seller_id": "s-2"}], [LISTED])
    assert result.decisions["decision"].to_list() == ["clear"]


def test_a_dealer_is_known_by_its_name() -> None:
    known = {"sellers": table(Seller, [{"id": "s-9", "name": "FJORD OUTFITTERS, LLC"}])}
    assert "authorised_seller" in kinds_of(from_seller("s-9"), [LISTED], **known)


def test_two_accounts_of_a_dealers_name_are_neither_authorised_nor_the_contrary() -> None:
    both = {"sellers": table(Seller, [{"id": n, "name": "Fjord Outfitters LLC"} for n in ("s-9", "s-66")])}
    for number in ("s-9", "s-66"):
        kinds = kinds_of(from_seller(number), [LISTED], **both)
        assert kinds.isdisjoint({"authorised_seller", "seller_not_authorised"})


def test_an_account_named_like_a_dealers_id_is_not_that_dealer() -> None:
    posing = {"sellers": table(Seller, [{"id": "s-1", "name": "Fjord"}, {"id": "s-66", "name": "S 1"}])}
    kinds = kinds_of(from_seller("s-66"), [LISTED], **posing)
    assert "authorised_seller" not in kinds
    assert "seller_not_authorised" in kinds
