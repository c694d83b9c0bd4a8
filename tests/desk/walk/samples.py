"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.actions import give, next_number
from counterfoil_desk.accounts.models import Member, Organisation
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from counterfoil_desk.records.uploads import look_through
from counterfoil_desk.webhooks.models import Endpoint

MARK: Final = {"id": "r-1", "mark": "Orlune", "owner": "Walked"}
Sample = Callable[[Member], Mapping[str, Any]]


def _unknown_secret(_member: Member) -> dict[str, Any]:
    return {"secret": "unknown"}


def _register(_member: Member) -> dict[str, Any]:
    return {"register": RIGHTS}


def _row(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        put_row(REGISTERS[RIGHTS], MARK, by="system:walk", organisation=member.organisation)
        return {"register": RIGHTS, "public_id": RightRow.objects.get(key=MARK["id"]).public_id}


def _upload(member: Member) -> dict[str, Any]:
    file = io.BytesIO(b"id,mark,owner\nr-2,Halvo,Walked\n")
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made = look_through(
            REGISTERS[RIGHTS], file, file="rights.csv", by="system:walk", organisation=member.organisation
        )
    return {"register": RIGHTS, "public_id": made.public_id}


def _held_grant(member: Member) -> dict[str, Any]:
    """What another organisation lets the member's see."""
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        number = next_number("accounts_organisation")
    with acting_as(organisation=number, user=member.user_id), transaction.atomic():
        other = Organisation.objects.create(pk=number, kind="rights holder", name=f"Giver {number}")
        grant = give(
            by=member.user,
            organisation=other,
            to=member.organisation,
            register=RIGHTS,
            fields=["mark"],
            basis="contract",
            until=timezone.now() + dt.timedelta(hours=1),
        )
    return {"public_id": grant.public_id}


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
    "register-rows": _register,
    "register-row-add": _register,
    "register-import": _register,
    "register-export": _register,
    "register-row": _row,
    "register-row-change": _row,
    "register-row-remove": _row,
    "register-upload": _upload,
    "register-rejects": _upload,
    "shared-rows": _held_grant,
    "webhook": _endpoint,
    "webhook-secret": _endpoint,
    "webhook-change": _change_of_endpoint,
}
