"""Every page is opened by a stranger and by each role; by others in test_other_organisations.

Who may open a page stands where it is written (`for_members`, `for_strangers`); a page that does not say fails here.
"""

import pytest
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.roles import LADDER
from counterfoil_desk.pages.access import PEOPLE, STRANGERS
from desk.conftest import Desk, new_member
from desk.walk.addresses import Address, ours
from desk.walk.everything import logged_in
from desk.walk.samples import SAMPLES

PAGES = [address for address in ours() if address.least not in (STRANGERS, PEOPLE)]
OF_PEOPLE = [address for address in ours() if address.least == PEOPLE]  # of who is logged in, about himself alone
FAILED = (500, 502, 503)


def test_every_address_says_who_may_open_it_and_has_a_sample() -> None:
    for address in ours():
        assert address.least is not None, address.name
        assert not address.takes or address.name in SAMPLES, f"say in samples.py what stands in {address.name}"


@pytest.mark.parametrize("address", PAGES + OF_PEOPLE, ids=lambda one: one.name)
def test_a_stranger_is_asked_to_log_in(desk: Desk, address: Address, admin: Member) -> None:
    client, path = Client(), address.of(admin)
    for answer in (client.get(path), client.post(path)):
        if answer.status_code != 405:
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("address", PAGES, ids=lambda one: one.name)
def test_each_role_opens_what_it_may_and_nothing_else(desk: Desk, address: Address, admin: Member) -> None:
    path = address.of(admin)  # made once, by who may
    for role in LADDER:
        client = logged_in(new_member(desk, role=role, organisation=admin.organisation))
        status = client.get(path).status_code
        assert status == 405 or (status == 403) == (LADDER.index(role) < LADDER.index(address.view.least_role))
        assert status not in FAILED
        if LADDER.index(role) < LADDER.index(address.view.to_change):
            assert client.post(path).status_code in (403, 405), role
