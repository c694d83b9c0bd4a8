"""What pages ask of webhooks. Row-level security answers for the organisation that the request acts for."""

from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from counterfoil_desk.webhooks.models import Delivery, Endpoint, State


def endpoints() -> QuerySet[Endpoint]:
    """Return the endpoints, those in force first, with how many deliveries wait and were given up, and the last one."""
    own = Delivery.objects.filter(endpoint=OuterRef("pk"))
    return Endpoint.objects.annotate(
        waiting=_number(own.filter(state=State.WAITING)),
        dead=_number(own.filter(state=State.DEAD)),
        last_delivered=Subquery(own.filter(state=State.DELIVERED).order_by("-id").values("settled_at")[:1]),
    ).order_by(F("ended_at").desc(nulls_first=True), "made_at")


def _number(found: QuerySet[Delivery]) -> Coalesce:
    """Return how many there are, counted for each endpoint by itself: most are delivered, and none of these is read."""
    counted = found.order_by().values("endpoint").annotate(number=Count("id")).values("number")
    return Coalesce(Subquery(counted), 0)


def endpoint(public_id: UUID) -> Endpoint | None:
    """Return an endpoint, or None where the organisation has none of that id."""
    return Endpoint.objects.filter(public_id=public_id).first()


def deliveries_of(one: Endpoint) -> QuerySet[Delivery]:
    """Return the deliveries of an endpoint, the latest first."""
    return Delivery.objects.filter(endpoint=one).order_by("-id")


def given_up() -> QuerySet[Delivery]:
    """Return what was given up, the latest first; `endpoint.ended_at` says whether it can be delivered again."""
    return Delivery.objects.filter(state=State.DEAD).select_related("endpoint").order_by("-settled_at", "-id")
