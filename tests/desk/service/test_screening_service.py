"""Screening as a service: a change is live for the next call, one request gets one answer, and nobody else sees it."""

import datetime as dt
import json
import threading
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import Client

from counterfoil_desk.accounts.actions import actor_of, issue_token
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row, remove_row
from counterfoil_desk.records.models import Generation
from counterfoil_desk.records.registers import AUTHORISATIONS, REGISTERS, RIGHTS
from counterfoil_desk.service import actions
from counterfoil_desk.service.models import Answer, SuspectOffer
from counterfoil_desk.service.tallies import counted
from desk.conftest import SUPERUSER, Desk, new_member
from desk.service.conftest import FAIR, FALSE

URL = "/api/v1/offers/screen"


def asked(secret: str, *offers: dict[str, Any], key: str | None = None) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} | ({"Idempotency-Key": key} if key else {})
    body = json.dumps({"offers": offers})
    return Client().post(URL, body, content_type="application/json", headers=headers)


def test_offers_are_decided_with_reasons_and_what_they_rest_on(desk: Desk, admin: Member, program: str) -> None:
    answer = asked(program, FALSE, FAIR).json()
    assert [(one["id"], one["decision"] == "clear") for one in answer["results"]] == [("o-1", False), ("o-2", True)]
    assert answer["results"][0]["right_id"] == "r-1"
    assert answer["results"][0]["reasons"]
    assert (answer["generation"], set(answer["digests"])) == (1, {"rights"})
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert list(SuspectOffer.objects.values_list("offer_id", flat=True)) == ["o-1"]  # clear ones are counted alone
        assert [number for (_, decision), number in counted().items() if decision == "clear"] == [1]


def test_a_change_of_a_register_is_live_for_the_next_call(desk: Desk, admin: Member, program: str) -> None:
    plain = {**FALSE, "title": "Fjord Runner trail shoes", "price": "99.00 USD"}
    before = asked(program, plain).json()
    leave = {"seller": "s-9", "right_id": "r-1"}
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(REGISTERS[AUTHORISATIONS], leave, by=actor_of(admin.user), organisation=admin.organisation)
    after = asked(program, plain).json()
    assert after["generation"] == before["generation"] + 1
    assert after["results"][0]["score"] < before["results"][0]["score"]
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        remove_row(REGISTERS[RIGHTS], "r-1", by=actor_of(admin.user), organisation=admin.organisation)
    assert asked(program, FALSE).json()["results"][0]["decision"] == "clear"


def test_the_same_request_gets_the_same_answer_and_another_body_is_refused(
    desk: Desk, admin: Member, program: str
) -> None:
    first = asked(program, FALSE, key="k-1").json()
    assert asked(program, FALSE, key="k-1").json() == first
    assert asked(program, FAIR, key="k-1").status_code == 422
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert sum(counted().values()) == 1


def test_doubles_at_the_same_moment_are_answered_alike_and_kept_once(desk: Desk, admin: Member, program: str) -> None:
    answers: list[Any] = []

    def ask() -> None:
        answers.append(asked(program, FALSE, key="at once").json())
        connection.close()
        close_old_connections()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(answer == answers[0] for answer in answers)
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert sum(counted().values()) == 1


def end_backend(desk: Desk) -> None:
    """End the connection of this thread, as a database does that is killed."""
    with desk.link(SUPERUSER) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])


@pytest.mark.parametrize(("offer", "place"), [(FAIR, "with_proofs"), (FALSE, "with_proofs"), (FALSE, "tell_decided")])
def test_a_call_whose_database_is_lost_keeps_nothing_and_can_come_again(
    desk: Desk, admin: Member, program: str, monkeypatch: pytest.MonkeyPatch, offer: dict[str, Any], place: str
) -> None:
    really = getattr(actions, place)

    def lost(*given: Any, **named: Any) -> Any:
        end_backend(desk)
        return really(*given, **named)

    asked(program, FAIR)  # what is live is opened
    headers = {"Authorization": f"Bearer {program}", "Idempotency-Key": "lost"}
    with monkeypatch.context() as patched:
        patched.setattr(actions, place, lost)
        body = json.dumps({"offers": [offer]})
        client = Client(raise_request_exception=False)
        answer = client.post(URL, body, content_type="application/json", headers=headers)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert asked(program, offer, key="lost").status_code == 200
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Answer.objects.count() == 1
        assert sum(counted().values()) == 2
        assert Entry.objects.filter(act="offers screened").count() == 2


def test_a_key_of_another_request_changes_nothing(desk: Desk, admin: Member, program: str) -> None:
    asked(program, FAIR, key="k-1")
    assert asked(program, FALSE, key="k-1").status_code == 422
    assert asked(program, {**FALSE, "id": FAIR["id"]}, key="k-1").status_code == 422
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert not SuspectOffer.objects.exists()
        assert Entry.objects.filter(act="offers screened").count() == 1
    asked(program, FALSE)
    assert asked(program, {**FAIR, "id": FALSE["id"]}, key="k-1").status_code == 422
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert SuspectOffer.objects.count() == 1  # nor is what was suspect cleared


def test_bad_offers_are_told_and_good_ones_screened(desk: Desk, program: str) -> None:
    answer = asked(program, FAIR, {**FAIR, "id": "o-3", "price": "-4 USD"}).json()
    assert [one["id"] for one in answer["results"]] == ["o-2"]
    assert [(one["line"], one["field"]) for one in answer["rejects"]] == [(2, "price")]


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), ({"Authorization": "Bearer nonsense"}, 401), ({"Authorization": "Basic x"}, 401)]
)
def test_who_shows_no_token_is_refused(desk: Desk, headers: dict[str, str], status: int) -> None:
    body = json.dumps({"offers": [FAIR]})
    assert Client().post(URL, body, content_type="application/json", headers=headers).status_code == status


def test_a_token_of_another_scope_is_refused_and_a_session_counts_for_nothing(desk: Desk, admin: Member) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        _, secret = issue_token(by=admin.user, organisation=admin.organisation, name="r", scopes=["read"], until=until)
    assert asked(secret, FAIR).status_code == 403
    client = Client()
    client.force_login(admin.user)
    assert client.post(URL, json.dumps({"offers": [FAIR]}), content_type="application/json").status_code == 401


def test_another_organisation_screens_against_its_own_register(desk: Desk, admin: Member, program: str) -> None:
    other = new_member(desk, role="administrator")
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=other.organisation_id, user=other.user_id):
        _, secret = issue_token(
            by=other.user, organisation=other.organisation, name="o", scopes=["screen"], until=until
        )
    assert asked(program, FALSE).json()["results"][0]["decision"] != "clear"
    theirs = asked(secret, FALSE).json()
    assert (theirs["results"][0]["decision"], theirs["generation"]) == ("clear", 0)
    with acting_as(organisation=other.organisation_id), transaction.atomic():
        assert not SuspectOffer.objects.exists()
        assert not Generation.objects.exists()


def test_nothing_of_a_broken_request_is_left(desk: Desk, admin: Member, program: str) -> None:
    assert asked(program, {"id": "o-1"}).status_code == 422
    assert asked(program, {**FAIR, "price": "free"}, key="k-9").status_code == 422
    assert asked(program, FAIR, key="k-9").status_code == 200  # the key was not used up


def test_the_description_of_the_interface_is_whole(desk: Desk) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert URL in described["paths"]
    assert described["paths"][URL]["post"]["security"]
