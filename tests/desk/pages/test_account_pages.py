"""The pages of log-in, password and second factor: allauth's work, the desk's words, in the reader's language."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.urls import urlpatterns
from django.conf import settings
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from counterfoil_desk import pages
from counterfoil_desk.accounts.models import Member
from desk.conftest import PASSWORD, Desk, new_member

OURS = Path(pages.__file__).parent / "templates"
OF_CODES_ALONE = {str(Path(allauth.__file__).parent / "templates/mfa/recovery_codes/download.txt")}
German = {"HTTP_ACCEPT_LANGUAGE": "de"}


def names(patterns: Any = urlpatterns) -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one.url_patterns)
        elif one.name:
            yield one.name


def addresses() -> dict[str, str]:
    """Return the addresses of allauth that take nothing."""
    found = {}
    for name in names():
        try:
            found[name] = reverse(name)
        except NoReverseMatch:
            continue
    return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that takes the file of each template, or part of one, that is drawn."""
    files: list[str] = []
    plain = Template._render

    def seen(self: Template, context: Context) -> str:
        files.append(str(self.origin.name))
        return plain(self, context)

    monkeypatch.setattr(Template, "_render", seen)
    return files


def with_second_factor(member: Member, **extra: str) -> Client:
    client = Client(**extra)  # type: ignore[arg-type]
    client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    return client


def test_no_page_that_people_come_to_is_in_others_words(desk: Desk, admin: Member, drawn: list[str]) -> None:
    clients = [Client(), Client(), with_second_factor(new_member(desk, role="reader"))]
    clients[1].force_login(admin.user)
    for client in clients:
        for name, address in addresses().items():
            if name != "account_logout" or client is clients[1]:
                client.get(address, follow=True)
    assert str(OURS / "mfa" / "index.html") in drawn
    assert {file for file in drawn if "/allauth/templates/" in file} <= OF_CODES_ALONE


def test_every_form_that_allauth_asks_us_for_is_under_our_labels() -> None:
    for path in [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()]:
        assert path.startswith("counterfoil_desk.pages.account_forms.")


def test_the_log_in_is_in_the_readers_language_and_fields_are_labelled(desk: Desk) -> None:
    page = Client(**German).get(reverse("account_login")).content.decode()  # type: ignore[arg-type]
    assert re.findall(r"<label[^>]*>([^<]+)</label>", page) == ["E-Mail-Adresse:", "Passwort:"]
    assert "placeholder" not in page
    refused = Client(**German).post(reverse("account_login"), {"login": "who@desk.example", "password": "x"})  # type: ignore[arg-type]
    assert "Die E-Mail-Adresse oder das Passwort stimmt nicht." in refused.content.decode()


def test_a_second_factor_is_set_up_in_three_steps_and_its_codes_are_shown(desk: Desk, admin: Member) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": admin.user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert page.count("<li><h2>") == 3
    assert 'src="data:image/svg+xml;base64,' in page
    assert client.session["mfa.totp.secret"] in page
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "This code is not right." in wrong
    shown = with_second_factor(new_member(desk, role="reader")).get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<code>\d{8}</code>", shown.content.decode())) == 10


@pytest.mark.parametrize("name", ["mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes"])
def test_pages_of_the_second_factor_lead_back_to_the_account(desk: Desk, admin: Member, name: str) -> None:
    page = with_second_factor(admin).get(reverse(name)).content.decode()
    assert f'<p class="path"><a href="{reverse("account_email")}">' in page


def test_without_its_database_the_desk_says_so_in_the_browsers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.utils import OperationalError
    from django.test import RequestFactory

    handler = get_resolver().resolve_error_handler(500)
    try:
        raise OperationalError("gone")
    except OperationalError:
        answer = handler(RequestFactory().get("/", headers={"Accept-Language": "de"}))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Neu laden" in answer.content.decode()
