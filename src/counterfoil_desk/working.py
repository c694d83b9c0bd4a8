"""What the processes beside the web do: run jobs, and seal the audit log. Both go on after the database was away."""

import logging
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import django

from counterfoil_desk.audit.sealer_settings import sealer_of
from counterfoil_desk.logs import log_as_json

SETTINGS: Final = "counterfoil_desk.settings"
log = logging.getLogger("counterfoil.desk")


def ready_django() -> None:
    """Set Django up in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def new_setup_link(*, example: Path | None = None) -> str | None:
    """Return the secret of a new one-time link, or None where the desk is set up.

    With a folder of the example marketplace, the link is to administer the example, which is loaded once: with the
    link, in one transaction, so that a start that is killed in between leaves neither.
    """
    ready_django()
    from django.db import transaction

    from counterfoil_desk.accounts.actions import made_for, make_setup_link
    from counterfoil_desk.accounts.models import User
    from counterfoil_desk.records.example import load_example

    if User.objects.exists():
        return None
    if example is None or made_for() is not None:
        return make_setup_link()
    with transaction.atomic():
        return make_setup_link(administers=load_example(example).pk)


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
    sealer = sealer_of(environment)
    if sealer.key is None:
        log.warning("the log is sealed and not signed: COUNTERFOIL_SEALING_KEY is not set")
    for number in (signal.SIGINT, signal.SIGTERM):  # between two batches: a batch under way is finished
        signal.signal(number, lambda *_: sealer.stop())
    sealer.run()
    if sealer.stamper is not None:
        sealer.stamper.close()
