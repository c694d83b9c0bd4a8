"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.actions import found, give, issue_token
from counterfoil_desk.accounts.invitations import invite
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.organisation import acting_as

Sample = Callable[[Member], Mapping[str, Any]]


def _unknown_secret(_member: Member) -> dict[str, Any]:
    return {"secret": "unknown"}


def _member(member: Member) -> dict[str, Any]:
    return {"public_id": new_colleague(member).user.public_id}


def _invitation(member: Member) -> dict[str, Any]:
    with _acting(member):
        return {"public_id": invite(by=member, email=f"{uuid.uuid4().hex}@desk.example", role="reader").public_id}


def _token(member: Member) -> dict[str, Any]:
    until = timezone.now() + dt.timedelta(days=1)
    own = {"by": member.user, "organisation": member.organisation}
    with _acting(member):
        return {"public_id": issue_token(**own, name="walk", scopes=["read"], until=until)[0].public_id}


def _grant(member: Member) -> dict[str, Any]:
    until = timezone.now() + dt.timedelta(days=1)
    with _acting(member):
        other = found(by=member, kind="seller", name=f"Seller {uuid.uuid4().hex}").organisation
        own = {"by": member.user, "organisation": member.organisation, "to": other}
        return {"public_id": give(**own, register="rights", fields=["mark"], basis="contract", until=until).public_id}


def _acting(member: Member) -> AbstractContextManager[Any]:
    return acting_as(organisation=member.organisation_id, user=member.user_id)


def new_colleague(member: Member) -> Member:
    """Return somebody else of the same organisation."""
    user = User.objects.create_user(f"{uuid.uuid4().hex}@desk.example")
    with _acting(member), transaction.atomic():
        return Member.objects.create(organisation=member.organisation, user=user, role="reader")


SAMPLES: Final[Mapping[str, Sample]] = {
    "set-up": _unknown_secret,
    "invitation": _unknown_secret,
    "member-role": _member,
    "member-remove": _member,
    "invitation-resend": _invitation,
    "invitation-withdraw": _invitation,
    "token-revoke": _token,
    "grant-end": _grant,
}
