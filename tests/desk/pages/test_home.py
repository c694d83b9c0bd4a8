"""The home page: how many suspect offers people are to decide on, told to those who may see them, by one question."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from counterfoil_desk.accounts.models import Member, Role
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.pages import suspects
from counterfoil_desk.service.keeping import Origin, Suspect, keep_suspects
from desk.conftest import Desk, new_member

TO_DECIDE = "Suspect offers to decide on"


def kept(member: Member, number: int) -> None:
    origin = Origin("call", timezone.now(), {})
    answer = {"score": 0.8, "right_id": None, "reasons": [], "decision": "hold"}
    found = [Suspect({"id": f"o-{at}", "title": "Shoes"}, answer | {"id": f"o-{at}"}, {}) for at in range(number)]
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        keep_suspects(found, origin, organisation=member.organisation_id)


def home(member: Member) -> tuple[str, list[str]]:
    """Return the page without line breaks, and what was asked of the table of suspect offers."""
    client = Client()
    client.force_login(member.user)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(reverse("home")).content.decode()
    return " ".join(page.split()), [one["sql"] for one in asked if "service_suspectoffer" in one["sql"]]


def test_suspect_offers_of_the_own_organisation_are_counted_by_one_question(desk: Desk, admin: Member) -> None:
    kept(admin, 3)
    kept(new_member(desk, role="administrator"), 5)
    page, asked = home(new_member(desk, role="reader", organisation=admin.organisation))
    assert f'<a href="{reverse("suspects")}">{TO_DECIDE}</a></dt><dd>3</dd>' in page
    assert len(asked) == 1
    assert f"LIMIT {suspects.MOST_COUNTED + 1}" in asked[0]


def test_where_there_is_nothing_to_decide_on_nothing_is_asked_for(desk: Desk, admin: Member) -> None:
    page, _asked = home(admin)
    assert TO_DECIDE not in page
    assert '">Suspect offers</a></dt><dd>0</dd>' in page


def test_of_very_many_no_more_are_counted_than_are_told(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suspects, "MOST_COUNTED", 2)
    kept(admin, 3)
    assert "<dd>2+</dd>" in home(admin)[0]


def test_who_may_not_see_them_is_not_told_how_many_there_are(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(admin, 3)
    monkeypatch.setattr(suspects.suspects, "least_role", Role.REVIEWER)
    reader = new_member(desk, role="reader", organisation=admin.organisation)
    reviewer = new_member(desk, role="reviewer", organisation=admin.organisation)
    page, asked = home(reader)
    assert (TO_DECIDE in page, asked) == (False, [])
    assert TO_DECIDE in home(reviewer)[0]
