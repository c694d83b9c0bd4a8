"""What pages ask of accounts. Row-level security answers for the organisation that the request acts for."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import ApiToken, Grant, Member, SetupLink, User
from counterfoil_desk.organisation import acting


def valid_link(secret: str) -> SetupLink | None:
    """Return the one-time link of a secret while it may still be used."""
    return SetupLink.objects.filter(digest=digest_of_secret(secret), used_at=None, until__gte=timezone.now()).first()


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


def grants_given() -> QuerySet[Grant]:
    """Return the grants in force by which others see rows of the organisation."""
    return _in_force().filter(organisation_id=acting().organisation or 0).select_related("to_organisation")


def grants_held() -> QuerySet[Grant]:
    """Return the grants in force by which the organisation sees rows of others."""
    return _in_force().filter(to_organisation_id=acting().organisation or 0).select_related("organisation")


def _in_force() -> QuerySet[Grant]:
    return Grant.objects.filter(ended_at=None, until__gt=timezone.now()).order_by("register", "until")


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
