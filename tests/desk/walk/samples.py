"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.webhooks.models import Endpoint

Sample = Callable[[Member], Mapping[str, Any]]


def _unknown_secret(_member: Member) -> dict[str, Any]:
    return {"secret": "unknown"}


def _endpoint(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        made = Endpoint.objects.create(
            organisation=member.organisation, address="https://receiver.example/hook", events=[], secret="of a walk"
        )
    return {"public_id": made.public_id}


def _change_of_endpoint(member: Member) -> dict[str, Any]:
    return {**_endpoint(member), "act": "pause"}


SAMPLES: Final[Mapping[str, Sample]] = {
    "set-up": _unknown_secret,
    "webhook": _endpoint,
    "webhook-secret": _endpoint,
    "webhook-change": _change_of_endpoint,
}
