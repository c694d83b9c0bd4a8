"""Somebody is invited by mail, and becomes a member by a link: once, within a week, and only by what he does himself.

Whoever holds the link learns the organisation and the role, and nothing of whether an address has an account here.
"""

import datetime as dt
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import actor_of, digest_of_secret
from counterfoil_desk.accounts.links import drawn
from counterfoil_desk.accounts.mail import can_send
from counterfoil_desk.accounts.models import Invitation, Member, Organisation, User
from counterfoil_desk.accounts.permissions import check_can_administer
from counterfoil_desk.accounts.proving import check_can_join
from counterfoil_desk.accounts.tasks import send_invitation
from counterfoil_desk.audit.actions import record
from counterfoil_desk.database.acting_within import acting_within

LIVES: Final = dt.timedelta(days=7)


def invite(*, by: Member, email: str, role: str) -> Invitation:
    """Invite somebody to the organisation; the answer is the same whether he has an account on this desk or not.

    Raises UserError where he is a member, or invited, already; an invitation whose time is over gives way.
    """
    check_can_administer(by)
    address = User.objects.normalize_email(email).lower()
    organisation = by.organisation
    with transaction.atomic():
        if Member.objects.filter(organisation=organisation, user__email=address).exists():
            raise UserError(_("This person is a member already."), cure=_("Change the role instead."))
        forget_expired(organisation, actor=actor_of(by.user))
        if Invitation.objects.filter(organisation=organisation, email=address).exists():
            raise UserError(_("This person is invited already."), cure=_("Send the invitation again."))
        made = Invitation(organisation=organisation, email=address, role=role, until=timezone.now() + LIVES)
        _send(made)
        _written(made, "invited", actor=actor_of(by.user), told={"role": role})
    return made


def resend(*, by: Member, invitation: Invitation) -> Invitation:
    """Send an invitation again, with a new link for another week; the old link ends."""
    check_can_administer(by)
    with transaction.atomic():
        kept = Invitation.objects.select_for_update().get(pk=invitation.pk)
        kept.sent += 1
        kept.until = timezone.now() + LIVES
        _send(kept)
        _written(kept, "invited again", actor=actor_of(by.user))
    return kept


def withdraw(*, by: Member, invitation: Invitation) -> None:
    """Take an invitation back: its link ends now, and the address is forgotten."""
    check_can_administer(by)
    with transaction.atomic():
        _written(invitation, "invitation withdrawn", actor=actor_of(by.user))
        Invitation.objects.filter(pk=invitation.pk).delete()


def forget_expired(organisation: Organisation, *, actor: str) -> int:
    """Delete the acting organisation's invitations whose time is over, and the addresses with them; return how many."""
    with transaction.atomic():
        over = Invitation.objects.filter(organisation=organisation, until__lte=timezone.now())
        expired = list(over.select_for_update().order_by("pk"))
        for one in expired:
            _written(one, "invitation expired", actor=actor)
            one.delete()
    return len(expired)


def invitation_of(digest: str) -> Invitation | None:
    """Return the invitation with a digest, its organisation known, or None where it is unknown or too old."""
    with acting_within(token=digest):
        known = Invitation.objects.select_related("organisation").filter(digest=digest).first()
    return known if known is not None and known.until > timezone.now() else None


def prepare_account(invitation: Invitation, *, name: str, password: str) -> None:
    """Make the account of a stranger who was invited, where there is none; he logs in with it and then joins.

    Nothing tells him, nor anybody else, whether the address had an account before: its password stays what it was.
    """
    with transaction.atomic():
        if User.objects.filter(email=invitation.email).exists():
            make_password(password)  # takes as long as making one
        else:
            vouched_by = None if invitation.by_mail else invitation.organisation
            User.objects.create_user(invitation.email, password=password, name=name, vouched_by=vouched_by)


def accept(invitation: Invitation, *, user: User) -> Member:
    """Make the user who is logged in a member, and use the link up.

    Raises UserError where it is used or too old, or as `check_can_join`.
    """
    organisation = invitation.organisation
    check_can_join(user, organisation)
    with acting_within(organisation=organisation.pk, user=user.pk):
        kept = Invitation.objects.select_for_update().filter(digest=invitation.digest).first()
        if kept is None or kept.until < timezone.now():
            raise UserError(_("This invitation is not valid any more."), cure=_("Ask for a new one."))
        member, is_new = Member.objects.get_or_create(
            organisation=organisation, user=user, defaults={"role": kept.role}
        )
        _written(kept, "invitation accepted", actor=actor_of(user))
        if is_new:
            subject = ("user", str(user.public_id))
            record(actor=actor_of(user), act="member added", subject=subject, told={"role": member.role})
        kept.delete()
    return member


def _send(invitation: Invitation) -> None:
    """Keep an invitation with the digest of its link, and have it sent with the end of the transaction."""
    invitation.digest = digest_of_secret(drawn(invitation))
    invitation.by_mail = can_send()
    invitation.save()
    if invitation.by_mail:
        send_invitation.defer(organisation=invitation.organisation_id, invitation=invitation.pk)


def _written(invitation: Invitation, act: str, *, actor: str, told: dict[str, str] | None = None) -> None:
    record(actor=actor, act=act, subject=("invitation", str(invitation.public_id)), told=told or {})
