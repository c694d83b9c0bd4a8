"""Which published files are no longer needed? Those not live since before a moment, on which nothing kept can rest.

When a file was replaced stands nowhere; so each night marks what is not live now, and counts from there. An answer
names what was live at its time: one given after a file was found unused cannot name it. So the oldest kept answer tells
which files no answer names. Suspect offers are kept much longer, and each names its generation: files of a generation
that one of them names stay.
"""

import datetime as dt
import re
from typing import Any, Final

from django.db import connection
from django.db.models import Min, QuerySet

from counterfoil_desk.records.models import Generation, PublishedFile
from counterfoil_desk.retention.models import UnusedFile
from counterfoil_desk.service.models import Answer

NAMED_BY_SUSPECTS: Final = """
WITH RECURSIVE named(generation) AS (
  SELECT min(generation) FROM service_suspectoffer WHERE organisation_id = app_organisation()
  UNION ALL
  SELECT (SELECT s.generation FROM service_suspectoffer s
    WHERE s.organisation_id = app_organisation() AND s.generation > named.generation ORDER BY s.generation LIMIT 1)
  FROM named WHERE named.generation IS NOT NULL
)
SELECT DISTINCT file.value
FROM named CROSS JOIN LATERAL (SELECT s.held_against FROM service_suspectoffer s
  WHERE s.organisation_id = app_organisation() AND s.generation = named.generation LIMIT 1) AS one
CROSS JOIN LATERAL jsonb_each_text(one.held_against -> 'digests') AS file
"""  # goes from generation to generation along the index: each costs a look, however many offers name it
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def mark_unused(organisation: int, *, now: dt.datetime) -> int:
    """Write down which files of the acting organisation are not live since now; return how many are marked newly."""
    live = live_files()
    UnusedFile.objects.filter(sha256__in=live).delete()
    unused = PublishedFile.objects.exclude(sha256__in=live).values_list("sha256", flat=True)
    known = set(UnusedFile.objects.values_list("sha256", flat=True))
    UnusedFile.objects.exclude(sha256__in=unused).delete()  # of files that are gone
    new = [UnusedFile(organisation_id=organisation, sha256=one, since=now) for one in unused if one not in known]
    return len(UnusedFile.objects.bulk_create(new, ignore_conflicts=True))


def unused_before(before: dt.datetime) -> QuerySet[PublishedFile]:
    """Return the acting organisation's files unused since before a moment, on which nothing that is kept can rest."""
    oldest = Answer.objects.aggregate(oldest=Min("at"))["oldest"]
    until = min(before, oldest) if oldest else before
    unused = UnusedFile.objects.filter(since__lt=until).values("sha256")
    return PublishedFile.objects.filter(sha256__in=unused).exclude(sha256__in=live_files() | named_by_suspects())


def named_by_suspects() -> set[str]:
    """Return the digests of the registers against which kept suspect offers of the acting organisation were held.

    Offers of runs made elsewhere name files that are not kept here.
    """
    with connection.cursor() as cursor:
        cursor.execute(NAMED_BY_SUSPECTS)
        return {str(row[0]) for row in cursor.fetchall()}


def live_files() -> set[str]:
    """Return the digests that the acting organisation's generation names, wherever they stand in it."""
    return {one for row in Generation.objects.values() for value in row.values() for one in _digests(value)}


def _digests(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {one for part in (*value.keys(), *value.values()) for one in _digests(part)}
    if isinstance(value, list):
        return {one for part in value for one in _digests(part)}
    return set(DIGEST.findall(value)) if isinstance(value, str) else set()
