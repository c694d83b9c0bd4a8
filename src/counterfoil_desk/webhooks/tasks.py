"""The jobs of webhooks: tell a receiver what is due; see that no job was lost; keep secrets under the key of today."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from counterfoil_desk.database.every_organisation import every_organisation, for_each
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.webhooks import stalled, sweeping
from counterfoil_desk.webhooks.jobs import QUEUE, TASK
from counterfoil_desk.webhooks.seats import Receiver
from counterfoil_desk.webhooks.turns import take_turn

EVERY_TEN_SECONDS = "* * * * * */10"  # the sixth field counts seconds
EVERY_NIGHT = "17 3 * * *"


@app.task(name=TASK, queue=QUEUE)
def tell(organisation: int, endpoint: int, goes_on: bool = False) -> None:
    """Tell a receiver what is due, for as long as its turn lasts."""
    with acting_as(organisation=organisation):
        take_turn(Receiver(organisation, endpoint), goes_on=goes_on)


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="webhooks.sweep", queueing_lock="webhooks.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the time it stands for
    """Call for each receiver to whom something is due, and who is not called."""
    for_each(sweeping.organisations_due(), sweeping.sweep, job="webhooks.sweep")


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="webhooks.renew_secrets", queueing_lock="webhooks.renew_secrets")
def renew_secrets(timestamp: int) -> None:  # noqa: ARG001
    """Bring every endpoint's secrets to the desk's key of today, so that former keys can be forgotten."""
    for_each(every_organisation(), lambda _organisation: sweeping.renew_secrets(), job="webhooks.renew_secrets")


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="jobs.reclaim", queueing_lock="jobs.reclaim", pass_context=True)
async def reclaim(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Give the jobs of killed workers to others."""
    await stalled.reclaim(context.app)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="jobs.forget_old", queueing_lock="jobs.forget_old", pass_context=True)
async def forget_old(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Delete jobs that ended long ago."""
    await stalled.forget_old(context.app)
