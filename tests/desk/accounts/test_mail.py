"""Mails: what the environment says of them, what a job sends, and what is told where none are sent."""

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.invitations import invite
from counterfoil_desk.accounts.links import secret_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.tasks import PASSWORD_RESET, TEXTS, send_invitation, write_to
from counterfoil_desk.configuration import DATABASE_URL, SECRET_KEY, configuration
from counterfoil_desk.organisation import acting_as
from desk.conftest import SUPERUSER, Desk

BASE = {DATABASE_URL: "postgresql://nobody@/nothing", SECRET_KEY: "x" * 50}
SENT = override_settings(
    MAIL_IS_SENT=True,
    DESK_ADDRESS="https://desk.example",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
)


@pytest.fixture(autouse=True)
def _empty() -> None:
    mail.outbox = []


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://desk:p%40ss@mail.example", 587, True, False),
        ("smtp+ssl://mail.example:2465", 2465, False, True),
    ],
)
def test_the_address_of_the_mail_server(url: str, port: int, tls: bool, ssl: bool) -> None:
    told = {**BASE, "COUNTERFOIL_MAIL_URL": url, "COUNTERFOIL_MAIL_FROM": "desk@desk.example"}
    found = configuration({**told, "COUNTERFOIL_ADDRESS": "https://desk.example/"}).mail
    assert found is not None
    assert (found.options["port"], found.options["use_tls"], found.options["use_ssl"]) == (port, tls, ssl)
    assert found.options["password"] == ("p@ss" if "desk:" in url else "")
    assert found.address == "https://desk.example"
    with pytest.raises(UserError, match="COUNTERFOIL_ADDRESS"):
        configuration(told)


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="no address of a mail server"):
        configuration({**BASE, "COUNTERFOIL_MAIL_URL": url})
    assert configuration(BASE).mail is None


def test_a_job_sends_the_link_of_an_invitation_that_still_stands(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        made = invite(by=admin, email="guest@desk.example", role="reader")
    with SENT:
        send_invitation(organisation=admin.organisation_id, invitation=made.pk)
        (sent,) = mail.outbox
        assert sent.to == ["guest@desk.example"]
        assert f"https://desk.example{reverse('invitation', args=[secret_of(made)])}" in sent.body
        assert admin.organisation.name in sent.subject
        assert "as: Reader" in sent.body
        with desk.link(SUPERUSER) as link:
            link.execute("DELETE FROM accounts_invitation WHERE id = %s", [made.pk])
        send_invitation(organisation=admin.organisation_id, invitation=made.pk)
        assert len(mail.outbox) == 1


@pytest.mark.parametrize("about", sorted(TEXTS))
def test_each_text_about_an_account_can_be_sent(desk: Desk, admin: Member, about: str) -> None:
    with SENT:
        write_to(user=admin.user_id, about=about)
    (sent,) = mail.outbox
    assert sent.to == [admin.user.email]
    assert sent.subject.startswith("[Counterfoil] ")
    assert "https://desk.example" in sent.body
    assert "{" not in sent.body


def test_a_new_password_is_asked_for_and_set(desk: Desk, admin: Member) -> None:
    client = Client(REMOTE_ADDR="10.3.0.1")
    with SENT:
        answers = [
            client.post(reverse("account_reset_password"), {"email": email})
            for email in (admin.user.email, "nobody@desk.example")
        ]
        assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
        with desk.link(SUPERUSER) as link:
            jobs = link.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'accounts.write_to'").fetchall()
        assert jobs[-1] == ({"user": admin.user_id, "about": PASSWORD_RESET},)
        write_to(**jobs[-1][0])  # type: ignore[arg-type]
    link_in_mail = next(line for line in mail.outbox[0].body.splitlines() if "/password/reset/key/" in line)
    page = client.get(link_in_mail.removeprefix("https://desk.example"), follow=True)
    new = "quite another pass phrase 8"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    client.post(reverse("account_login"), {"login": admin.user.email, "password": new})
    assert client.session["_auth_user_id"] == str(admin.user_id)
    again = client.get(link_in_mail.removeprefix("https://desk.example"), follow=True)
    assert b"password1" not in again.content  # once


def test_where_no_mail_is_sent_the_page_shows_the_link_and_no_job_waits(desk: Desk, admin: Member) -> None:
    client = Client()
    client.force_login(admin.user)
    page = client.post(reverse("members"), {"email": "guest@desk.example", "role": "reader"}, follow=True)
    assert "This desk sends no mail" in page.content.decode()
    assert "/invitation/" in page.content.decode()
    with SENT:
        page = client.get(reverse("members"))
        assert (
            page.content.decode().count("testserver/invitation/") == 1
        )  # one that was seen stays; mailed ones are not
        answer = client.get(reverse("account_reset_password"))
        assert "no mail" not in answer.content.decode()
    assert "no mail" in client.get(reverse("account_reset_password")).content.decode()
    with acting_as(organisation=admin.organisation_id), transaction.atomic(), desk.link(SUPERUSER) as link:
        waiting = link.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE (args ->> 'organisation')::bigint = %s",
            [admin.organisation_id],
        ).fetchone()
    assert waiting == (0,)
