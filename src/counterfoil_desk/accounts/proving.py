"""Is the mail address of an account that of who uses it? Where no mail is sent, an administrator sees the link first.

He could open it himself, and choose the password of an account with somebody else's address. Until the person has shown
that the address is his, the account is good for that administrator's organisation alone (`User.vouched_by`).
"""

from django.utils.translation import gettext as _

from counterfoil.errors import UserError
from counterfoil_desk.accounts.each_organisation import tell_each_organisation
from counterfoil_desk.accounts.models import Organisation, User
from counterfoil_desk.database.acting_within import acting_within


def proved(user: User, *, by: str) -> None:
    """Write down that the person himself came, by a link to his address or one from who runs the desk."""
    if user.vouched_by_id is None:
        return
    with acting_within(user=user.pk):
        user.vouched_by = None
        user.save(update_fields=["vouched_by"])
        tell_each_organisation(user, "address proved", by=by)


def take_over(user: User) -> None:
    """Leave an account to whom an identity provider knows by its address: an older password, and its sessions, end."""
    if user.vouched_by_id is None:
        return
    with acting_within(user=user.pk):
        user.set_unusable_password()
        user.save(update_fields=["password"])
        proved(user, by="identity provider")


def check_can_join(user: User, organisation: Organisation) -> None:
    """Raise UserError where an administrator of another organisation may know the password of the account."""
    if user.vouched_by_id not in (None, organisation.pk):
        raise UserError(
            _("Another organisation passed on the link by which this account was made, and may know its password."),
            cure=_(
                "Log in by your identity provider, or set a new password by a link that a mail brings, or that who "
                "runs the desk gives you. Then open the invitation again."
            ),
        )
