"""What another organisation sees of a register: fields and rows of grants in force, nothing else, by the database."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from counterfoil_desk.accounts.actions import give
from counterfoil_desk.accounts.models import Grant, Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow, SharedRow
from counterfoil_desk.records.queries import held_grants, shared_rows
from counterfoil_desk.records.registers import REGISTERS, RIGHTS, SELLERS
from desk.conftest import APP, OWNER, Desk, new_member

MARK = {"id": "r-1", "mark": "Orlune", "owner": "Maison Orlune", "recorded": "TMK 26-00001"}
ACCOUNT = {"id": "s-1", "name": "A Person", "country": "NO", "bankAccount": "NO93 8601 1117 947"}
HOUR = dt.timedelta(hours=1)


@contextmanager
def acting(member: Member) -> Iterator[None]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        yield


def shown(member: Member) -> list[tuple[str, dict[str, Any]]]:
    with acting(member):
        return list(SharedRow.objects.order_by("register", "public_id").values_list("register", "content"))


def granted(giver: Member, to: Member, register: str, *fields: str) -> Grant:
    with acting_as(organisation=giver.organisation_id, user=giver.user_id):
        return give(
            by=giver.user,
            organisation=giver.organisation,
            to=to.organisation,
            register=register,
            fields=fields,
            basis="contract of 1 November 2026",
            until=dt.datetime.now(dt.UTC) + HOUR,
        )


@pytest.fixture
def giver(desk: Desk, admin: Member) -> Member:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(REGISTERS[RIGHTS], MARK, by="system:test", organisation=admin.organisation)
        put_row(REGISTERS[RIGHTS], {**MARK, "id": "r-2"}, by="system:test", organisation=admin.organisation)
        put_row(REGISTERS[SELLERS], ACCOUNT, by="system:test", organisation=admin.organisation)
    return admin


def test_a_grant_shows_its_fields_of_its_register_to_whom_it_names(giver: Member, desk: Desk) -> None:
    other, third = new_member(desk, role="reader"), new_member(desk, role="reader")
    grant = granted(giver, other, RIGHTS, "mark", "owner")
    only = {"mark": "Orlune", "owner": "Maison Orlune"}
    assert shown(other) == [(RIGHTS, only), (RIGHTS, only)]
    assert shown(third) == shown(giver) == []
    with acting(other):
        assert [one.basis for one in held_grants()] == ["contract of 1 November 2026"]
        page = shared_rows(grant)
        assert [row.owner.name for row in page] == [giver.organisation.name] * 2
        assert not shared_rows(grant, search="TMK").object_list  # a field that is not granted is not found either
        assert len(shared_rows(grant, search="orLUNE").object_list) == 2
    with acting(giver):
        assert held_grants() == []


def test_the_table_itself_shows_others_nothing(giver: Member, desk: Desk) -> None:
    other = new_member(desk, role="reader")
    granted(giver, other, RIGHTS, "mark")
    with acting(other):
        assert RightRow.objects.count() == 0
        assert RightRow.objects.update(content={}) == 0
        with connection.cursor() as cursor:  # as a view that forgot every filter would ask
            cursor.execute("SELECT count(*) FROM records_rightrow r, records_sharedrow s WHERE r.content IS NOT NULL")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT * FROM records_sharedrow")
            assert "TMK" not in repr(cursor.fetchall())


def test_a_row_without_a_granted_field_is_not_there(giver: Member, desk: Desk) -> None:
    other = new_member(desk, role="reader")
    granted(giver, other, SELLERS, "city", "country")
    granted(giver, other, RIGHTS, "house_mark")
    assert shown(other) == [(SELLERS, {"country": "NO"})]


@pytest.mark.parametrize(
    "changed",
    [{"until": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {"ended_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}],
    ids=["expired", "ended"],
)
def test_a_grant_that_is_over_shows_nothing(giver: Member, desk: Desk, changed: dict[str, Any]) -> None:
    other = new_member(desk, role="reader")
    grant = granted(giver, other, RIGHTS, "mark")
    assert shown(other)
    with acting(giver):
        Grant.objects.filter(pk=grant.pk).update(**changed)
    assert shown(other) == []
    with acting(other):
        assert held_grants() == []


def test_a_grant_of_one_row_shows_no_other(giver: Member, desk: Desk) -> None:
    other = new_member(desk, role="reader")
    grant = granted(giver, other, RIGHTS, "id", "mark")
    with acting(giver):
        row = RightRow.objects.get(key="r-2")
        Grant.objects.filter(pk=grant.pk).update(row_id=row.public_id)
    assert shown(other) == [(RIGHTS, {"id": "r-2", "mark": "Orlune"})]


def test_what_is_shared_cannot_be_written(giver: Member, desk: Desk) -> None:
    other = new_member(desk, role="administrator")
    granted(giver, other, RIGHTS, "mark")
    for statement in ("DELETE FROM records_sharedrow", "UPDATE records_sharedrow SET content = '{}'"):
        with pytest.raises(DatabaseError), acting(other), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_views_of_the_owner_read_past_the_organisation(desk: Desk) -> None:
    asked = "SELECT DISTINCT roles::text FROM pg_policies WHERE policyname = 'granted'"
    with desk.link(OWNER) as link:
        assert link.execute(asked).fetchall() == [(f"{{{OWNER}}}",)]
    assert APP != OWNER
