"""A transaction begins with its first statement: is all that runs in it told who acts, and taken back with it?"""

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from psycopg.pq import TransactionStatus

from counterfoil_desk.accounts.models import Member, Organisation
from counterfoil_desk.database.statements import run, run_whole
from counterfoil_desk.organisation import acting_as
from desk.conftest import SUPERUSER, Desk, new_member

RENAMED = "UPDATE accounts_organisation SET name = %s"
NAMED = "SELECT name FROM accounts_organisation"
GONE = "INSERT INTO service_answer (organisation_id, key, request_sha256, at) VALUES (%s, %s, '', now()) RETURNING 1"


def status() -> TransactionStatus:
    connection.ensure_connection()
    return TransactionStatus(connection.connection.info.transaction_status)


def ended_and_run(desk: Desk, number: object) -> None:
    with desk.link(SUPERUSER) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
    run_whole(RENAMED, ["lost"])


def name_of(admin: Member) -> str:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        return Organisation.objects.get().name


def test_a_transaction_that_asks_nothing_is_none(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert status() == TransactionStatus.IDLE
        assert Organisation.objects.count() == 1
        assert status() == TransactionStatus.INTRANS
    assert status() == TransactionStatus.IDLE
    assert Organisation.objects.count() == 0


def test_who_acts_is_who_acted_as_it_began(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id), transaction.atomic(), acting_as(organisation=other.pk):
        assert Organisation.objects.get().pk == admin.organisation_id


def test_a_cursor_older_than_the_transaction_is_in_it(desk: Desk, admin: Member) -> None:
    before = name_of(admin)
    with connection.cursor() as cursor, acting_as(organisation=admin.organisation_id):
        with transaction.atomic():
            cursor.execute(RENAMED, ["lost"])
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
        with transaction.atomic():
            cursor.executemany(RENAMED, [["lost as well"]])
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
        with transaction.atomic(), cursor.copy(f"COPY ({NAMED}) TO STDOUT") as copy:
            assert b"".join(copy) == before.encode() + b"\n"
        with transaction.atomic():
            assert [row[0] for row in cursor.cursor.stream(NAMED)] == [before]
    assert name_of(admin) == before


def test_a_cursor_on_the_server_ends_with_its_transaction(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id):
        with transaction.atomic():
            assert [one.pk for one in Organisation.objects.iterator()] == [admin.organisation_id]
        with transaction.atomic():
            rows = Organisation.objects.iterator(chunk_size=1)
            next(rows)
        with pytest.raises(DatabaseError):
            next(rows)


def test_a_transaction_begun_by_hand_is_followed_by_another(desk: Desk, admin: Member) -> None:
    before = name_of(admin)
    with acting_as(organisation=admin.organisation_id), connection.cursor() as cursor:
        transaction.set_autocommit(False)
        try:
            cursor.execute(NAMED)
            connection.commit()
            cursor.execute(RENAMED, ["lost"])
            assert cursor.rowcount == 1
            connection.rollback()
        finally:
            transaction.set_autocommit(True)
    assert name_of(admin) == before


@pytest.mark.parametrize("first", [run, run_whole])
def test_a_first_statement_that_fails_leaves_nothing_and_the_connection_stands(
    desk: Desk, admin: Member, first: object
) -> None:
    assert callable(first)
    with acting_as(organisation=admin.organisation_id):
        with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic():
            first("SELECT 1 / %s::int", [0])
        assert run("SELECT app_organisation()", []) == (None,)
        with transaction.atomic():
            assert run("SELECT app_organisation()", []) == (admin.organisation_id,)


def test_a_whole_transaction_is_committed_and_what_follows_is_another(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id):
        with transaction.atomic():
            assert run_whole(RENAMED + " RETURNING name", ["kept"]) == ("kept",)
            assert status() == TransactionStatus.IDLE
            assert run(RENAMED + " RETURNING name", ["lost"]) == ("lost",)
            transaction.set_rollback(True)
        assert name_of(admin) == "kept"
        with transaction.atomic():
            run(NAMED, [])
            run_whole(RENAMED, ["lost"])  # the block did something before: it ends as one
            transaction.set_rollback(True)
    assert name_of(admin) == "kept"


def test_what_fails_as_it_is_committed_is_an_error_and_not_kept(desk: Desk, admin: Member) -> None:
    with desk.link(SUPERUSER) as link:  # asked only at the end of the transaction
        link.execute("ALTER TABLE service_answer DROP CONSTRAINT IF EXISTS late")
        link.execute(
            "ALTER TABLE service_answer ADD CONSTRAINT late UNIQUE (request_sha256) DEFERRABLE INITIALLY DEFERRED"
        )
        try:
            with acting_as(organisation=admin.organisation_id):
                with transaction.atomic():
                    assert run_whole(GONE, [admin.organisation_id, "one"]) == (1,)
                with pytest.raises(IntegrityError, match="late"), transaction.atomic():
                    run_whole(GONE, [admin.organisation_id, "two"])
                with transaction.atomic():
                    assert run("SELECT array_agg(key) FROM service_answer", []) == (["one"],)
                    assert run("DELETE FROM service_answer", []) is None
        finally:
            link.execute("ALTER TABLE service_answer DROP CONSTRAINT late")


def test_a_connection_lost_before_the_first_statement_is_an_error_and_the_next_one_is_told(
    desk: Desk, admin: Member
) -> None:
    with acting_as(organisation=admin.organisation_id):
        with transaction.atomic():
            number = run("SELECT pg_backend_pid()", [])
        assert number is not None
        with pytest.raises(OperationalError), transaction.atomic():
            ended_and_run(desk, number[0])
        with transaction.atomic():
            assert run("SELECT app_organisation()", []) == (admin.organisation_id,)
    assert name_of(admin) != "lost"
