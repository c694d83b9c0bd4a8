"""Who logs in, by what, what is tried in vain, and what each organisation of a person reads of it."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from counterfoil_desk.accounts.actions import change_organisation
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from desk.conftest import PASSWORD, SUPERUSER, Desk, new_member

NEW = "quite another pass phrase 8"


def code(secret: str, later: int = 0) -> str:
    """Return the code that an authenticator app would show."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def logged_in(member: Member, address: str = "10.2.0.1") -> Client:
    client = Client(REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    return client


def with_second_factor(member: Member) -> tuple[Client, str]:
    client = logged_in(member)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))  # who found an open browser goes no further
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return client, secret


def acts(member: Member) -> list[str]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return list(Entry.objects.order_by("id").values_list("act", flat=True))


def told(member: Member, act: str) -> list[dict[str, Any]]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        found = Entry.objects.filter(act=act).order_by("id").prefetch_related("values")
        return [{value.field: value.value for value in entry.values.all()} | {"actor": entry.actor} for entry in found]


def test_each_organisation_of_a_person_reads_of_his_log_in(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    new_member(desk, role="reader", organisation=other.organisation, user=admin.user)
    client = logged_in(admin)
    client.post(reverse("account_logout"))
    assert acts(admin) == ["logged in", "logged out"]
    assert acts(other) == ["logged in", "logged out"]
    assert told(admin, "logged in") == [{"by": "password", "actor": f"user:{admin.user.public_id}"}]


def test_a_wrong_password_is_told_by_nobody_known_and_unknown_addresses_to_nobody(desk: Desk, admin: Member) -> None:
    client = Client(REMOTE_ADDR="10.2.0.2")
    client.post(reverse("account_login"), {"login": admin.user.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": "nobody@desk.example", "password": "wrong"})
    assert told(admin, "log-in refused") == [{"by": "password", "actor": "system:log-in"}]


def test_a_second_factor_is_asked_for_and_its_wrong_codes_are_told(desk: Desk, admin: Member) -> None:
    _, secret = with_second_factor(admin)
    client = logged_in(admin)
    assert client.get(reverse("home")).status_code == 302  # the password alone opens nothing
    client.post(reverse("mfa_authenticate"), {"code": "abcdef"})
    assert client.get(reverse("home")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    assert client.get(reverse("home")).status_code == 200
    assert told(admin, "second factor added") == [
        {"kind": "totp", "actor": f"user:{admin.user.public_id}"},
        {"kind": "recovery_codes", "actor": f"user:{admin.user.public_id}"},
    ]
    assert [one["by"] for one in told(admin, "log-in refused")] == ["second factor"]
    assert told(admin, "logged in")[-1]["by"] == "password, mfa"


def test_behind_a_proxy_each_address_has_tries_of_its_own(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader")
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for number in range(12):  # ten in a minute lock an address out
            told_of = {"login": f"nobody{number}@desk.example", "password": "wrong"}
            Client(headers={"X-Forwarded-For": "10.9.0.1"}).post(reverse("account_login"), told_of)
        for address, works in (("10.9.0.1", False), ("10.9.0.2", True), ("10.9.0.2, 10.9.0.1", False)):
            client = Client(headers={"X-Forwarded-For": address})
            client.post(reverse("account_login"), {"login": other.user.email, "password": PASSWORD})
            assert ("_auth_user_id" in client.session) is works, address


def test_codes_are_tried_five_times(desk: Desk, admin: Member) -> None:
    _, secret = with_second_factor(admin)
    client = logged_in(admin, "10.2.0.3")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "abcdef"})
    client.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    assert client.get(reverse("home")).status_code == 302


def test_a_recovery_code_works_once(desk: Desk, admin: Member) -> None:
    first, _ = with_second_factor(admin)
    listed = re.findall(r"<code>(\d{8})</code>", first.get(reverse("mfa_view_recovery_codes")).content.decode())
    for works in (True, False):
        client = logged_in(admin)
        client.post(reverse("mfa_authenticate"), {"code": listed[0]})
        assert (client.get(reverse("home")).status_code == 200) is works


def test_seeds_lie_enciphered(desk: Desk, admin: Member) -> None:
    _, secret = with_second_factor(admin)
    with desk.link(SUPERUSER) as link:
        kept = str(link.execute("SELECT data FROM mfa_authenticator WHERE user_id = %s", [admin.user_id]).fetchall())
    assert secret not in kept


def test_members_without_the_second_factor_that_is_asked_for_are_led_to_it(desk: Desk, admin: Member) -> None:
    reader = new_member(desk, role="reader", organisation=admin.organisation)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        settings = {"requires_second_factor": True}
        change_organisation(by=admin.user, organisation=admin.organisation, settings=settings)
    client = logged_in(reader)
    for name in ("home", "members", "audit"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("account_email")).status_code == 200  # his own account is no page of the organisation
    client, _ = with_second_factor(reader)
    assert client.get(reverse("home")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=reader.user).count() == 2  # it stays while it is asked for
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        settings = {"requires_second_factor": False}
        change_organisation(by=admin.user, organisation=admin.organisation, settings=settings)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=reader.user).exists()
    assert [one["kind"] for one in told(admin, "second factor removed")] == ["totp", "recovery_codes"]


def test_programs_need_no_second_factor(desk: Desk, admin: Member) -> None:
    import datetime as dt

    from counterfoil_desk.accounts.actions import issue_token, token_of

    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        settings = {"requires_second_factor": True}
        change_organisation(by=admin.user, organisation=admin.organisation, settings=settings)
        _, secret = issue_token(by=admin.user, organisation=admin.organisation, name="x", scopes=["read"], until=until)
    assert token_of(secret) is not None
    refused = Client().post(reverse("api-1:offers_screen"), headers={"Authorization": f"Bearer {secret}"})
    assert refused.status_code == 403  # of its scope, and not led anywhere


def test_a_new_password_ends_other_sessions_and_a_log_in_has_a_session_of_its_own(desk: Desk, admin: Member) -> None:
    here, elsewhere = Client(REMOTE_ADDR="10.2.0.4"), logged_in(admin)
    here.get(reverse("account_login"))
    before = here.session.session_key
    here.post(reverse("account_login"), {"login": admin.user.email, "password": PASSWORD})
    assert here.session.session_key != before
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(reverse("account_change_password"), changed)
    assert here.get(reverse("home")).status_code == 200
    assert elsewhere.get(reverse("home")).status_code == 302
    assert "password changed" in acts(admin)


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_pages_of_logging_in_wear_the_desks_look_and_run_no_script(desk: Desk, name: str) -> None:
    page = Client().get(reverse(name)).content.decode()
    assert "desk/desk.css" in page
    assert "<script" not in page
    assert 'name="password1"' not in page  # there is no sign-up


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_errors_have_pages_in_the_desks_look(status: int) -> None:
    from django.template.loader import render_to_string

    page = render_to_string(f"{status}.html")
    assert "desk/desk.css" in page
    assert "<h1>" in page


def test_a_page_that_is_not_there_says_so_within_the_desk(desk: Desk, admin: Member) -> None:
    answer = logged_in(admin).get("/nowhere")
    assert answer.status_code == 404
    assert admin.organisation.name in answer.content.decode()
