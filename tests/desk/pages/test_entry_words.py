"""How entries of the audit log are read: labels, names, times of the reader, lists that are no changes, few fields."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterfoil_desk.accounts.actions import actor_of, issue_token
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import SellerRow
from counterfoil_desk.records.registers import REGISTERS, SELLERS
from desk.conftest import Desk, new_member

SELLER = {"id": "s-1", "name": "Fresh Scent Corner", "country": "NO", "taxNumber": "99-1", "opened_at": "2026-05-04"}


def page(member: Member, address: str, **query: str) -> str:
    client = Client()
    client.force_login(member.user)
    answer = client.get(address, query)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def add(member: Member, *, by: str) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        put_row(REGISTERS[SELLERS], SELLER, by=by, organisation=member.organisation)


def tell(member: Member, **told: object) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        record(actor=actor_of(member.user), act="told", subject=("test", "1"), told=told)  # type: ignore[arg-type]


def test_a_moment_is_read_in_the_readers_time_and_not_as_machines_write_it(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        until = timezone.now().replace(month=1, day=2, hour=23, minute=59, second=59, microsecond=0)
        until = until.replace(year=until.year + 1)
        issue_token(by=admin.user, organisation=admin.organisation, name="feed", scopes=["screen", "read"], until=until)
    with acting_as(user=admin.user_id), transaction.atomic():
        User.objects.filter(pk=admin.user_id).update(time_zone="Europe/Oslo")
    told = page(admin, reverse("audit"), act="token issued")
    assert f"until: 3 Jan {until.year} 00:59:59 CET" in told
    assert "may: Read registers, decisions and the audit log, Screen offers and sellers" in told
    assert "T23:59:59" not in told


def test_a_list_of_two_is_no_change_and_a_change_is_one(desk: Desk, admin: Member) -> None:
    tell(admin, events=["offer.decided", "register.changed"], role=["reader", "manager"], language=["en", ""])
    told = page(admin, reverse("audit"), act="told")
    assert "told when: An offer was not clear, A register changed" in told
    assert "role: Reader → Manager" in told
    assert "language: en → nothing" in told


def test_of_a_row_a_list_shows_its_name_and_the_first_few_fields(desk: Desk, admin: Member) -> None:
    add(admin, by="system:example")
    told = page(admin, reverse("audit"), act="row added")
    assert "Sellers Fresh Scent Corner – s-1" in told
    assert "Id: s-1" in told
    assert "Name: Fresh Scent Corner" in told
    assert "nothing →" not in told
    assert "and one more" in told
    assert "the desk: its example" in told
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        row = reverse("register-row", args=[SELLERS, SellerRow.objects.get(key="s-1").public_id])
    client = Client()
    client.force_login(admin.user)
    assert f'<a href="{row}"' in client.get(reverse("audit")).content.decode()
    history = page(admin, row)
    assert "Tax number" in history
    assert "4 May 2026 00:00:00 UTC" in history


@pytest.mark.parametrize(("language", "label"), [("en", "Tax number: 99-1"), ("de", "Steuernummer: 99-1")])
def test_fields_are_called_as_in_the_register_in_each_language(
    desk: Desk, admin: Member, language: str, label: str
) -> None:
    add(admin, by=actor_of(admin.user))
    with acting_as(user=admin.user_id), transaction.atomic():
        User.objects.filter(pk=admin.user_id).update(language=language)
    client = Client()
    client.force_login(admin.user)
    entry = re.search(r"/audit/entries/\d+", client.get(reverse("audit"), {"act": "row added"}).content.decode())
    assert entry
    told = page(admin, entry[0])
    assert " ".join(label.split(": ")) in told
    assert "tax_number" not in told


def test_an_act_that_the_log_does_not_know_is_told_beside_its_field(desk: Desk, admin: Member) -> None:
    tell(admin, name="Ada")
    client = Client()
    client.force_login(admin.user)
    shown = client.get(reverse("audit"), {"act": "no such act"}).content.decode()
    assert '<details class="fold" open>' in shown
    nothing = page(admin, reverse("audit"), since=(timezone.now() + dt.timedelta(days=9)).date().isoformat())
    assert "No entry is of this kind." in nothing


def test_nobody_elses_rows_are_named(desk: Desk, admin: Member) -> None:
    add(admin, by=actor_of(admin.user))
    other = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        public_id = SellerRow.objects.get(key="s-1").public_id
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        record(actor=actor_of(other.user), act="told", subject=(SELLERS, str(public_id)), told={})
    assert "Fresh Scent" not in page(other, reverse("audit"))
