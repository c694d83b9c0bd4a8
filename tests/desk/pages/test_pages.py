"""What pages say and refuse beside what tests/desk/walk asks of each, and what the browser is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import make_setup_link
from counterfoil_desk.accounts.models import Member, Organisation
from counterfoil_desk.organisation import acting_as
from desk.conftest import PASSWORD, Desk, new_member


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.mark.parametrize(("role", "status"), [("administrator", 302), ("manager", 403), ("reader", 403)])
def test_settings_are_for_administrators(desk: Desk, role: str, status: int) -> None:
    member = new_member(desk, role=role)
    told = {"name": "Another name", "language": "en", "time_zone": "Europe/Oslo"}
    assert logged_in(member).post(reverse("settings"), told).status_code == status
    with acting_as(user=member.user_id):
        from django.db import transaction

        with transaction.atomic():
            kept = Organisation.objects.get(pk=member.organisation_id).name
    assert (kept == "Another name") == (status == 302)


def test_an_agent_works_for_the_organisation_that_he_chose(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    new_member(desk, role="reader", organisation=other.organisation, user=admin.user)
    client = logged_in(admin)
    assert admin.organisation.name in client.get(reverse("home")).content.decode()
    client.post(reverse("choose-organisation"), {"organisation": str(other.organisation.public_id)})
    assert other.organisation.name in client.get(reverse("home")).content.decode()
    client.post(reverse("choose-organisation"), {"organisation": "nonsense"})
    assert admin.organisation.name in client.get(reverse("home")).content.decode()


def test_forms_without_their_token_are_refused(desk: Desk, admin: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin.user)
    assert client.post(reverse("settings"), {"name": "x"}).status_code == 403


def test_no_page_runs_a_script_of_its_own(desk: Desk, admin: Member) -> None:
    answer = logged_in(admin).get(reverse("settings"))
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", answer.content.decode())


def test_a_password_can_be_tried_five_times(desk: Desk, admin: Member) -> None:
    client = Client()
    for _ in range(5):
        client.post(reverse("account_login"), {"login": admin.user.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": admin.user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    free = Client()
    other = new_member(desk, role="reader")
    free.post(reverse("account_login"), {"login": other.user.email, "password": PASSWORD}, REMOTE_ADDR="10.1.1.1")
    assert free.session["_auth_user_id"] == str(other.user_id)


def test_the_setup_link_works_once_and_only_for_an_empty_desk(desk: Desk, admin: Member) -> None:
    assert Client().get(reverse("set-up", args=["guessed"])).status_code == 404
    from counterfoil.errors import UserError

    with pytest.raises(UserError, match="set up already"):
        make_setup_link()


def test_health_is_told_to_anybody(desk: Desk) -> None:
    assert Client().get("/healthz").json() == {"alive": True}
    assert Client().get("/readyz").json() == {"ready": True}
    assert b"counterfoil_jobs" in Client().get("/metrics").content


def test_where_there_is_nothing_programs_read_json(desk: Desk) -> None:
    answer = Client().get("/api/v1/nothing")
    assert (answer.status_code, list(answer.json())) == (404, ["detail"])
    assert Client().get("/nothing")["Content-Type"].startswith("text/html")


def test_a_mistake_that_a_page_did_not_foresee_is_a_sentence(desk: Desk, admin: Member) -> None:
    from django.test import RequestFactory

    from counterfoil.errors import UserError
    from counterfoil_desk.pages.refusing import RefusingMiddleware

    asked = RequestFactory().get("/")
    asked.user, asked.member = admin.user, None  # type: ignore[attr-defined]
    refusing = RefusingMiddleware(lambda _request: None)  # type: ignore[arg-type,return-value]
    answer = refusing.process_exception(asked, UserError("There is no such row.", cure="Look it up."))
    assert answer is not None
    assert (answer.status_code, "There is no such row." in answer.content.decode()) == (422, True)
    assert refusing.process_exception(asked, ValueError("ours")) is None
