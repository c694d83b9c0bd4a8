"""Django's engine for PostgreSQL, with one thing more: a transaction tells the database who acts, as its first act.

The setting lives as long as the transaction. A query outside of one, or evaluated after its end, sees no rows.
"""

import select
from typing import Any, Protocol

import psycopg
from django.db.backends.postgresql import base

from counterfoil_desk.organisation import Acting, acting

TOLD = "SELECT " + ", ".join(f"set_config('app.{part}', %s, true)" for part in Acting._fields)


class _Cursor(Protocol):
    def execute(self, query: str, params: list[str]) -> Any: ...


def tell_who_acts(cursor: _Cursor, now: Acting) -> None:
    """Tell the running transaction for whom it works, until it ends."""
    cursor.execute(TOLD, [str(part) if part is not None else "" for part in now])


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection that `settings.DATABASES` names by this module's package."""

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Begin or end a transaction; one that begins is told who acts."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and self.connection is not None:
            # sent with the BEGIN before it, in one go; a lost database is Django's error
            with self.wrap_database_errors, self.connection.pipeline(), psycopg.Cursor(self.connection) as cursor:
                tell_who_acts(cursor, acting())

    def is_usable(self) -> bool:
        """Say whether the connection still stands, without asking the server.

        A server that ended, even by a kill, has closed its end: there is something to read where nothing was asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return not waiting
