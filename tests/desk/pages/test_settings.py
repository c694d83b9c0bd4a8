"""Settings: one's own, the organisation's, how long data is kept, and who sees what, made from data."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import give
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.registers import RIGHTS
from counterfoil_desk.retention.kinds import KINDS
from counterfoil_desk.retention.queries import days_by_kind
from desk.conftest import Desk, new_member

DEFAULTS = {name: "" if kind.default is None else str(kind.default) for name, kind in KINDS.items()}


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def days_of(member: Member) -> dict[str, int | None]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return days_by_kind()


def test_a_member_chooses_his_own_language_and_zone(desk: Desk) -> None:
    reader = new_member(desk, role="reader")
    told = {"language": "de", "time_zone": "Europe/Berlin"}
    answer = logged_in(reader).post(reverse("my-settings"), told, follow=True)
    assert "Ihr Konto" in answer.content.decode()
    kept = User.objects.get(pk=reader.user_id)
    assert (kept.language, kept.time_zone) == ("de", "Europe/Berlin")
    with acting_as(organisation=reader.organisation_id), transaction.atomic():
        assert Entry.objects.filter(act="own settings changed").count() == 1
    refused = logged_in(reader).post(reverse("my-settings"), {"language": "xx", "time_zone": "Mars/Olympus"})
    assert refused.content.decode().count('class="errorlist"') == 2


def test_periods_are_looked_at_before_they_are_saved(desk: Desk, admin: Member) -> None:
    client, told = logged_in(admin), DEFAULTS | {"suspect_offers": "90"}
    page = client.post(reverse("retention"), told | {"look": "1"}).content.decode()
    assert "None is older than 90 days." in page
    assert days_of(admin)["suspect_offers"] == 184
    client.post(reverse("retention"), told)
    assert days_of(admin)["suspect_offers"] == 90


@pytest.mark.parametrize(
    ("name", "days", "said"), [("suspect_offers", "29", "At least 30"), ("answers", "", "At most")]
)
def test_periods_out_of_bounds_are_told(desk: Desk, admin: Member, name: str, days: str, said: str) -> None:
    page = logged_in(admin).post(reverse("retention"), DEFAULTS | {name: days}).content.decode()
    assert said in page
    assert days_of(admin)[name] == KINDS[name].default


def test_who_may_not_change_periods_sees_them(desk: Desk) -> None:
    client = logged_in(new_member(desk, role="reader"))
    page = client.get(reverse("retention")).content.decode()
    assert "<strong>184</strong>" in page
    assert '<input type="number"' not in page
    assert client.post(reverse("retention"), DEFAULTS).status_code == 403


def test_who_sees_what_is_read_from_marks_scopes_and_grants(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        give(
            by=admin.user,
            organisation=admin.organisation,
            to=other.organisation,
            register=RIGHTS,
            fields=["mark", "owner"],
            basis="contract of 1 November 2026",
            until=dt.datetime.now(dt.UTC) + dt.timedelta(days=1),
        )
    page = " ".join(logged_in(admin).get(reverse("who-sees-what")).content.decode().split())
    page = re.sub(r' data-label="[^"]*"', "", page)
    assert "<code>/settings</code></td> <td>sees</td><td>sees</td><td>sees</td><td>sees and changes</td>" in page
    assert "<code>/audit</code></td> <td>sees</td><td>sees</td><td>sees</td><td>sees</td>" in page
    assert "<code>POST /api/v1/offers/screen</code></td> <td>Screen offers and sellers</td>" in page
    assert f"<td>{other.organisation.name}</td>" in page
    assert "<td>Rights</td>" in page
    assert "mark, owner" in page
    assert not re.search(r"<code>[^<]*(&lt;|uuid:)", page)  # addresses as people write them
    assert admin.organisation.name in logged_in(other).get(reverse("who-sees-what")).content.decode()
