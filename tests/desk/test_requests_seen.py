"""Of a request its route, status and time are told, and nothing that somebody sent, also when it fails."""

import io
import json
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.logs import JsonLines
from counterfoil_desk.requests_seen import RequestsSeen
from counterfoil_desk.webhooks import queries
from desk.conftest import Desk

PERSON = (
    "Ottoline",
    "Lovelaceova",
    "ottoline.lovelaceova@person.example",
    "+441632960123",
    "12 Crescent Road",
)  # no hexadecimal word: ids hold such
SAID = " ".join(PERSON)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Return what the desk writes into its log, at every level."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", "django.request", "procrastinate")}
    root.addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield told
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def told(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def of_requests(lines: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in told(lines) if line["logger"] == "counterfoil.requests"]


def asked(client: Client) -> None:
    """Send personal data in path, query, body, headers and cookies, to pages that work, refuse, and are not there."""
    client.raise_request_exception = False
    headers = {"User-Agent": SAID, "Referer": f"https://x.example/{SAID}", "X-Request-ID": PERSON[2], "X-Name": SAID}
    client.cookies["who"] = PERSON[0]
    for path in ("/webhooks", f"/people/{PERSON[2]}", f"/set-up/{PERSON[2]}", "/accounts/login/", "/webhooks/Ottoline"):
        client.get(path, {"search": SAID}, headers=headers)
        client.post(path, {"address": SAID, "login": PERSON[2], "password": SAID}, headers=headers)
    client.post("/api/v1/offers/screen", json.dumps({"offers": [{"id": SAID}]}), "application/json", headers=headers)
    client.post("/api/v1/offers/screen", f"no json {SAID}", "application/json", headers=headers)
    client.generic(PERSON[0].upper(), "/webhooks", headers=headers)
    client.get("/webhooks", headers={"Host": "lovelaceova.example"})


def test_nothing_of_a_person_reaches_the_log(
    desk: Desk, admin: Member, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, stranger, without_token = Client(), Client(), Client(enforce_csrf_checks=True)
    member.force_login(admin.user)
    without_token.force_login(admin.user)

    def fails() -> None:
        raise ValueError(SAID)

    for client in (stranger, member, without_token):
        asked(client)
    monkeypatch.setattr(queries, "endpoints", fails)
    asked(member)
    written = lines.getvalue()
    assert of_requests(lines)
    assert {line["status"] for line in of_requests(lines)} >= {200, 302, 400, 401, 403, 404, 500}
    assert any(line.get("raised", "").startswith("ValueError at ") for line in told(lines))
    assert [word for word in PERSON if word.lower() in written.lower()] == []
    assert admin.user.email not in written


def test_a_line_to_each_request(desk: Desk, lines: io.StringIO) -> None:
    known = str(uuid.uuid4())
    answer = Client().get("/audit?a=b", headers={"X-Request-ID": known})
    assert answer["X-Request-ID"] == known
    (line,) = of_requests(lines)
    assert (line["method"], line["route"], line["status"], line["request"]) == ("GET", "audit", 302, known)
    assert line["ms"] >= 0


@pytest.mark.parametrize("told_id", ["", "ada@person.example", "4111111111111111", "a" * 33, "x" * 32, "1\n2"])
def test_an_id_that_is_not_plain_is_replaced(desk: Desk, told_id: str) -> None:
    assert uuid.UUID(Client().get("/healthz", headers={"X-Request-ID": told_id})["X-Request-ID"])


def test_a_stream_is_told_at_its_end(lines: io.StringIO) -> None:
    seen = RequestsSeen(lambda _: StreamingHttpResponse(iter([b"a", b"b"])))
    answer = seen(RequestFactory().get("/x"))
    assert of_requests(lines) == []
    assert b"".join(answer) == b"ab"  # type: ignore[arg-type]
    assert len(of_requests(lines)) == 1


def test_lines_within_a_request_carry_its_id(lines: io.StringIO) -> None:
    def view(_: object) -> HttpResponse:
        logging.getLogger("counterfoil.test").info("within")
        return HttpResponse()

    answer = RequestsSeen(view)(RequestFactory().get("/x"))
    assert [line["request"] for line in told(lines)] == [answer["X-Request-ID"]] * 2
