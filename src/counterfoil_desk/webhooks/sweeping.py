"""Is there a job for each delivery that is due? Where one was lost, with a worker or in a backup, make it anew.

Nothing is lost with a job, for what is to be told stands in the delivery; and nothing is doubled by one job too many.
"""

import logging
from typing import Final

from django.db import connection, transaction

from counterfoil.errors import UserError
from counterfoil_desk.encryption import decrypted, encrypted
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.models import Endpoint

log = logging.getLogger("counterfoil.desk")
AFTER: Final = 2  # seconds for which a job that is due may wait for a worker
MOST: Final = 5_000  # in one sweep of one organisation
WITHOUT_JOB: Final = """
SELECT d.id FROM webhooks_delivery d JOIN webhooks_endpoint e ON e.id = d.endpoint_id
WHERE d.organisation_id = %s AND d.state = 'waiting' AND e.paused_at IS NULL
  AND d.next_try_at < now() - make_interval(secs => %s)
  AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs j
    WHERE j.queueing_lock = 'delivery:' || d.id AND j.status = 'todo')
ORDER BY d.next_try_at LIMIT %s
"""


def organisations_due() -> list[int]:
    """Return the organisations of which a delivery is due, read past row-level security by a function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_with_deliveries_due()")
        return [int(row[0]) for row in cursor.fetchall()]


def sweep(organisation: int) -> int:
    """Put a job into the queue for each delivery of an organisation that is due and has none; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WITHOUT_JOB, [organisation, AFTER, MOST])
        found = [int(row[0]) for row in cursor.fetchall()]
        jobs.defer(organisation, found)
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
