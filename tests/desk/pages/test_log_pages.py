"""Pages of the audit log: what is found, how far one entry is proven, what is downloaded, who deletes what."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil.run.custody import verify
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import forget
from counterfoil_desk.pages import log
from desk.audit.made_log import seal_all, signed, told_by
from desk.conftest import SEALER, SUPERUSER, Desk, new_member

GROUND = "Art. 17 GDPR, request of 3 May"
SURE = {"ground": GROUND, "sure": "on"}


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def page(client: Client, name: str, *arguments: object, **query: str) -> str:
    return client.get(reverse(name, args=arguments), query).content.decode()


def test_entries_are_found_by_filters(desk: Desk, admin: Member) -> None:
    told_by(admin, "Ada Example", "Bea Example")
    client = logged_in(admin)
    assert "Ada" in page(client, "audit", act="told")
    assert "nothing of the kind is not one of" in page(client, "audit", act="nothing of the kind")
    assert "Ada" in page(client, "audit", subject="test:1")
    assert "Ada" not in page(client, "audit", subject="test:2")
    found = page(client, "audit", text="bea ex")
    assert ("Bea" in found, "Ada" in found) == (True, False)
    assert "Ada" in page(client, "audit", since="2020-01-01", until="2999-12-30")
    assert "Ada" not in page(client, "audit", until="2020-01-01")
    assert "Ada" not in page(client, "audit", actor="user:somebody")
    assert "Ada" in page(client, "audit", since="no day", before="no number")


def test_a_long_log_is_turned_page_by_page(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterfoil_desk.pages.log.PAGE", 2)
    numbers = told_by(admin, "one", "two", "three")
    client = logged_in(admin)
    first = page(client, "audit", act="told")
    assert ("three" in first, "name: one" in first) == (True, False)
    assert f"act=told&amp;before={numbers[1]}" in first
    second = page(client, "audit", act="told", before=str(numbers[1]))
    assert ("three" in second, "name: one" in second) == (False, True)
    assert 'rel="next"' not in second


def test_one_entry_says_how_far_it_is_proven(desk: Desk, admin: Member) -> None:
    (number,) = told_by(admin, "Ada Example")
    client = logged_in(new_member(desk, role="reader", organisation=admin.organisation))
    assert "the sealer takes it within seconds" in page(client, "audit-entry", number)
    seal_all(desk)
    told = page(client, "audit-entry", number)
    assert "of the chain" in told
    assert "the next checkpoint holds it" in told
    signed(desk)
    told = page(client, "audit-entry", number)
    assert "with the first" in told
    assert "Delete these values" not in told
    assert (
        logged_in(new_member(desk, role="administrator")).get(reverse("audit-entry", args=[number])).status_code == 404
    )


def test_people_are_named_to_members_beside_their_ids(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    client.post(reverse("audit-export"))
    told = page(client, "audit", act="log exported")
    assert admin.user.email in told


def test_an_administrator_deletes_values_on_a_ground(desk: Desk, admin: Member) -> None:
    (number,) = told_by(admin, "Ada Example")
    client = logged_in(admin)
    address = reverse("audit-entry", args=[number])
    assert "Ada Example" in client.post(address, {"ground": "", "sure": "on"}).content.decode()
    assert "Ada Example" in client.post(address, {"ground": GROUND}).content.decode()
    told = client.post(address, SURE, follow=True).content.decode()
    assert "Ada Example" not in told
    assert GROUND in told
    assert "1 value is deleted" in told


@pytest.mark.parametrize("role", ["manager", "reviewer", "reader"])
def test_nobody_else_deletes_or_downloads(desk: Desk, admin: Member, role: str) -> None:
    (number,) = told_by(admin, "Ada Example")
    client = logged_in(new_member(desk, role=role, organisation=admin.organisation))
    assert client.post(reverse("audit-entry", args=[number]), SURE).status_code == 403
    assert client.post(reverse("audit-forget") + "?text=Ada", SURE).status_code == 403
    assert client.post(reverse("audit-export")).status_code == 403
    assert "Ada Example" in page(client, "audit-entry", number)


def test_all_on_one_person_is_deleted_at_once_and_of_others_nothing(desk: Desk, admin: Member) -> None:
    with desk.link(SUPERUSER) as link:  # as in a log that is long: people read 1,234, and forms do not
        link.execute("SELECT setval('audit_entry_id_seq', last_value + 1000) FROM audit_entry_id_seq")
    numbers = told_by(admin, "Ada Example", "Cem Example", "ada example again")
    stranger = new_member(desk, role="administrator")
    (of_another,) = told_by(stranger, "Ada Example")
    client = logged_in(admin)
    assert client.get(reverse("audit-forget")).status_code == 302  # a filter has to be named
    listed = page(client, "audit-forget", text="ada example")
    assert [f'value="{number}"' in listed for number in numbers] == [True, False, True]
    chosen = {**SURE, "entry": [str(numbers[0]), str(of_another)]}
    client.post(reverse("audit-forget") + "?text=ada+example", chosen)
    assert "ada example again" in page(client, "audit", text="example")
    assert "Ada Example" not in page(client, "audit", act="told")
    assert "Ada Example" in page(logged_in(stranger), "audit", act="told")


def test_a_deletion_that_is_refused_on_its_way_deletes_nothing(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = told_by(admin, "Ada Example", "Ada Example again")

    def refuses_the_first(entry: int, *, actor: str, why: str) -> int:
        if entry == numbers[0]:  # the latest come first
            raise UserError("Not this one.", cure="Choose others.")
        return forget(entry, actor=actor, why=why)

    monkeypatch.setattr(log, "forget", refuses_the_first)
    client = logged_in(admin)
    told = client.post(reverse("audit-forget") + "?text=ada", {**SURE, "entry": [str(one) for one in numbers]})
    assert "Not this one." in told.content.decode()
    assert all("Ada Example" in page(client, "audit-entry", one) for one in numbers)
    assert "forgotten is not one of" in page(client, "audit", act="forgotten")  # the log knows no such act


def test_what_is_downloaded_is_checked_by_anybody(desk: Desk, admin: Member, tmp_path: Path) -> None:
    told_by(admin, "Ada Example")
    told_by(new_member(desk, role="administrator"), "Bea Other")
    seal_all(desk)
    answer = logged_in(admin).post(reverse("audit-export"))
    assert "attachment" in answer["Content-Disposition"]
    file = tmp_path / "own.log"
    file.write_bytes(b"".join(answer.streaming_content))
    assert verify(file).holds
    assert "Ada Example" in file.read_text()
    assert "Other" not in file.read_text()


def test_a_sealer_that_is_away_and_a_log_that_does_not_hold_are_told(desk: Desk, admin: Member) -> None:
    client = logged_in(admin)
    for change, says in (
        ("at = now(), broken_at = NULL", ""),
        ("at = now() - interval '1 hour'", "The sealer has not been seen since"),
        ("at = now(), broken_at = 7", "The log does not hold at entry 7"),
        ("broken_at = NULL", ""),
    ):
        with desk.link(SEALER) as link:
            link.execute(f"UPDATE audit_sealing SET {change}")
        told = page(client, "audit")
        assert says in told
        assert ("message" in told) == bool(says)
