"""What the processes beside the web do: run jobs, and seal the audit log. Both go on after the database was away."""

import logging
import os
import time
from collections.abc import Mapping
from typing import Final

import django
import psycopg

from counterfoil.errors import UserError
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.configuration import SEALER_URL
from counterfoil_desk.logs import log_as_json
from counterfoil_desk.processes import Stopped, stopping_on_signals

SETTINGS: Final = "counterfoil_desk.settings"
PAUSE: Final = 0.05  # seconds between two looks at the log
AWAY: Final = 1.0  # seconds until a database that does not answer is tried again
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
    """Run jobs until asked to stop; what is under way is finished. Several workers share the work."""
    ready_django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from counterfoil_desk.running import run_jobs

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as jobs:
        run_jobs(jobs)


def keep_sealing(environment: Mapping[str, str]) -> None:
    """Seal what can be sealed, again and again, until asked to stop. Raises UserError where no sealer is named."""
    log_as_json()
    url = environment.get(SEALER_URL)
    if not url:
        raise UserError(f"{SEALER_URL} is not set.", cure="Give it the sealer's role (docs/desk.md).")
    with stopping_on_signals():
        try:
            while True:
                _seal_until_away(url)
                time.sleep(AWAY)
        except Stopped:
            return


def _seal_until_away(url: str) -> None:
    try:
        with psycopg.connect(url, autocommit=True) as link:
            while True:
                if not seal_batch(link):
                    time.sleep(PAUSE)
    except psycopg.OperationalError:
        log.warning("the database is away; the sealer waits")
