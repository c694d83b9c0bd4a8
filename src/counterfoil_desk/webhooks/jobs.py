"""Put the job of a delivery into the queue, in the transaction that makes or changes the delivery.

A job is only a call to try; what it finds in the delivery's row decides. One job at most waits for each delivery.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

TASK: Final = "webhooks.deliver"
QUEUE: Final = "webhooks"  # a queue of its own: a slow receiver holds up no other work


def waiting_name(delivery: int) -> str:
    """Return the name under which one job of a delivery waits at most."""
    return f"delivery:{delivery}"


def defer(organisation: int, deliveries: Iterable[int], *, at: dt.datetime | None = None) -> None:
    """Put a job for each delivery into the queue, to be run at once or at a time."""
    jobs = [
        app.configure_task(
            TASK, queue=QUEUE, queueing_lock=waiting_name(delivery), schedule_at=at, allow_unknown=False
        ).make_new_job(organisation=organisation, delivery=delivery)
        for delivery in deliveries
    ]
    if not jobs:
        return
    try:
        with transaction.atomic():
            app.job_manager.batch_defer_jobs(jobs=jobs)
    except AlreadyEnqueued:  # somebody was quicker; where his job comes too early, the sweep makes another
        return
