"""Who acts, and for which organisation? Set once for a request or a job; the database reads it in each transaction.

Row-level security shows each transaction the rows of one organisation (and what others granted to it). Where nobody is
set, it shows none: a forgotten filter in a view, or a job that does not say for whom it works, leaks nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple


class Acting(NamedTuple):
    """The organisation and the user that a transaction works for, by their numbers; None where there is none.

    `token` is the digest of a program's token while it is looked up: the one row that may be seen before it is known
    for whom the program acts.
    """

    organisation: int | None = None
    user: int | None = None
    token: str | None = None


NOBODY: Final = Acting()
OPERATOR: Final = "system:operator"  # how entries name who runs the desk, by commands on its machine
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acting() -> Acting:
    """Return who acts now."""
    return _acting.get()


@contextmanager
def acting_as(
    *, organisation: int | None = None, user: int | None = None, token: str | None = None
) -> Iterator[Acting]:
    """Act for an organisation and as a user in transactions that begin inside; afterwards as before."""
    now = Acting(organisation, user, token)
    before = _acting.set(now)
    try:
        yield now
    finally:
        _acting.reset(before)
