"""The job of registers: take a long file in, beside the web."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from counterfoil_desk.database.waiting import AGAIN_IN, BusyError
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records import asked

AGAIN = RetryStrategy(max_attempts=20, wait=AGAIN_IN, retry_exceptions=[BusyError])


@app.task(name=asked.TASK, queue=asked.QUEUE, retry=AGAIN)
def take_in(organisation: int, upload: int) -> None:
    """Take a file in for which somebody asked. Done twice, it finds nothing to do."""
    with acting_as(organisation=organisation):
        asked.take_in_asked(upload)
