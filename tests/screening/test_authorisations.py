"""Who may sell on the day and the marketplace of the offer?"""

import datetime as dt
from typing import Any

import pytest

from counterfoil.screening.authorisations import pairs_of
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.seller import Seller
from screening.screened import HALVORSEN, OWNER, Row, kinds_of, references_of, table

FJORD: Row = {**HALVORSEN, "id": "r-2", "mark": "Fjord", "territory": "US", "goods": ["trail shoes"]}
IN_MAY = dt.datetime(2026, 5, 31, 23, 59, tzinfo=dt.UTC)
MAY: Row = {"valid_from": dt.date(2026, 5, 1), "valid_until": dt.date(2026, 5, 31)}
OFFER: Row = {
    "title": "Halvorsen shoes", "external_seller_id": "s-1", "seen_at": IN_MAY, "marketplace": "Tidewater",
}  # fmt: skip


def signs(offer: Row, *given: Row, rights: Row = HALVORSEN, sellers: tuple[Row, ...] = ()) -> set[str]:
    told = [{"owner": OWNER, "seller": "s-1", **row} for row in given]
    tables: dict[str, Any] = {"authorisations": table(Authorisation, told), "sellers": table(Seller, sellers)}
    found = kinds_of({**OFFER, **offer}, [rights], **tables)
    return found & {"authorised_seller", "seller_not_authorised"}


@pytest.mark.parametrize(
    ("given", "offer"),
    [
        ({}, {}),
        ({}, {"seen_at": None, "marketplace": None}),
        (MAY, {}),
        (MAY, {"seen_at": dt.datetime(2026, 5, 1, tzinfo=dt.UTC)}),
        ({"valid_from": dt.date(2026, 5, 31)}, {}),
        ({"channel": " tidewater"}, {}),
        ({"owner": None, "right_id": "r-1"}, {}),
        ({"owner": "halvorsen sport, as"}, {}),
        ({"territory": "US"}, {}),
        ({"product_line": "HALVORSEN"}, {}),
        ({"product_line": "Footwear"}, {}),
    ],
)
def test_leave_that_covers_the_offer_is_honoured(given: Row, offer: Row) -> None:
    assert signs(offer, given) == {"authorised_seller"}


@pytest.mark.parametrize(
    ("given", "offer"),
    [
        (MAY, {"seen_at": dt.datetime(2026, 6, 1, tzinfo=dt.UTC)}),
        (MAY, {"seen_at": dt.datetime(2026, 4, 30, 23, 59, tzinfo=dt.UTC)}),
        (MAY, {"seen_at": None}),
        ({"channel": "Harbour"}, {}),
        ({"channel": "Tidewater"}, {"marketplace": None}),
    ],
)
def test_leave_for_another_day_or_marketplace_says_neither(given: Row, offer: Row) -> None:
    assert signs(offer, given) == set()


def test_whoever_is_not_on_the_list_is_not_authorised() -> None:
    assert signs({"external_seller_id": "s-2"}, MAY) == {"seller_not_authorised"}
    assert signs({"external_seller_id": None}, MAY) == set()
    assert signs({"external_seller_id": "s-2"}) == set()


def test_two_grants_of_which_one_covers_the_day() -> None:
    april = {"valid_until": dt.date(2026, 4, 30)}
    assert signs({}, april, MAY) == {"authorised_seller"}
    assert signs({}, april) == set()


def test_the_list_beside_the_right_goes_on_holding() -> None:
    listed = {**HALVORSEN, "authorised_sellers": ["s-1"]}
    assert signs({}, {"seller": "s-3"}, rights=listed) == {"authorised_seller"}
    assert signs({"external_seller_id": "s-2"}, {"seller": "s-3"}, rights=listed) == {"seller_not_authorised"}


def test_a_name_that_two_accounts_bear_is_not_sure() -> None:
    named = {"seller": "Fjord Outfitters"}
    one, two = {"id": "s-1", "name": "Fjord Outfitters"}, {"id": "s-2", "name": "FJORD outfitters"}
    assert signs({}, named, sellers=(one,)) == {"authorised_seller"}
    assert signs({}, named, sellers=(one, two)) == set()


@pytest.mark.parametrize(
    ("given", "rights"),
    [
        ({}, ["r-1", "r-2"]),
        ({"territory": "EU"}, ["r-1"]),  # r-1 says nothing of its territory
        ({"territory": "us"}, ["r-1", "r-2"]),
        ({"product_line": "Fjord"}, ["r-2"]),
        ({"product_line": "unheard of"}, []),
        ({"right_id": "r-2"}, ["r-2"]),
        ({"owner": "Somebody else"}, []),
        ({"right_id": "r-9"}, []),
    ],
)
def test_which_rights_a_grant_speaks_of(given: Row, rights: list[str]) -> None:
    told = table(Authorisation, [{"owner": OWNER, "seller": "s-1", **given}])
    found = pairs_of(references_of([HALVORSEN, FJORD], authorisations=told))
    assert sorted(found["right_id"]) == rights
