"""What a transaction has yet to tell the database: that it begins, and who acts. Both go with its first statement.

Django begins a transaction long before it asks anything, as with each request; told at once, that was a question and an
answer of its own. PostgreSQL knows of a transaction only from its first statement on; one that asks nothing is none.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import psycopg
from django.db.backends.postgresql import base

from counterfoil_desk.organisation import Acting

TOLD: Final = "SELECT " + ", ".join(f"set_config('app.{part}', %s, true)" for part in Acting._fields)
Values = Sequence[Any] | Mapping[str, Any]
Statement = tuple[str, Values]


class Telling(Protocol):
    """A cursor of Django's or of psycopg's."""

    def execute(self, query: str, params: list[str]) -> Any:
        """Run a statement."""


def tell_who_acts(cursor: Telling, now: Acting) -> None:
    """Tell the running transaction for whom it works, until it ends."""
    cursor.execute(TOLD, [str(part) if part is not None else "" for part in now])


class Due:
    """Who acts in the transaction that Django has begun and the database does not know of; None where there is none."""

    def __init__(self) -> None:
        self.acting: Acting | None = None

    def begin(self, link: psycopg.Connection[Any], *statements: Statement, whole: bool = False) -> psycopg.Cursor[Any]:
        """Begin the transaction, run statements in it, and commit it where they are the whole: all in one trip.

        Return the cursor, which has the last statement's rows. Where it fails the transaction stays due, and so it does
        where it was committed: nothing ever runs outside of one.
        """
        assert self.acting is not None
        cursor = psycopg.Cursor(link)
        with link.pipeline():
            cursor.execute("BEGIN")
            tell_who_acts(cursor, self.acting)
            for statement, values in statements:
                cursor.execute(statement, values, prepare=True)
            if whole:
                psycopg.Cursor(link).execute("COMMIT")
        self.acting = self.acting if whole else None
        return cursor


class TellingCursor(base.CursorMixin, psycopg.ClientCursor[Any]):
    """Django's cursor. Before what it runs, the transaction begins, also where the cursor is older than that."""

    def __init__(self, due: Due, link: psycopg.Connection[Any], **options: Any) -> None:
        super().__init__(link, **options)
        self._due = due

    def execute(self, *given: Any, **options: Any) -> Any:
        """Run a statement."""
        self._begin()
        return super().execute(*given, **options)

    def executemany(self, *given: Any, **options: Any) -> None:
        """Run a statement with many values."""
        self._begin()
        super().executemany(*given, **options)

    def copy(self, *given: Any, **options: Any) -> Any:
        """Run a COPY."""
        self._begin()
        return super().copy(*given, **options)

    def stream(self, *given: Any, **options: Any) -> Any:
        """Run a statement whose rows are read one by one."""
        self._begin()
        return super().stream(*given, **options)

    def _begin(self) -> None:
        if self._due.acting is not None:
            self._due.begin(self.connection).close()
