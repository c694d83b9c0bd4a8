"""Is there a job for each receiver to whom something is due? Where one was lost, with a worker or else, make one.

Nothing is lost with a job, for what is to be told stands in the delivery; and nothing is doubled by one job too many.
Tries that were put off for long, or until a receiver is no longer left alone, have no job until then: they begin here.
"""

import logging
from typing import Final

from django.db import connection, transaction

from counterfoil.errors import UserError
from counterfoil_desk.encryption import decrypted, encrypted
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.models import Endpoint
from counterfoil_desk.webhooks.seats import Receiver

log = logging.getLogger("counterfoil.desk")
AFTER: Final = 2  # seconds for which a job that is due may wait for a worker
WITHOUT_JOB: Final = """
SELECT e.id FROM webhooks_endpoint e
WHERE e.organisation_id = %s AND e.paused_at IS NULL AND (e.held_until IS NULL OR e.held_until <= now())
  AND EXISTS (SELECT 1 FROM webhooks_delivery d WHERE d.endpoint_id = e.id AND d.state = 'waiting'
    AND d.next_try_at < now() - make_interval(secs => %s))
  AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.queueing_lock = 'endpoint:' || e.id AND j.status = 'todo')
ORDER BY e.id
"""


def organisations_due() -> list[int]:
    """Return the organisations of which a delivery is due, read past row-level security by a function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_with_deliveries_due()")
        return [int(row[0]) for row in cursor.fetchall()]


def sweep(organisation: int) -> int:
    """Call for each receiver of an organisation to whom something is due, and who is not called; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WITHOUT_JOB, [organisation, AFTER])
        found = [Receiver(organisation, int(row[0])) for row in cursor.fetchall()]
    for one in found:
        jobs.call(one)
    return len(found)


def renew_secrets() -> int:
    """Bring the acting organisation's secrets to the desk's key of today; return how many could not be opened.

    As long as one cannot be, a former key is missing: the log says so, and the others are brought over all the same.
    """
    lost = 0
    with transaction.atomic():
        for one in Endpoint.objects.select_for_update().filter(ended_at=None).order_by("pk"):
            try:
                one.secret = encrypted(decrypted(one.secret))
                one.former_secret = encrypted(decrypted(one.former_secret)) if one.former_secret else ""
            except UserError:
                lost += 1
            else:
                one.save(update_fields=["secret", "former_secret"])
    if lost:
        log.error("secrets of webhooks lie under a key that is not named", extra={"told": {"receivers": lost}})
    return lost
