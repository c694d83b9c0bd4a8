"""What may a member do to the others, and to what his organisation lets out? Each answer is given once, in two forms.

`check_can_x` raises the sentence that says why not; `can_x` is for a button that is shown or not. Acts ask the first.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.utils import timezone
from django.utils.translation import gettext as _

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import ApiToken, Grant, Member, Role
from counterfoil_desk.accounts.roles import may

P = ParamSpec("P")


def _question(check: Callable[P, None]) -> Callable[P, bool]:
    """Return the question that a check answers by not raising."""

    @wraps(check)
    def can(*arguments: P.args, **named: P.kwargs) -> bool:
        try:
            check(*arguments, **named)
        except UserError:
            return False
        return True

    return can


def check_can_administer(by: Member) -> None:
    """Raise UserError where a member is no administrator."""
    if not may(by, Role.ADMINISTRATOR):
        raise UserError(_("Only an administrator may do this."), cure=_("Ask one of yours."))


def check_can_change_role(by: Member, member: Member, *, administrators: int) -> None:
    """Raise UserError where a member's role may not be changed; `administrators` is how many there are."""
    check_can_administer(by)
    _check_is_of(by, member.organisation_id)
    _check_one_stays(member, administrators)


def check_can_remove_member(by: Member, member: Member, *, administrators: int) -> None:
    """Raise UserError where a member may not be removed. Everybody may go himself, but for the last administrator."""
    if by.pk != member.pk:
        check_can_administer(by)
    _check_is_of(by, member.organisation_id)
    _check_one_stays(member, administrators)


def check_can_revoke_token(by: Member, token: ApiToken) -> None:
    """Raise UserError where a token may not be revoked: by others, or a second time."""
    check_can_administer(by)
    _check_is_of(by, token.organisation_id)
    if token.revoked_at is not None:
        raise UserError(_("This token is revoked already."), cure=_("Nothing is left to do."))


def check_can_end_grant(by: Member, grant: Grant) -> None:
    """Raise UserError where a grant may not be ended: by whom it was given to, or after its end."""
    check_can_administer(by)
    _check_is_of(by, grant.organisation_id)
    if grant.ended_at is not None or grant.until <= timezone.now():
        raise UserError(_("This grant has ended already."), cure=_("Nothing is left to do."))


can_administer = _question(check_can_administer)
can_change_role = _question(check_can_change_role)
can_remove_member = _question(check_can_remove_member)
can_revoke_token = _question(check_can_revoke_token)
can_end_grant = _question(check_can_end_grant)


def _check_is_of(by: Member, organisation: int) -> None:
    if by.organisation_id != organisation:
        raise UserError(_("This belongs to another organisation."), cure=_("Choose that organisation first."))


def _check_one_stays(member: Member, administrators: int) -> None:
    if member.role == Role.ADMINISTRATOR and administrators <= 1:
        raise UserError(
            _("The last administrator cannot go."), cure=_("Make somebody else an administrator before that.")
        )
