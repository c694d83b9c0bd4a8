"""What the processes beside the web do: run jobs, and seal the audit log. Both go on after the database was away."""

import logging
import os
import signal
from collections.abc import Mapping
from typing import Final

import django

from counterfoil.errors import UserError
from counterfoil_desk.audit.sealer_settings import sealer_of

SETTINGS: Final = "counterfoil_desk.settings"
POLL: Final = 0.5  # seconds: after a restart of the database its calls no longer reach a worker (measured)
FINISH_WITHIN: Final = 10  # seconds for jobs under way
log = logging.getLogger("counterfoil.desk")


def ready_django() -> None:
    """Set Django up in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def new_setup_link() -> str | None:
    """Return the secret of a new one-time link, or None where the desk is set up."""
    ready_django()
    from counterfoil_desk.accounts.actions import make_setup_link

    try:
        return make_setup_link()
    except UserError:
        return None


def work() -> None:
    """Run jobs until asked to stop; what is under way is finished."""
    ready_django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as jobs:
        jobs.run_worker(fetch_job_polling_interval=POLL, shutdown_graceful_timeout=FINISH_WITHIN)


def keep_sealing(environment: Mapping[str, str]) -> None:
    """Seal what can be sealed, again and again, until asked to stop. Raises UserError where no sealer is named."""
    sealer = sealer_of(environment)
    if sealer.key is None:
        log.warning("the log is sealed and not signed: COUNTERFOIL_SEALING_KEY is not set")
    for number in (signal.SIGINT, signal.SIGTERM):  # between two batches: a batch under way is finished
        signal.signal(number, lambda *_: sealer.stop())
    sealer.run()
    if sealer.stamper is not None:
        sealer.stamper.close()
