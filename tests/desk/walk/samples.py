"""What stands in an address that takes an id: something of the member's organisation, made for the walk.

Every text of it is a canary: a word that stands nowhere else, so that the walk sees where it comes out.
"""

import datetime as dt
import io
import itertools
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from counterfoil_desk.accounts.actions import give, issue_token, next_number
from counterfoil_desk.accounts.invitations import invite
from counterfoil_desk.accounts.models import Member, Organisation, User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from counterfoil_desk.records.uploads import look_through
from counterfoil_desk.service.models import SuspectOffer
from counterfoil_desk.webhooks.models import Endpoint
from desk.conftest import new_member

CANARY: Final = "Quorrim"  # begins each of them; what it is of goes on in small letters
MARK: Final = {
    "id": "r-1",
    "mark": f"{CANARY}mark",
    "owner": f"{CANARY}owner",
    "registration_number": f"{CANARY}number",
}
FILE: Final = f"id,mark,owner,filed_on\nr-2,{CANARY}file,Walked,\nr-3,Fjell,Walked,{CANARY}reject\n".encode()
_numbers = itertools.count(1)
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
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made = look_through(
            REGISTERS[RIGHTS], io.BytesIO(FILE), file="rights.csv", by="system:walk", organisation=member.organisation
        )
    return {"register": RIGHTS, "public_id": made.public_id}


def _held_grant(member: Member) -> dict[str, Any]:
    """What another organisation lets the member's see."""
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        number = next_number("accounts_organisation")
    with acting_as(organisation=number, user=member.user_id), transaction.atomic():
        other = Organisation.objects.create(pk=number, kind="rights holder", name=f"{CANARY}giver {number}")
        grant = give(
            by=member.user,
            organisation=other,
            to=member.organisation,
            register=RIGHTS,
            fields=["mark"],
            basis=f"{CANARY}basis",
            until=timezone.now() + dt.timedelta(hours=1),
        )
    return {"public_id": grant.public_id}


def _endpoint(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        made = Endpoint.objects.create(
            organisation=member.organisation,
            address=f"https://receiver.example/{CANARY}hook/{next(_numbers)}",
            events=[],
            secret="of a walk",
        )
    return {"public_id": made.public_id}


def _change_of_endpoint(member: Member) -> dict[str, Any]:
    return {**_endpoint(member), "act": "pause"}


def _colleague(member: Member) -> dict[str, Any]:
    made = new_member(None, role="reader", organisation=member.organisation).user
    with acting_as(organisation=member.organisation_id, user=made.pk), transaction.atomic():
        User.objects.filter(pk=made.pk).update(name=f"{CANARY}colleague")
    return {"public_id": made.public_id}


def _invitation(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made = invite(by=member, email=f"{CANARY.lower()}invited.{next(_numbers)}@desk.example", role="reader")
    return {"public_id": made.public_id}


def _token(member: Member) -> dict[str, Any]:
    until = timezone.now() + dt.timedelta(hours=1)
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        made, _ = issue_token(
            by=member.user, organisation=member.organisation, name=f"{CANARY}token", scopes=["read"], until=until
        )
    return {"public_id": made.public_id}


def _suspect(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        made = SuspectOffer.objects.create(
            organisation=member.organisation,
            offer_id=f"o-{next(_numbers)}",
            offer={"id": "o-1", "title": f"{CANARY}offer", "description": f"{CANARY}description"},
            decision="hold",
            answer={"reasons": [f"{CANARY}reason"], "party_reasons": [f"{CANARY}sentence"]},
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
            basis=f"{CANARY}basis",
            until=timezone.now() + dt.timedelta(hours=1),
        )
    return {"public_id": grant.public_id}


def _an_entry(member: Member) -> dict[str, Any]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return {
            "number": record(actor="system:test", act="walked", subject=("test", "1"), told={"name": f"{CANARY}told"})
        }


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
