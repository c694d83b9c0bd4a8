"""Was the log moved into another cluster? There the numbers of transactions begin anew, so a new era begins.

A dump that is restored elsewhere, by whatever program, is recognised by the cluster's own number. A copy of the files
(and with it a recovery to a point in time) keeps both numbers, and the era.
"""

from typing import Any, Final

import psycopg

MOVED: Final = """
SELECT c.system_identifier FROM pg_control_system() c
WHERE c.system_identifier <> (SELECT cluster FROM audit_era ORDER BY number DESC LIMIT 1)
"""
BEGIN: Final = "INSERT INTO audit_era (number, cluster) SELECT max(number) + 1, %s FROM audit_era"


def was_moved(link: psycopg.Connection[Any]) -> bool:
    """Tell whether this is another cluster than the one of the last era."""
    return link.execute(MOVED).fetchone() is not None


def begin_era_where_moved(owner: psycopg.Connection[Any]) -> bool:
    """Begin a new era where this is another cluster; tell whether it is. Nothing may be writing to the log."""
    found = owner.execute(MOVED).fetchone()
    if found is not None:
        owner.execute(BEGIN, [found[0]])
    return found is not None
