"""What pages ask of accounts. Row-level security answers for the organisation that the request acts for."""

import uuid
from collections.abc import Iterable
from contextlib import suppress

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils import timezone

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import (
    ApiToken,
    Grant,
    Invitation,
    Member,
    Organisation,
    SetupLink,
    User,
)
from counterfoil_desk.database.acting_within import acting_within


def valid_link(secret: str) -> SetupLink | None:
    """Return the one-time link of a secret while it may still be used."""
    return SetupLink.objects.filter(digest=digest_of_secret(secret), used_at=None, until__gte=timezone.now()).first()


def members(organisation: Organisation) -> QuerySet[Member]:
    """Return the members of the organisation, by role and since when; not what else the reader is a member of."""
    own = Member.objects.filter(organisation=organisation).select_related("user")
    return own.order_by("role", "since")


def tokens() -> QuerySet[ApiToken]:
    """Return the tokens of the organisation, the latest first."""
    return ApiToken.objects.order_by("-created_at")


def numbers(organisation: Organisation) -> dict[str, int]:
    """Return how many members and tokens in force the organisation has."""
    in_force = ApiToken.objects.filter(revoked_at=None, until__gt=timezone.now())
    return {"members": members(organisation).count(), "tokens": in_force.count()}


def in_force(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Return those of some grants that are in force, by register and until when."""
    return grants.filter(ended_at=None, until__gt=timezone.now()).order_by("register", "until")


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return, for actors as entries name them, what members read: `known_names`, and as the entry does of all others.

    Those are a part of the desk that acts by itself, and whoever is not known any more.
    """
    told = {actor: actor.partition(":")[2] for actor in actors}
    return {**told, **known_names(told)}


def known_names(references: Iterable[str]) -> dict[str, str]:
    """Return, of references such as `user:…` and `token:…`, a person's name, else its address; a program's name."""
    wanted = set(references)
    people = User.objects.filter(public_id__in=_ids(wanted, "user"))
    programs = ApiToken.objects.filter(public_id__in=_ids(wanted, "token"))
    known = {f"user:{one.public_id}": one.name or one.email for one in people}
    return {**known, **{f"token:{one.public_id}": one.name for one in programs}}


def _ids(references: Iterable[str], kind: str) -> list[uuid.UUID]:
    found = []
    for reference in references:
        told, _, name = reference.partition(":")
        with suppress(ValueError):  # an id that is none is nobody's
            found += [uuid.UUID(name)] if told == kind else []
    return found


def asked_for_second_factor(user: User) -> bool:
    """Tell whether an organisation of a user asks its members for a second factor."""
    with acting_within(user=user.pk):
        return Member.objects.filter(user=user, organisation__requires_second_factor=True).exists()


def has_second_factor(user: User) -> bool:
    """Tell whether a user has set up a second factor."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def invitations() -> QuerySet[Invitation]:
    """Return the open invitations of the organisation, the latest first."""
    return Invitation.objects.order_by("-invited_at")


def grants_given(organisation: Organisation) -> QuerySet[Grant]:
    """Return what an organisation lets others see, and what it did, the latest first."""
    return Grant.objects.filter(organisation=organisation).select_related("to_organisation").order_by("-given_at")


def grants_held(organisation: Organisation) -> QuerySet[Grant]:
    """Return what others let an organisation see, and what they did, the latest first."""
    return Grant.objects.filter(to_organisation=organisation).select_related("organisation").order_by("-given_at")


def organisation_at(address: str) -> Organisation | None:
    """Return the organisation that has told somebody its address, or None; nobody can look through all of them."""
    try:
        public_id = uuid.UUID(address.strip())
    except ValueError:
        return None
    with acting_within(token=str(public_id)):
        return Organisation.objects.filter(public_id=public_id).first()
