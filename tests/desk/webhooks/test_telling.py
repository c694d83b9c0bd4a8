"""An event is told to who asked for it, with the transaction in which it happened, or not at all."""

import time

import pytest
from django.db import connection, transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.webhooks.actions import tell, tell_all
from counterfoil_desk.webhooks.models import Delivery, Endpoint
from desk.conftest import Desk, new_member

PAYLOAD = {"register": "rights", "generation": 7, "sha256": "ab" * 32}


def listening(member: Member, *events: str, address: str = "https://receiver.example/hook") -> Endpoint:
    return Endpoint.objects.create(
        organisation=member.organisation, address=address, events=list(events), secret="not used here"
    )


def jobs_of(organisation: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'webhooks.tell'"
            " AND args->>'organisation' = %s AND status = 'todo'",
            [str(organisation)],
        )
        return int(cursor.fetchone()[0])


def test_only_endpoints_that_asked_are_told(desk: Desk, admin: Member) -> None:
    number = admin.organisation_id
    with acting_as(organisation=number), transaction.atomic():
        listening(admin, "register.changed")
        listening(admin, "offer.decided", address="https://other.example/hook")
        assert tell("register.changed", PAYLOAD, organisation=number) == 1
        assert tell_all("offer.decided", [{"id": "a"}, {"id": "b"}], organisation=number) == 2
        assert tell("import.finished", {}, organisation=number) == 0
        assert Delivery.objects.filter(state="waiting").count() == 3
    assert jobs_of(number) == 2  # one to a receiver, however much it is told at once


def test_what_is_taken_back_was_never_told(desk: Desk, admin: Member) -> None:
    number = admin.organisation_id
    with acting_as(organisation=number):
        with transaction.atomic():
            listening(admin, "register.changed")
        with transaction.atomic():
            assert tell("register.changed", PAYLOAD, organisation=number) == 1
            transaction.set_rollback(True)
        with transaction.atomic():
            assert not Delivery.objects.exists()
    assert jobs_of(number) == 0


def test_an_event_that_does_not_exist_is_our_mistake(desk: Desk, admin: Member) -> None:
    with pytest.raises(ValueError, match="there is no event"):
        tell("register.chnaged", {}, organisation=admin.organisation_id)


def test_who_tells_another_organisation_tells_nobody(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        listening(admin, "register.changed")
    with acting_as(organisation=other.organisation_id), transaction.atomic():
        assert tell("register.changed", PAYLOAD, organisation=admin.organisation_id) == 0


def test_where_nobody_listens_it_costs_next_to_nothing(desk: Desk, admin: Member) -> None:
    number, calls = admin.organisation_id, 200
    with acting_as(organisation=number), transaction.atomic():
        tell("offer.decided", {}, organisation=number)
        began = time.perf_counter()
        for _ in range(calls):
            tell("offer.decided", {}, organisation=number)
        took = (time.perf_counter() - began) / calls
    assert took < 0.005  # .17 ms measured; the machine may be busy


def test_every_organisation_is_listed_though_rows_are_hidden(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader")
    assert {admin.organisation_id, other.organisation_id} <= set(every_organisation())
    with acting_as(organisation=other.organisation_id):
        assert admin.organisation_id in every_organisation()
