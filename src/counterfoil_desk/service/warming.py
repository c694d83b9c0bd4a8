"""Make a new web process ready before its first call: pages are imported, compiled code loaded, marks built.

Imports come before the process listens: two seconds of CPU that the first call would stand for, and a process beside
takes that call meanwhile. The rest runs beside the calls, which wait for nothing that they would not do themselves.
"""

import gc
import logging
import threading

from django.db import DatabaseError, connection, transaction
from django.urls import get_resolver

from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service.invented import screen_invented
from counterfoil_desk.service.references import MOST_KEPT, live

log = logging.getLogger("counterfoil.desk")


def import_pages() -> int:
    """Import the desk's addresses, with all that answers them; return how many there are."""
    return len(get_resolver().url_patterns)


def warm_beside() -> None:
    """Begin to warm this process, in a thread that ends with it."""
    threading.Thread(target=warm, name="warm", daemon=True).start()


def warm() -> None:
    """Screen invented offers, and open what is live for the first organisations."""
    screen_invented()
    try:
        for organisation in every_organisation()[:MOST_KEPT]:
            with acting_as(organisation=organisation), transaction.atomic():
                live(organisation)
    except DatabaseError:
        log.warning("the database is away; nothing of it was opened ahead")
    finally:
        connection.close()
    # what is there now stays as long as the process: no later call stands still while it is looked through for waste
    gc.collect()
    gc.freeze()
