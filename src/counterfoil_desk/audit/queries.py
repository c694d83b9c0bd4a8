"""What pages ask of the audit log: entries of the organisation that the request acts for."""

from django.db.models import QuerySet

from counterfoil_desk.audit.models import Entry


def latest(most: int) -> QuerySet[Entry]:
    """Return the latest entries, with their seals where they have one."""
    return Entry.objects.select_related("seal").prefetch_related("values").order_by("-id")[:most]
