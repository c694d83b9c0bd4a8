"""Run one statement of a call's path: its values are bound by the server, which keeps the plan.

Django writes values into the text of a statement, so that the database reads and plans it anew each time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection

Values = Sequence[Any] | Mapping[str, Any]


def run(statement: str, values: Values) -> tuple[Any, ...] | None:
    """Return the first row of what a statement gives, None where it gives none; raises what Django's cursors raise."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchone() if cursor.description else None
