"""For which organisations does a periodic task have to run? The one list that is read past row-level security."""

import logging
from collections.abc import Callable, Iterable

from django.db import connection

from counterfoil_desk.organisation import acting_as

log = logging.getLogger("counterfoil.jobs")


def every_organisation() -> list[int]:
    """Return the numbers of all organisations, in order; a task then acts for each of them, one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT every_organisation()")
        return [int(row[0]) for row in cursor.fetchall()]


def for_each(organisations: Iterable[int], work: Callable[[int], object], *, job: str) -> None:
    """Do a job's work for each organisation, acting for it; one of which it fails keeps no other from being served.

    Raises RuntimeError at the end where it failed for any, so that the job counts as failed; the log says for whom.
    """
    failed = 0
    for organisation in organisations:
        try:
            with acting_as(organisation=organisation):
                work(organisation)
        except Exception:
            told = {"job": job, "organisation": organisation}
            log.exception("failed for one organisation", extra={"told": told})
            failed += 1
    if failed:
        raise RuntimeError(f"{job} failed for {failed} of its organisations")
