"""For which organisations does a periodic task have to run? The one list that is read past row-level security."""

from django.db import connection


def every_organisation() -> list[int]:
    """Return the numbers of all organisations, in order; a task then acts for each of them, one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT every_organisation()")
        return [int(row[0]) for row in cursor.fetchall()]
