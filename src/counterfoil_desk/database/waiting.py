"""How long may a change wait for another, and how long may one go on? Said to the database for one transaction.

A thread of the web that waits answers nobody else, and the whole desk has few. So who finds the registers held, as by a
file of 200,000 rows, is told so within seconds; and who holds them may take the minutes that such a file takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from counterfoil.errors import UserError

PATIENCE: Final = 5.0  # seconds for somebody else's change to end
LONGEST: Final = 15 * 60.0  # seconds for one statement, or between two, of a transaction that takes a file in
AGAIN_IN: Final = 30  # seconds, as programs are told
SET: Final = "SELECT set_config(%s, %s, true)"


class BusyError(UserError):
    """Somebody else holds what is to be changed; nothing is wrong with what was asked."""

    def __init__(self) -> None:
        super().__init__(
            _("The registers of this organisation are just being changed, such as by a large file."),
            cure=_("Do the same again in a minute; until now nothing of it was done."),
        )


@contextmanager
def waiting_briefly() -> Iterator[None]:
    """Wait no longer than a few seconds for locks that are taken inside. Raises BusyError where one is still held."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SET, ["lock_timeout", f"{PATIENCE * 1000:.0f}ms"])
            yield
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise BusyError from error
        raise


def allow_long_work() -> None:
    """Let the transaction go on for as long as a large file takes; others have the limits of the connection."""
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(SET, [name, f"{LONGEST:.0f}s"])
