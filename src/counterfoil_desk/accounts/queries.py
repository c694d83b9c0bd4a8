"""What pages ask of accounts. Row-level security answers for the organisation that the request acts for."""

from django.db.models import QuerySet
from django.utils import timezone

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import ApiToken, Member, SetupLink


def is_valid_link(secret: str) -> bool:
    """Tell whether a one-time link may still be used."""
    return SetupLink.objects.filter(digest=digest_of_secret(secret), used_at=None, until__gte=timezone.now()).exists()


def members() -> QuerySet[Member]:
    """Return the members of the organisation, by role and since when."""
    return Member.objects.select_related("user").order_by("role", "since")


def tokens() -> QuerySet[ApiToken]:
    """Return the tokens of the organisation, the latest first."""
    return ApiToken.objects.order_by("-created_at")


def numbers() -> dict[str, int]:
    """Return how many members and tokens in force the organisation has."""
    in_force = ApiToken.objects.filter(revoked_at=None, until__gt=timezone.now())
    return {"members": Member.objects.count(), "tokens": in_force.count()}
