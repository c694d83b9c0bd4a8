"""Is there a job for each delivery that is due? Where one was lost, with a worker or in a backup, make it anew.

Nothing is lost with a job, for what is to be told stands in the delivery; and nothing is doubled by one job too many.
"""

from typing import Final

from django.db import connection, transaction

from counterfoil_desk.encryption import decrypted, encrypted
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.models import Endpoint

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
    """Bring the acting organisation's secrets to the desk's key of today; return how many endpoints have one.

    Raises UserError where a secret cannot be opened with any key of the desk's.
    """
    with transaction.atomic():
        endpoints = list(Endpoint.objects.select_for_update().filter(ended_at=None))
        for one in endpoints:
            one.secret = encrypted(decrypted(one.secret))
            one.former_secret = encrypted(decrypted(one.former_secret)) if one.former_secret else ""
            one.save(update_fields=["secret", "former_secret"])
    return len(endpoints)
