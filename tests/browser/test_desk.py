"""The desk from its first link to a cleared offer, as people and a program use it, in Chromium; others see nothing."""

import datetime as dt
import json
import re
import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.visits import Visitor, browser
from desk.conftest import PASSWORD, open_folder
from desk.served import LONGEST, free_port, setup_link, started

RIGHTS = (
    "id,mark,owner,nice_classes,goods,territory,status,price_floor,price_floor_currency\n"
    "r-1,Fjord Runner,Halvorsen Sport AS,25,trail running shoes,US,live,90.00,USD\n"
    "r-2,,Halvorsen Sport AS,25,shoes,US,live,,\n"
)
OFFER = {
    "id": "o-1",
    "title": "Fjord Runner trail running shoes",
    "price": "19.00 USD",
    "external_seller_id": "s-9",
}
SHOWN_TO_NOBODY_ELSE = ("Fjord", "o-1", "s-9", "till of the harbour", "Harbour Market", "ada@desk.example")
OPENED_BY_THE_OTHER = (
    "/",
    "/registers",
    "/registers/rights",
    "/registers/shared-with-us",
    "/suspects",
    "/members",
    "/tokens",
    "/webhooks",
    "/grants",
    "/audit",
)

__all__ = ["open_folder"]


@pytest.fixture
def desk_at(open_folder: Path, tmp_path: Path) -> Iterator[str]:
    """Start a desk and return the link by which it is set up."""
    told = tmp_path / "told.txt"
    process = started(open_folder / "home", port := free_port(), told)
    yield setup_link(port, told)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=LONGEST) == 0
    assert "Traceback" not in told.read_text()


def screened(address: str, secret: str) -> dict[str, Any]:
    """Return the decision on the offer, asked for by a program."""
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    body = json.dumps({"offers": [OFFER]}).encode()
    request = urllib.request.Request(f"{address}/api/v1/offers/screen", body, headers)
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        (found,) = json.load(answer)["results"]
    return found  # type: ignore[no-any-return]


def rights_imported(ada: Visitor, file: Path) -> str:
    """Import the file by its page, looked through first; return the address of the row that it made."""
    file.write_text(RIGHTS, encoding="utf-8")
    ada.open("/registers/rights/import")
    ada.page.set_input_files("[name=file]", file)
    ada.click("Look it through")
    assert re.findall(r"(added|rejected)\s+(\d+)", ada.text()) == [("added", "1"), ("rejected", "1")]
    ada.click("Take in 1 row")
    ada.open("/registers/rights")
    ada.click("Fjord Runner", role="link")
    assert "Halvorsen Sport AS" in ada.text()
    return ada.page.url


def token_issued(ada: Visitor) -> str:
    """Issue a token in its page; return its secret, as shown."""
    ada.open("/tokens")
    ada.fill(name="till of the harbour", until=(dt.date.today() + dt.timedelta(days=30)).isoformat())  # noqa: DTZ011
    ada.page.locator("[name=scopes][value=screen]").check()
    ada.click("Issue")
    return ada.page.get_by_label("The token").input_value()


def seller_authorised(ada: Visitor) -> None:
    """Let the seller sell under the right, by the form of the register."""
    ada.open("/registers/authorisations/add")
    ada.fill(seller="s-9", right_id="r-1")
    ada.click("Add")
    ada.open("/registers/authorisations")
    assert "s-9" in ada.text()


def invited(ada: Visitor, chromium: Browser, address: str) -> Visitor:
    """Invite a second person, who joins by the link, founds an organisation of his own, and is removed here."""
    ada.open("/members")
    ada.fill(email="bo@desk.example")
    ada.page.locator("[name=role][value=administrator]").check()
    ada.click("Invite")
    bo = Visitor(chromium, address)
    bo.open(ada.page.locator("input.secret").input_value())
    bo.fill(name="Bo", password=PASSWORD)
    bo.click("Make the account")
    bo.fill(login="bo@desk.example", password=PASSWORD)
    bo.click("Log in")
    bo.click("Join")
    bo.open("/organisation/new")
    bo.fill(name="Orlune House", kind="rights holder")
    bo.click("Make the organisation")
    ada.open("/members")
    ada.page.get_by_text("Remove", exact=True).click()
    ada.click("Remove the member")
    return bo


@pytest.mark.browser
def test_an_offer_is_held_then_cleared_and_another_organisation_sees_nothing(desk_at: str, tmp_path: Path) -> None:
    address = desk_at.split("/set-up/")[0]
    with browser() as chromium:
        ada = Visitor(chromium, address)
        ada.open(desk_at)
        ada.fill(name="Harbour Market", kind="marketplace", email="ada@desk.example", password=PASSWORD)
        ada.click("Set up")
        assert "Harbour Market" in ada.text()
        right = rights_imported(ada, tmp_path / "rights.csv")
        secret = token_issued(ada)

        before = screened(address, secret)
        assert before["decision"] == "hold"
        ada.open("/suspects")
        ada.click("o-1", role="link")
        suspect = ada.page.url
        assert all(reason in ada.text() for reason in before["reasons"])

        bo = invited(ada, chromium, address)
        for path in OPENED_BY_THE_OTHER:
            bo.open(path)
            assert [word for word in SHOWN_TO_NOBODY_ELSE if word in bo.page.content()] == [], path
        for path in (right, suspect):
            bo.open(path, status=404)
            ada.open(path)

        seller_authorised(ada)
        after = screened(address, secret)
        assert (after["decision"], after["score"] < before["score"]) == ("clear", True)
        ada.open("/suspects")
        assert "o-1" not in ada.text()
