"""Delete what each organisation no longer keeps, one job to an organisation: every night; waiting files every hour.

Of the desk as a whole end sessions, and counters of wrong log-ins and of calls (the table desk_cache).
"""

from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from counterfoil_desk.accounts.invitations import forget_expired
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.retention.actions import delete_old, delete_uploads
from counterfoil_desk.retention.kinds import NAMED_BY_NIGHT

AT_NIGHT: Final = "17 2 * * *"  # UTC; off the full hour, at which everybody's jobs begin
EACH_HOUR: Final = "47 * * * *"  # a file may wait for a day, and not for most of the next until the night comes


@app.periodic(cron=AT_NIGHT)
@app.task(queueing_lock="retention")
def delete_old_of_all(timestamp: int) -> int:  # noqa: ARG001  procrastinate tells for when it was due
    """Defer a job for each organisation, and delete sessions and counters that ended; return how many were deferred."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_cache WHERE expires < now()")
    return _deferred_for_all(delete_old_of_one, named="retention")


@app.periodic(cron=EACH_HOUR)
@app.task(queueing_lock="retention of uploads")
def delete_uploads_of_all(timestamp: int) -> int:  # noqa: ARG001
    """Defer a job for each organisation; return how many were deferred."""
    return _deferred_for_all(delete_uploads_of_one, named="retention of uploads")


@app.task
def delete_old_of_one(organisation: int) -> dict[str, int]:
    """Delete what one organisation no longer keeps; return the rows by kind. Done twice, it finds nothing more."""
    with acting_as(organisation=organisation):
        own = _own(organisation)
        return {**delete_old(own), "invitations": forget_expired(own, actor=NAMED_BY_NIGHT)}


@app.task
def delete_uploads_of_one(organisation: int) -> int:
    """Delete files of one organisation that waited for a day; return how many."""
    with acting_as(organisation=organisation):
        return delete_uploads(_own(organisation))


def _own(organisation: int) -> Organisation:
    with transaction.atomic():
        return Organisation.objects.get(pk=organisation)


def _deferred_for_all(task: Any, *, named: str) -> int:
    deferred = 0
    for organisation in every_organisation():
        try:
            with transaction.atomic():
                lock = f"{named} {organisation}"
                task.configure(queueing_lock=lock, lock=lock).defer(organisation=organisation)
        except AlreadyEnqueued:  # the one of before still waits: it does the same
            continue
        deferred += 1
    return deferred
