"""The jobs of the service: add up what calls counted."""

from procrastinate.contrib.django import app

from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service import tallies

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="service.fold_tallies", queueing_lock="service.fold_tallies")
def fold_tallies(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the time it stands for
    """Add up the tallies of every organisation."""
    for organisation in every_organisation():
        with acting_as(organisation=organisation):
            tallies.fold(organisation)
