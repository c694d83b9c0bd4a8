"""Every operation for programs is called without a token, with one that may not, and with an ended one.

The operations are read from the interface's own description: a new one is walked without a line here.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from counterfoil_desk.accounts.actions import issue_token
from counterfoil_desk.accounts.models import ApiToken, Member, Scope
from counterfoil_desk.api.v1 import api
from counterfoil_desk.organisation import acting_as
from desk.conftest import SUPERUSER, Desk

DESCRIBED = api.get_openapi_schema(path_prefix="/api/v1/")
FREE = {"/api/v1/openapi.json", "/api/v1/docs"}


class Operation(NamedTuple):
    """What is called, and how."""

    method: str
    path: str

    def called(self, secret: str | None) -> int:
        """Return the status of the answer to a call with made-up ids and an empty body."""
        path = re.sub(r"\{\w+\}", str(uuid.UUID(int=7)), self.path)
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return int(Client().generic(self.method.upper(), path, b"{}", "application/json", headers=headers).status_code)


def operations() -> Iterator[Operation]:
    for path, methods in DESCRIBED["paths"].items():
        if path not in FREE:
            yield from (Operation(method, path) for method in methods)


OPERATIONS = sorted(operations())


def token(member: Member, scopes: list[str]) -> tuple[ApiToken, str]:
    until = timezone.now() + dt.timedelta(days=1)
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        return issue_token(by=member.user, organisation=member.organisation, name="walk", scopes=scopes, until=until)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_without_a_token_in_force_nothing_is_answered(desk: Desk, admin: Member, operation: Operation) -> None:
    ended, secret = token(admin, list(Scope.values))
    revoked, other_secret = token(admin, list(Scope.values))
    with desk.link(SUPERUSER) as link:
        link.execute("UPDATE accounts_apitoken SET until = now() WHERE id = %s", [ended.pk])
        link.execute("UPDATE accounts_apitoken SET revoked_at = now() WHERE id = %s", [revoked.pk])
    assert [operation.called(one) for one in (None, "guessed", secret, other_secret)] == [401] * 4


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_a_token_opens_what_its_scopes_say(desk: Desk, admin: Member, operation: Operation) -> None:
    answers = {scope: operation.called(token(admin, [scope])[1]) for scope in Scope.values}
    let_in = {scope for scope, status in answers.items() if status != 403}
    assert 1 <= len(let_in) < len(answers), "each operation is for one scope, or two"
    assert not [status for status in answers.values() if status >= 500 or status == 401]


def test_a_program_that_runs_wild_is_told_to_wait(desk: Desk, admin: Member, settings_of_rate: None) -> None:
    _, secret = token(admin, [Scope.SCREEN])
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}
    answers = [client.post("/api/v1/offers/screen", b"{}", "application/json", headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers][:2] == [422, 422]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1


@pytest.fixture
def settings_of_rate() -> Iterator[None]:
    with override_settings(CALLS_PER_SECOND=1.0):
        yield
