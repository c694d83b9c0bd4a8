"""The jobs of webhooks: try one delivery."""

from procrastinate.contrib.django import app

from counterfoil_desk.webhooks.jobs import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE)
def deliver(organisation: int, delivery: int) -> None:
    """Try one delivery, where it is due."""
