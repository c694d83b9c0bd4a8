"""Tell events to the endpoints that asked for them: written, and queued, in the transaction in which they happened."""

from collections.abc import Mapping, Sequence

from django.db import connection

from counterfoil.custody.canonical import Value
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.events import Event
from counterfoil_desk.webhooks.models import Delivery
from counterfoil_desk.webhooks.seats import Receiver

ASKING = (
    "SELECT id FROM webhooks_endpoint WHERE organisation_id = %s AND ended_at IS NULL AND %s = ANY (events) ORDER BY id"
)


def tell(event: str, payload: Mapping[str, Value], *, organisation: int) -> int:
    """Write one delivery for each endpoint in force that asked for the event; return how many.

    All of it belongs to the caller's transaction: what is taken back was never told. Raises ValueError for an event
    that nobody can ask for.
    """
    return tell_all(event, [payload], organisation=organisation)


def tell_all(event: str, payloads: Sequence[Mapping[str, Value]], *, organisation: int) -> int:
    """Tell several events of one kind, as `tell` does one; where nobody listens, one statement is all it costs."""
    if event not in Event.values:
        raise ValueError(f"there is no event {event!r}")
    if not payloads:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(ASKING, [organisation, event])
        endpoints = [int(row[0]) for row in cursor.fetchall()]
    if not endpoints:
        return 0
    made = Delivery.objects.bulk_create(
        [
            Delivery(organisation_id=organisation, endpoint_id=endpoint, event=event, payload=dict(payload))
            for payload in payloads
            for endpoint in endpoints
        ]
    )
    jobs.defer(Receiver(organisation, endpoint) for endpoint in endpoints)
    return len(made)
