"""Which published files are no longer needed? Those not live since before a moment, on which no kept answer can rest.

When a file was replaced stands nowhere; so each night marks what is not live now, and counts from there. An answer
names what was live at its time: one given after a file was found unused cannot name it. So the oldest kept answer tells
which files no answer names.
"""

import datetime as dt
import re
from typing import Any, Final

from django.db.models import Min, QuerySet

from counterfoil_desk.records.models import Generation, PublishedFile
from counterfoil_desk.retention.models import UnusedFile
from counterfoil_desk.service.models import Answer

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
    """Return the acting organisation's files that are unused since before a moment and before every kept answer."""
    oldest = Answer.objects.aggregate(oldest=Min("at"))["oldest"]
    until = min(before, oldest) if oldest else before
    unused = UnusedFile.objects.filter(since__lt=until).values("sha256")
    return PublishedFile.objects.filter(sha256__in=unused).exclude(sha256__in=live_files())


def live_files() -> set[str]:
    """Return the digests that the acting organisation's generation names, wherever they stand in it."""
    return {one for row in Generation.objects.values() for value in row.values() for one in _digests(value)}


def _digests(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {one for part in (*value.keys(), *value.values()) for one in _digests(part)}
    if isinstance(value, list):
        return {one for part in value for one in _digests(part)}
    return set(DIGEST.findall(value)) if isinstance(value, str) else set()
