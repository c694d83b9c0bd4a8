"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as

Sample = Callable[[Member], Mapping[str, Any]]


def _unknown_secret(_member: Member) -> dict[str, Any]:
    return {"secret": "unknown"}


def _an_entry(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return {"number": record(actor="system:test", act="walked", subject=("test", "1"), told={"name": "Ada"})}


SAMPLES: Final[Mapping[str, Sample]] = {
    "set-up": _unknown_secret,
    "audit-entry": _an_entry,
}
