"""What pages ask of the service: suspect offers, one of them, and how many were decided how by day."""

import datetime as dt
import uuid
from collections import defaultdict

from django.core.paginator import Page, Paginator

from counterfoil.tables.decision import DECISIONS
from counterfoil_desk.service.models import DayCount, ImportedRun, SuspectOffer

TO_A_PAGE = 50


def suspects(*, decision: str = "", page: str = "1") -> Page[SuspectOffer]:
    """Return one page of the suspect offers, the latest first; `decision` narrows them where it is a known one."""
    found = SuspectOffer.objects.select_related("run").order_by("-screened_at", "id")
    if decision in DECISIONS:
        found = found.filter(decision=decision)
    return Paginator(found, TO_A_PAGE).get_page(page)


def suspect(public_id: uuid.UUID) -> SuspectOffer | None:
    """Return one suspect offer, None where there is none that the organisation may see."""
    return SuspectOffer.objects.select_related("run").filter(public_id=public_id).first()


def by_day(*, until: dt.date, days: int) -> dict[dt.date, dict[str, int]]:
    """Return how many offers were decided how on each of the last days (UTC), every day named."""
    since = until - dt.timedelta(days=days - 1)
    found: dict[dt.date, dict[str, int]] = defaultdict(dict)
    for row in DayCount.objects.filter(day__range=(since, until)):
        found[row.day][row.decision] = found[row.day].get(row.decision, 0) + row.offers
    return {day: found[day] for day in (since + dt.timedelta(days=number) for number in range(days))}


def runs() -> list[ImportedRun]:
    """Return the runs that were brought in, the latest first."""
    return list(ImportedRun.objects.order_by("-began_at")[:TO_A_PAGE])
