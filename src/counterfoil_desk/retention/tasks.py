"""Every night: delete what each organisation no longer keeps, one job to an organisation; and what ended of the desk's.

Of the desk as a whole end sessions, and counters of wrong log-ins and of calls (the table desk_cache).
"""

from typing import Final

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from counterfoil_desk.accounts.invitations import forget_expired
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.retention.actions import delete_old
from counterfoil_desk.retention.kinds import NAMED_BY_NIGHT

AT_NIGHT: Final = "17 2 * * *"  # UTC; off the full hour, at which everybody's jobs begin


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="retention")
def delete_old_of_all(timestamp: int) -> int:  # noqa: ARG001  procrastinate tells for when it was due
    """Defer a job for each organisation, and delete sessions and counters that ended; return how many were deferred."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_cache WHERE expires < now()")
    deferred = 0
    for organisation in every_organisation():
        try:
            with transaction.atomic():
                lock = f"retention {organisation}"
                delete_old_of_one.configure(queueing_lock=lock, lock=lock).defer(organisation=organisation)
        except AlreadyEnqueued:  # last night's still waits: it does the same
            continue
        deferred += 1
    return deferred


@app.task
def delete_old_of_one(organisation: int) -> dict[str, int]:
    """Delete what one organisation no longer keeps; return the rows by kind. Done twice, it finds nothing more."""
    with acting_as(organisation=organisation):
        with transaction.atomic():
            own = Organisation.objects.get(pk=organisation)
        return {**delete_old(own), "invitations": forget_expired(own, actor=NAMED_BY_NIGHT)}
