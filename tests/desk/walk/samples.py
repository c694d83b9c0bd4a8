"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.actions import give, issue_token, next_number
from counterfoil_desk.accounts.invitations import invite
from counterfoil_desk.accounts.models import Member, Organisation
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from counterfoil_desk.records.uploads import look_through
from counterfoil_desk.service.models import SuspectOffer
from counterfoil_desk.webhooks.models import Endpoint
from desk.conftest import new_member

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


def _colleague(member: Member) -> dict[str, Any]:
    return {"public_id": new_member(None, role="reader", organisation=member.organisation).user.public_id}


def _invitation(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made = invite(by=member, email=f"invited.{member.pk}@desk.example", role="reader")
    return {"public_id": made.public_id}


def _token(member: Member) -> dict[str, Any]:
    until = timezone.now() + dt.timedelta(hours=1)
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made, _ = issue_token(
            by=member.user, organisation=member.organisation, name="walk", scopes=["read"], until=until
        )
    return {"public_id": made.public_id}


def _suspect(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        made = SuspectOffer.objects.create(
            organisation=member.organisation, offer_id="o-1", offer={"id": "o-1"}, decision="hold", answer={}
        )
    return {"public_id": made.public_id}


def _given_grant(member: Member) -> dict[str, Any]:
    """What the member's organisation lets another see."""
    other = new_member(None, role="reader").organisation
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        grant = give(
            by=member.user,
            organisation=member.organisation,
            to=other,
            register=RIGHTS,
            fields=["mark"],
            basis="contract",
            until=timezone.now() + dt.timedelta(hours=1),
        )
    return {"public_id": grant.public_id}


def _an_entry(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return {"number": record(actor="system:test", act="walked", subject=("test", "1"), told={"name": "Ada"})}


SAMPLES: Final[Mapping[str, Sample]] = {
    "suspect": _suspect,
    "invitation": _unknown_secret,
    "member-role": _colleague,
    "member-remove": _colleague,
    "invitation-resend": _invitation,
    "invitation-withdraw": _invitation,
    "token-revoke": _token,
    "grant-end": _given_grant,
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
    "audit-entry": _an_entry,
}
