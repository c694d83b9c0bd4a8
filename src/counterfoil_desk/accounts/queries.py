"""What pages ask of accounts. Row-level security answers for the organisation that the request acts for."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import ApiToken, Member, SetupLink, User


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


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return, for actors as entries name them, what members read: a person's name, else its address; a program's name.

    A part of the desk that acts by itself, and whoever is not known any more, is told as the entry does.
    """
    told = {actor: actor.partition(":")[2] for actor in actors}
    people = User.objects.filter(public_id__in=_ids(told, "user"))
    programs = ApiToken.objects.filter(public_id__in=_ids(told, "token"))
    known = {f"user:{one.public_id}": one.name or one.email for one in people}
    return {**told, **known, **{f"token:{one.public_id}": one.name for one in programs}}


def _ids(actors: Iterable[str], kind: str) -> list[str]:
    return [actor.removeprefix(f"{kind}:") for actor in actors if actor.startswith(f"{kind}:")]
