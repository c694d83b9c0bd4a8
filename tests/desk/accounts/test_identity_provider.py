"""A log-in by OpenID Connect: the whole flow against a provider on this machine, and what it never does."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.configuration import DATABASE_URL, SECRET_KEY, IdentityProvider, configuration
from desk.accounts.test_logging_in import code, told, with_second_factor
from desk.conftest import PASSWORD, SUPERUSER, Desk, new_member

KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
NAMED = IdentityProvider("Example ID", "", "desk", "a secret of this test")


class Provider(HTTPServer):
    """A small OpenID Connect provider: `person` is who logs in there."""

    person: dict[str, Any]
    audience = NAMED.client_id

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            listed = {f"{name}_endpoint": f"{self.issuer}/{end}" for name, end in ends.items()}
            return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **listed}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}
        if path == "/userinfo":
            return self.person
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60, **self.person}
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "of this test", "token_type": "Bearer", "expires_in": 60, "id_token": token}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        if length:
            self.rfile.read(length)
        body = json.dumps(self.server.answer(urlsplit(self.path).path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  the library's name

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    app = {"provider_id": "own", "name": NAMED.name, "client_id": NAMED.client_id, "secret": NAMED.client_secret}
    app["settings"] = {"server_url": server.issuer}  # type: ignore[assignment]
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {**known, "APPS": [app]}}):
        yield server
    server.shutdown()
    thread.join()
    server.server_close()


def came_back(client: Client, provider: Provider, *, process: str = "login", **person: Any) -> Any:
    """Go to the provider and come back as somebody; return the answer to that."""
    provider.person = {"sub": "person-1", **person}
    away = client.get(f"{reverse('openid_connect_login', args=['own'])}?process={process}")
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert away["Location"].startswith(f"{provider.issuer}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(reverse("openid_connect_callback", args=["own"]), {"code": "1", "state": asked["state"][0]})


def rows(desk: Desk) -> Any:
    with desk.link(SUPERUSER) as link:
        return link.execute(
            "SELECT (SELECT count(*) FROM accounts_user), (SELECT count(*) FROM accounts_member), "
            "(SELECT count(*) FROM socialaccount_socialaccount), (SELECT count(*) FROM account_emailaddress)"
        ).fetchone()


def test_a_verified_address_logs_its_user_in_and_his_password_stays(
    desk: Desk, admin: Member, provider: Provider
) -> None:
    before, client = rows(desk), Client(REMOTE_ADDR="10.4.0.1")
    assert f"Log in with {NAMED.name}" in client.get(reverse("account_login")).content.decode()
    answer = came_back(client, provider, email=admin.user.email.upper(), email_verified=True)
    assert answer["Location"] == reverse("home")
    assert admin.organisation.name in client.get(reverse("home")).content.decode()
    assert rows(desk) == before
    assert User.objects.get(pk=admin.user_id).check_password(PASSWORD)
    assert told(admin, "logged in")[-1]["by"] == "socialaccount"


def test_who_proves_his_address_takes_over_an_account_that_an_administrator_may_have_made(
    desk: Desk, admin: Member, provider: Provider
) -> None:
    victim = new_member(desk, role="reader", organisation=admin.organisation)
    User.objects.filter(pk=victim.user_id).update(vouched_by=admin.organisation)
    thief, client = Client(REMOTE_ADDR="10.4.0.4"), Client(REMOTE_ADDR="10.4.0.5")
    there = {"login": victim.user.email, "password": PASSWORD}
    thief.post(reverse("account_login"), there)
    assert thief.get(reverse("home")).status_code == 200
    came_back(client, provider, email=victim.user.email, email_verified=True)
    assert client.get(reverse("home")).status_code == 200
    assert thief.get(reverse("home")).status_code == 302  # his session is over
    thief.post(reverse("account_login"), there)
    assert "_auth_user_id" not in thief.session  # and so is the password
    assert [one["by"] for one in told(admin, "address proved")] == ["identity provider"]
    assert User.objects.get(pk=victim.user_id).vouched_by_id is None


@pytest.mark.parametrize("verified", [False, None, "no"])
def test_an_address_that_is_not_verified_opens_nothing(
    desk: Desk, admin: Member, provider: Provider, verified: object
) -> None:
    client = Client()
    answer = came_back(client, provider, email=admin.user.email, email_verified=verified)
    assert answer["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert "verified mail address" in client.get(reverse("account_login")).content.decode()


def test_somebody_unknown_becomes_nobody(desk: Desk, provider: Provider) -> None:
    before, client = rows(desk), Client()
    answer = came_back(client, provider, email="stranger@elsewhere.example", email_verified=True)
    assert answer["Location"] == reverse("account_login")
    assert client.get(reverse("socialaccount_signup"))["Location"].startswith(reverse("account_login"))
    assert rows(desk) == before


def test_nothing_is_connected_to_an_account(desk: Desk, admin: Member, provider: Provider) -> None:
    before, client = rows(desk), Client()
    client.force_login(admin.user)
    came_back(client, provider, process="connect", email=admin.user.email, email_verified=True)
    assert rows(desk) == before


def test_the_second_factor_is_asked_for_here_too(desk: Desk, admin: Member, provider: Provider) -> None:
    _, secret = with_second_factor(admin)
    client = Client(REMOTE_ADDR="10.4.0.2")
    answer = came_back(client, provider, email=admin.user.email, email_verified=True)
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("home")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    assert client.get(reverse("home")).status_code == 200


def test_a_token_for_another_program_is_refused(desk: Desk, admin: Member, provider: Provider) -> None:
    provider.audience = "another program"
    client = Client()
    came_back(client, provider, email=admin.user.email, email_verified=True)
    assert "_auth_user_id" not in client.session


def test_a_state_that_was_not_ours_is_refused(desk: Desk, admin: Member, provider: Provider) -> None:
    client = Client()
    provider.person = {"sub": "1", "email": admin.user.email, "email_verified": True}
    client.get(reverse("openid_connect_callback", args=["own"]), {"code": "1", "state": "guessed"})
    assert "_auth_user_id" not in client.session


def test_without_a_provider_there_is_no_button(desk: Desk) -> None:
    assert "Log in with" not in Client().get(reverse("account_login")).content.decode()
    assert Client().get(reverse("openid_connect_login", args=["own"])).status_code == 404


def test_all_of_the_provider_is_said_or_nothing() -> None:
    base = {DATABASE_URL: "postgresql://nobody@/nothing", SECRET_KEY: "x" * 50}
    assert configuration(base).identity_provider is None
    told_of = {f"COUNTERFOIL_OIDC_{name.upper()}": base64.b32encode(name.encode()).decode() for name in NAMED._fields}
    found = configuration({**base, **told_of}).identity_provider
    assert found is not None
    assert list(found) == list(told_of.values())
    with pytest.raises(UserError, match="COUNTERFOIL_OIDC_CLIENT_SECRET is not set"):
        configuration({**base, **told_of, "COUNTERFOIL_OIDC_CLIENT_SECRET": ""})


def test_a_member_of_nothing_logs_in_and_sees_nothing(desk: Desk, provider: Provider) -> None:
    member = new_member(desk, role="reader")
    with desk.link(SUPERUSER) as link:
        link.execute("DELETE FROM accounts_member WHERE id = %s", [member.pk])
    client = Client(REMOTE_ADDR="10.4.0.3")
    came_back(client, provider, email=member.user.email, email_verified=True)
    assert client.get(reverse("home")).status_code == 403
