"""The jobs of the service: add up what calls counted."""

from procrastinate.contrib.django import app

from counterfoil_desk.database.every_organisation import every_organisation, for_each
from counterfoil_desk.service import tallies

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="service.fold_tallies", queueing_lock="service.fold_tallies")
def fold_tallies(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the time it stands for
    """Add up the tallies of every organisation."""
    for_each(every_organisation(), tallies.fold, job="service.fold_tallies")
