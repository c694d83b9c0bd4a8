"""Django's engine for PostgreSQL, with one thing more: a transaction tells the database who acts, as its first act.

The setting lives as long as the transaction. A query outside of one, or evaluated after its end, sees no rows.
"""

import select
from functools import partial
from typing import Any, Final

from django.db.backends.postgresql import base

from counterfoil_desk.database.due import Due, TellingCursor
from counterfoil_desk.organisation import acting

# Times that a statement runs before psycopg prepares it unasked; with None it never does, asked or not.
UNASKED: Final = 2**31


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection that `settings.DATABASES` names by this module's package."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.due = Due()

    def get_connection_params(self) -> dict[str, Any]:
        """Return what a connection is made with: Django's own, prepared statements where they are asked for, and
        cursors that begin a transaction which is due.
        """
        ours = {"prepare_threshold": UNASKED, "cursor_factory": partial(TellingCursor, self.due)}
        return {**super().get_connection_params(), **ours}

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor. One with a name lives on the server, and never longer than its transaction."""
        if name is None:
            return super().create_cursor()
        if self.due.acting is not None:
            self.due.begin(self.connection).close()
        made: Any = base.ServerSideCursor
        return made(self.connection, name=name, scrollable=False, withhold=self.autocommit)

    def _set_autocommit(self, autocommit: bool) -> None:
        """Begin a transaction, or go back to statements that stand alone; psycopg itself begins none."""
        if autocommit:
            super()._set_autocommit(True)  # type: ignore[misc]  # Django's stubs leave it out
        self._begin_anew(autocommit=autocommit)

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._begin_anew(autocommit=self.autocommit)

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]
        self._begin_anew(autocommit=self.autocommit)

    def _begin_anew(self, *, autocommit: bool) -> None:
        """Let a transaction be due, for whom acts now, where the next statement is to be in one."""
        self.due.acting = None if autocommit else acting()

    def is_usable(self) -> bool:
        """Say whether the connection still stands, without asking the server.

        A server that ended, even by a kill, has closed its end: there is something to read where nothing was asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return not waiting
