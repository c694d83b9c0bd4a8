"""Work for somebody else for a while, inside a transaction that has begun already.

A log-in is told to each organisation of the person who logs in; an invitation is found by its digest before it is known
for which organisation it is. What the rest of the transaction works for is set back afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from counterfoil_desk.database.due import tell_who_acts
from counterfoil_desk.organisation import Acting, acting, acting_as


@contextmanager
def acting_within(
    *, organisation: int | None = None, user: int | None = None, token: str | None = None
) -> Iterator[Acting]:
    """Act for an organisation and as a user inside; where an exception leaves, the savepoint takes all of it back."""
    before = acting()
    with acting_as(organisation=organisation, user=user, token=token) as now, transaction.atomic():
        with connection.cursor() as cursor:
            tell_who_acts(cursor, now)
        yield now
        with connection.cursor() as cursor:  # a savepoint that is kept carries its settings outward
            tell_who_acts(cursor, before)
