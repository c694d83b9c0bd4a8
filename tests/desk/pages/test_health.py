"""Who reads the desk's numbers, what they say, and what is told of a database that is away."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.configuration import django_database
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.processes import python
from counterfoil_desk.webhooks.models import Delivery, Endpoint
from desk.conftest import SUPERUSER, Desk

HERE = {"REMOTE_ADDR": "127.0.0.1"}
LAPTOP = override_settings(METRICS_TOKEN="", METRICS_ON_LOOPBACK=True)
SERVER = override_settings(METRICS_TOKEN="", METRICS_ON_LOOPBACK=False)
TOKEN = override_settings(METRICS_TOKEN="a token of ours", METRICS_ON_LOOPBACK=True)


@pytest.mark.parametrize(
    ("told", "headers", "meta", "status"),
    [
        (LAPTOP, {}, HERE, 200),
        (LAPTOP, {}, {"REMOTE_ADDR": "::1"}, 200),
        (LAPTOP, {}, {"REMOTE_ADDR": "192.0.2.7"}, 401),
        (LAPTOP, {}, {"REMOTE_ADDR": ""}, 401),
        (LAPTOP, {"X-Forwarded-For": "127.0.0.1"}, HERE, 401),  # a proxy stands between
        (LAPTOP, {"Via": "1.1 proxy"}, HERE, 401),
        (SERVER, {}, HERE, 401),
        (TOKEN, {}, HERE, 401),
        (TOKEN, {"Authorization": "Bearer a token of ours"}, {"REMOTE_ADDR": "192.0.2.7"}, 200),
        (TOKEN, {"Authorization": "Bearer another"}, HERE, 401),
        (TOKEN, {"Authorization": "Bearer ä"}, HERE, 401),
        (TOKEN, {"Authorization": "Basic a token of ours"}, HERE, 401),
    ],
)
def test_who_reads_the_numbers(
    desk: Desk, told: override_settings, headers: dict[str, str], meta: dict[str, str], status: int
) -> None:
    with told:
        answer = Client().get("/metrics", headers=headers, **meta)
    assert answer.status_code == status
    assert (b"counterfoil_" in answer.content) == (status == 200)


def number(name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", Client().get("/metrics").content.decode(), re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_all_organisations_are_counted_and_none_is_named(desk: Desk, admin: Member) -> None:
    name = 'counterfoil_webhook_deliveries{state="waiting"}'
    before, unsealed = number(name), number("counterfoil_audit_unsealed_entries")
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        endpoint = Endpoint.objects.create(
            organisation=admin.organisation, address="https://told.example/", events=[], secret="x"
        )
        Delivery.objects.create(organisation=admin.organisation, endpoint=endpoint, event="ping", payload={})
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_append('system:test', 'test', 'test', '1', '{}', '{}')")
    assert number(name) == before + 1
    assert number("counterfoil_audit_unsealed_entries") == unsealed + 1
    assert number("counterfoil_audit_lag_seconds") > 0
    page = Client().get("/metrics").content.decode()
    assert admin.organisation.name not in page
    assert "told.example" not in page
    assert str(admin.organisation.public_id) not in page


def test_requests_are_counted_by_route_and_status(desk: Desk, admin: Member) -> None:
    name = 'counterfoil_requests_total{method="GET",route="audit",status="302"}'
    before = number(name)
    Client().get("/audit?of=Ada")
    assert number(name) == before + 1
    Client().get("/nothing/of/ada@person.example")
    page = Client().get("/metrics").content.decode()
    assert 'route="(none)",status="404"' in page
    assert "ada" not in page.lower()
    assert 'counterfoil_request_seconds_bucket{le="0.025",method="GET",route="audit"}' in page


def test_a_database_that_is_away_is_told_as_503(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "HOST", "/nowhere")
        answers = {path: Client().get(path).status_code for path in ("/healthz", "/readyz", "/metrics")}
    connection.close()
    assert answers == {"/healthz": 200, "/readyz": 503, "/metrics": 503}
    assert Client().get("/readyz").status_code == 200


def test_processes_of_the_web_are_counted_together(desk: Desk, tmp_path: Path) -> None:
    asks = (
        "import django; django.setup(); from django.test import Client; Client().get('/healthz');"
        "print(Client().get('/metrics', REMOTE_ADDR='127.0.0.1').content.decode())"
    )
    environment = desk.environment | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for _ in range(2):
        done = subprocess.run(python("-c", asks), env=environment, check=True, capture_output=True, text=True)
    assert 'counterfoil_requests_total{method="GET",route="healthz",status="200"} 2.0' in done.stdout
    assert "counterfoil_jobs" in done.stdout or "counterfoil_audit_lag_seconds" in done.stdout


def test_without_a_folder_each_process_counts_alone() -> None:
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
    assert settings.METRICS_TOKEN == ""


def test_a_desk_whose_role_sees_all_is_not_ready(desk: Desk) -> None:
    from django.db import connections

    own = dict(connections["default"].settings_dict)
    connections["default"].close()
    connections["default"].settings_dict.update(django_database(desk.cluster.url(SUPERUSER)))
    try:
        answer = Client().get("/readyz")
    finally:
        connections["default"].close()
        connections["default"].settings_dict.update(own)
    assert answer.status_code == 503
    assert "every organisation" in answer.json()["why"]
    assert Client().get("/readyz").status_code == 200
