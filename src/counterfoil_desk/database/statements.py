"""Run one statement of a call's path: its values are bound by the server, which keeps the plan.

Django writes values into the text of a statement, so that the database reads and plans it anew each time.
"""

from typing import Any

import psycopg
from django.db import connection

from counterfoil_desk.database.due import Due, Values


def run(statement: str, values: Values) -> tuple[Any, ...] | None:
    """Return the first row of what a statement gives, None where it gives none; raises what Django's cursors raise.

    The first of a transaction goes in one trip with its beginning.
    """
    return _run(statement, values, whole=False)


def run_whole(statement: str, values: Values) -> tuple[Any, ...] | None:
    """Run, as `run` does, all that a transaction has to do: as its first statement it is committed in the same trip.

    What comes after it in the block is another transaction. Where the block did something before, both end with it.
    """
    return _run(statement, values, whole=True)


def _run(statement: str, values: Values, *, whole: bool) -> tuple[Any, ...] | None:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    due: Due = connection.due  # type: ignore[attr-defined]  # our engine's connections have it
    with connection.wrap_database_errors:
        if due.acting is not None:
            cursor = due.begin(connection.connection, (statement, values), whole=whole)
        else:
            cursor = psycopg.Cursor(connection.connection)
            cursor.execute(statement, values, prepare=True)
        with cursor:
            return cursor.fetchone() if cursor.description else None
