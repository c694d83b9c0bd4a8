"""What pages ask of webhooks. Row-level security answers for the organisation that the request acts for."""

from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from counterfoil_desk.webhooks.models import Delivery, Endpoint, State


def endpoints() -> QuerySet[Endpoint]:
    """Return the endpoints, those in force first, each with how many deliveries wait and were given up."""
    waiting, dead = Q(deliveries__state=State.WAITING), Q(deliveries__state=State.DEAD)
    return Endpoint.objects.annotate(
        waiting=Count("deliveries", filter=waiting),
        dead=Count("deliveries", filter=dead),
        last_delivered=Max("deliveries__settled_at", filter=Q(deliveries__state=State.DELIVERED)),
    ).order_by("-ended_at", "made_at")


def endpoint(public_id: UUID) -> Endpoint | None:
    """Return an endpoint, or None where the organisation has none of that id."""
    return Endpoint.objects.filter(public_id=public_id).first()


def deliveries_of(one: Endpoint) -> QuerySet[Delivery]:
    """Return the deliveries of an endpoint, the latest first."""
    return Delivery.objects.filter(endpoint=one).order_by("-id")


def given_up() -> QuerySet[Delivery]:
    """Return what was given up, the latest first."""
    return Delivery.objects.filter(state=State.DEAD).select_related("endpoint").order_by("-settled_at", "-id")


def given_up_by_endpoint() -> list[dict[str, object]]:
    """Return for each endpoint how many deliveries were given up, since when, and until when."""
    counted = Delivery.objects.filter(state=State.DEAD).values("endpoint_id")
    return list(counted.annotate(deliveries=Count("id"), first=Min("settled_at"), last=Max("settled_at")))
