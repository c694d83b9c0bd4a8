"""Put the job of a receiver into the queue: a call to tell it what is due. What is due stands in the deliveries alone.

The job of a new delivery belongs to the transaction that makes it, and waits for no other: it has no name. Those that
only call again have one, so that one of each waits at most.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

from counterfoil_desk.webhooks.seats import Receiver

TASK: Final = "webhooks.tell"
QUEUE: Final = "webhooks"  # a queue of its own: a slow receiver holds up no other work
SOON: Final = dt.timedelta(minutes=1)  # what is due later than that the sweep finds


def defer(receivers: Iterable[Receiver]) -> None:
    """Put a job for each receiver into the queue, in the caller's transaction."""
    jobs = [_job(one) for one in sorted(receivers)]
    if jobs:
        app.job_manager.batch_defer_jobs(jobs=jobs)


def call(one: Receiver, *, goes_on: bool = False) -> None:
    """Call for a receiver again, behind all that wait; where that was done already, nothing happens."""
    _put(_job(one, name=waiting_name(one.endpoint), goes_on=goes_on))


def call_at(one: Receiver, at: dt.datetime, *, now: dt.datetime) -> None:
    """Call for a receiver at a time, where that is soon: once for all that is due in the same second."""
    if at - now <= SOON:
        second = math.ceil(at.timestamp())
        name = f"{waiting_name(one.endpoint)}:{second}"
        _put(_job(one, name=name, schedule_at=dt.datetime.fromtimestamp(second, dt.UTC)))


def waiting_name(endpoint: int) -> str:
    """Return the name under which one call for a receiver waits at most."""
    return f"endpoint:{endpoint}"


def _job(
    one: Receiver, *, name: str | None = None, schedule_at: dt.datetime | None = None, goes_on: bool = False
) -> Job:
    told: Mapping[str, Any] = {"organisation": one.organisation, "endpoint": one.endpoint, "goes_on": goes_on}
    configured = app.configure_task(TASK, queue=QUEUE, queueing_lock=name, schedule_at=schedule_at, allow_unknown=False)
    return configured.make_new_job(**told)


def _put(job: Job) -> None:
    try:
        with transaction.atomic():
            app.job_manager.defer_job(job=job)
    except AlreadyEnqueued:  # somebody was quicker: his does the same
        return
