"""The interface does what its description says: schemathesis asks each operation, well and badly, and checks answers."""

import datetime as dt
import json
from typing import Any

import pytest
import schemathesis
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from counterfoil_desk.accounts.actions import issue_token
from counterfoil_desk.accounts.models import Member, Scope
from counterfoil_desk.api.described import NDJSON
from counterfoil_desk.api.v1 import api
from counterfoil_desk.organisation import acting_as
from desk.conftest import Desk

DESCRIBED = "/api/v1/openapi.json"
EXAMPLES = 12
OPERATIONS = sorted(
    (method.upper(), path) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
)


@schemathesis.serializer(NDJSON)
def as_lines(_context: Any, value: Any) -> bytes:
    """Return a body of lines: texts as they are, other values as JSON."""
    return value.encode(errors="replace") if isinstance(value, str) else json.dumps(value, default=str).encode()


@pytest.fixture
def token(desk: Desk, admin: Member) -> str:
    """Return the secret of a program that may do everything."""
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        _, secret = issue_token(
            by=admin.user, organisation=admin.organisation, name="all", scopes=Scope.values, until=until
        )
    return secret


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_operation_keeps_what_its_description_promises(
    token: str, method: str, path: str, mode: GenerationMode
) -> None:
    from counterfoil_desk.wsgi import application

    schema = openapi.from_wsgi(DESCRIBED, application, config=SchemathesisConfig.from_dict({}))
    operation = schema[path][method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def keeps(case: Any) -> None:
        left_out = [positive_data_acceptance]  # what an amount or a day is, readers say (422), and no schema can
        if operation.body and operation.body[0].media_type == NDJSON:
            left_out.append(negative_data_rejection)  # its schema is a text: on the wire everything is one
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=left_out)

    keeps()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", {400, 415}),
        (b"\xff\xfe", "application/json", {400, 415}),
        (b'{"offers":' + b"[" * 100_000, "application/json", {400, 415}),
        (b'{"offers": 1e999, "sellers": -1e999}', "application/json", {400, 415, 422}),
        (b'{"offers": [{"id": ' + b"9" * 5_000 + b"}]}", "application/json", {400, 415, 422}),
        (b'{"offers": [{"id": "\\ud800", "title": "x"}]}', "application/json", {400, 415, 422}),
        (b"", "application/json", {400, 415, 422}),
        (b"<x/>", "application/xml", {400, 415, 422}),
    ],
    ids=["broken", "not-utf-8", "deep", "infinite", "huge-number", "half-a-pair", "empty", "another-kind"],
)
def test_what_no_description_generates_is_refused_in_words(
    token: str, method: str, path: str, body: bytes, kind: str, status: set[int]
) -> None:
    if method == "GET" or "{" in path:
        return
    answer = Client().generic(method, path, body, content_type=kind, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in status
    assert answer.json()["detail"]


def test_an_unknown_operation_and_another_method_are_told_as_such(token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/nothing", headers=headers).status_code == 404
    assert Client().get("/api/v1/offers/screen", headers=headers).status_code == 405


def test_a_body_that_is_too_large_is_told_as_such(token: str) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        answer = Client().post(
            "/api/v1/offers/screen",
            {"offers": "x" * 200},
            "application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
    assert answer.status_code == 413
    assert answer.json()["detail"]
