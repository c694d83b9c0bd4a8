"""Which accounts an order reaches, which wait, and which are left alone."""

from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.orders.accounts import candidates, judged
from counterfoil.enforcement.orders.record import Defendant
from enforcement.orders.drawn import sellers

HONEST = {"name": "Pine Street Beauty", "email": "pine@example.com", "taxNumber": "99-0000017"}


def found(defendant: Defendant, *rows: dict[str, Any], bearing: dict[str, int] | None = None) -> dict[str, str]:
    """Return the state of each account that the order was found to be like."""
    offers = None
    if bearing is not None:
        shape = {"seller_id": pl.String, "bearing": pl.UInt32}
        offers = pl.DataFrame(list(bearing.items()), schema=shape, orient="row")
    told = judged(candidates([defendant], sellers(*rows)), offers)
    return dict(told.select("account_id", "state").iter_rows())


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ({"accounts": ("s-1",)}, {}),
        ({"tax_numbers": ("99 0000031",)}, {"taxNumber": "99-0000031"}),
        ({"emails": ("Shop@Example.com",)}, {"email": "shop@example.com"}),
        ({"bank_accounts": ("DE98 9999 9999",)}, {"bankAccount": "DE9899999999"}),
        ({"registration_numbers": ("EX-US-0031",)}, {"registrationNumber": "exus0031"}),
        ({"store_urls": ("https://tidewater.example/shop/s-1",)}, {}),
        ({"store_urls": ("http://www.bluesky.example/",)}, {"website": "https://bluesky.example"}),
    ],
)
def test_an_exact_detail_reaches_the_account_that_has_it_and_no_other(given: Any, own: Any) -> None:
    assert found(Defendant(number=1, **given), {"name": "BlueSky Value Shop", **own}, HONEST) == {"s-1": "reached"}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("BlueSky Value Shop", "reached"),  # the same name, on the platform that the order names
        ("BLUESKY VALUE SHOP LLC", "reached"),
        ("Blue Skye Valueshop", "waiting"),  # like it: a person looks
        ("BlueSky Gift Shop", None),  # another shop
        ("Harbour Lights Books", None),
    ],
)
def test_a_name_reaches_only_the_same_name(name: str, state: str | None) -> None:
    asked = Defendant(number=1, name="BlueSky Value Shop", platform="Tidewater Market", country="US")
    assert found(asked, {"name": name}, HONEST) == ({"s-1": state} if state else {})


def test_an_account_that_offers_none_of_the_marks_is_not_reached_by_its_name() -> None:
    asked = Defendant(number=1, name="BlueSky Value Shop", platform="Tidewater Market")
    assert found(asked, {"name": "BlueSky Value Shop"}, bearing={"s-1": 2}) == {"s-1": "reached"}
    assert found(asked, {"name": "BlueSky Value Shop"}, bearing={}) == {"s-1": "waiting"}


def test_the_same_name_on_another_platform_is_another_account() -> None:
    asked = Defendant(number=1, name="BlueSky Value Shop", platform="Harbour Row", country="US")
    assert found(asked, {"name": "BlueSky Value Shop"}) == {}


def test_an_address_makes_a_like_name_certain() -> None:
    asked = Defendant(
        number=1, name="Blue Skye Valueshop", platform="Tidewater Market", address="31 Suite of Tales, Fresno"
    )
    assert found(asked, {"name": "BlueSky Value Shop", "address": "31, Suite of Tales, FRESNO"}) == {"s-1": "reached"}


def test_an_id_beside_names_of_somebody_else_waits() -> None:
    asked = Defendant(number=1, name="BlueSky Value Shop", platform="Tidewater Market", accounts=("s-2",))
    assert found(asked, {"name": "Harbour Lights Books"}, HONEST) == {"s-2": "waiting"}


def test_two_accounts_of_one_name_wait_both() -> None:
    asked = Defendant(number=1, name="Value Shop", platform="Tidewater Market", country="US")
    assert set(found(asked, {"name": "Value Shop"}, {"name": "Value Shop Inc."}).values()) == {"waiting"}


def test_a_defendant_like_forty_accounts_reaches_none_but_those_given_by_id() -> None:
    shops = [{"name": f"Value Shop {at}", "taxNumber": "99-0000031"} for at in range(40)]
    asked = Defendant(number=3, name="Value Shop", tax_numbers=("99-0000031",), accounts=("s-7",))
    told = judged(candidates([asked], sellers(*shops)), None)
    assert told.filter(state="reached")["account_id"].to_list() == ["s-7"]
    waiting = told.filter(state="waiting")
    assert waiting.height == 39
    assert waiting["reasons"][0].to_list()[-1] == (
        "Defendant 3 is like 39 accounts: what the order tells does not tell them apart."
    )


@pytest.mark.parametrize("many", [14, 40])
def test_accounts_of_one_name_wait_however_many_there_are(many: int) -> None:
    asked = Defendant(number=1, name="Value Shop", platform="Tidewater Market")
    told = judged(candidates([asked], sellers(*[{"name": "Value Shop"}] * many)), None)
    assert (told.height, set(told["state"])) == (many, {"waiting"})
    assert f"{many} accounts bear that name." in told["reasons"][0].to_list()


def test_a_placeholder_is_nobodys_number() -> None:
    assert found(Defendant(number=1, tax_numbers=("N/A", "000000000")), {"name": "A", "taxNumber": "N/A"}) == {}


def test_a_name_in_another_script_is_found() -> None:
    asked = Defendant(number=1, name="Karsavin Export", platform="Tidewater Market", country="US")
    assert "s-1" in found(asked, {"name": "Карсавин Экспорт"}, HONEST)


def test_no_name_stands_in_the_reasons() -> None:
    asked = Defendant(number=1, name="Astrid Nygaard", aliases=("Fjordby",), emails=("a.nygaard@example.com",))
    told = judged(candidates([asked], sellers({"name": "Astrid Nygaard", "email": "a.nygaard@example.com"})), None)
    text = " ".join(told["reasons"].explode())
    assert "ygaard" not in text
    assert "Astrid" not in text


def test_nobody_to_look_for_and_nobody_to_look_among() -> None:
    assert found(Defendant(number=1), HONEST) == {}
    empty = sellers({"name": "A"}).clear()
    assert judged(candidates([Defendant(number=1, name="A")], empty), None).is_empty()
