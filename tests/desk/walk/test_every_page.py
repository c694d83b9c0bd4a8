"""Every page is opened by a stranger, by each role, by a person of no organisation, and by another organisation.

Who may open a page stands where it is written (`for_members`, `for_strangers`); a page that does not say fails here.
"""

import pytest
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.roles import LADDER
from counterfoil_desk.pages.access import STRANGERS
from desk.conftest import SUPERUSER, Desk, new_member
from desk.walk.addresses import Address, ours
from desk.walk.samples import SAMPLES

WITHOUT_ORGANISATION = {"choose-organisation"}  # asked of who is logged in, to choose one
PAGES = [address for address in ours() if address.least not in (STRANGERS, None)]
FAILED = (500, 502, 503)


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_every_address_says_who_may_open_it_and_has_a_sample() -> None:
    for address in ours():
        assert address.least is not None or address.name in WITHOUT_ORGANISATION, address.name
        assert not address.takes or address.name in SAMPLES, f"say in samples.py what stands in {address.name}"


@pytest.mark.parametrize("address", PAGES, ids=lambda one: one.name)
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


@pytest.mark.parametrize("address", PAGES, ids=lambda one: one.name)
def test_another_organisation_sees_nothing(desk: Desk, address: Address, admin: Member) -> None:
    client, path = logged_in(new_member(desk, role="administrator")), address.of(admin)
    for answer in (client.get(path), client.post(path)):
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code not in FAILED
        assert admin.organisation.name not in body.decode("utf-8", "replace")
        assert admin.user.email not in body.decode("utf-8", "replace")
        assert answer.status_code in (404, 405) or not address.is_of_one_organisation


@pytest.mark.parametrize("address", PAGES, ids=lambda one: one.name)
def test_who_is_no_member_any_more_sees_nothing(desk: Desk, address: Address, admin: Member) -> None:
    path = address.of(admin)
    outsider = _without_membership(desk)
    for answer in (outsider.get(path), outsider.post(path)):
        assert answer.status_code in (403, 405)
        assert admin.organisation.name not in answer.content.decode()


def _without_membership(desk: Desk) -> Client:
    member = new_member(desk, role="administrator")
    client = logged_in(member)
    with desk.link(SUPERUSER) as link:
        link.execute("DELETE FROM accounts_member WHERE id = %s", [member.pk])
    return client
