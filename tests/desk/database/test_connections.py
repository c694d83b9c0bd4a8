"""A connection that the server has ended is noticed without asking, and replaced before the next question."""

from django.db import connection, transaction

from counterfoil_desk.database.statements import run
from desk.conftest import SUPERUSER, Desk


def test_a_connection_that_was_ended_is_replaced(desk: Desk) -> None:
    with transaction.atomic():
        first = run("SELECT pg_backend_pid()", [])
    assert connection.is_usable()
    assert first is not None
    with desk.link(SUPERUSER) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [first[0]])
    assert not connection.is_usable()
    connection.health_check_done = False  # as at the beginning of each request
    second = run("SELECT pg_backend_pid()", [])
    assert second is not None
    assert second != first


def test_the_server_keeps_the_plan_of_a_statement_of_a_calls_path(desk: Desk) -> None:
    statement = "SELECT 1 + %s::int"
    for _ in range(2):
        run(statement, [1])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, calls.custom_plans + calls.generic_plans FROM pg_prepared_statements AS calls"
        )
        kept = dict(cursor.fetchall())
    assert kept.get("SELECT 1 + $1::int") == 2
