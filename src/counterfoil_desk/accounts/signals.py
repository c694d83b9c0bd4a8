"""Who logs in and out, who tries in vain, and whose second factor comes and goes? Told to each of his organisations.

Django's and allauth's signals come here and nowhere else; rows of second factors are followed themselves, so that their
entries are written in the same transaction.
"""

from typing import Any, Final

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth_signals
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from counterfoil_desk.accounts.each_organisation import tell_each_organisation
from counterfoil_desk.accounts.models import User
from counterfoil_desk.accounts.proving import proved
from counterfoil_desk.organisation import OPERATOR, acting

STRANGER: Final = "system:log-in"  # who acts where somebody tried, and it is not known who


@receiver(auth_signals.user_logged_in, dispatch_uid="counterfoil")
def logged_in(request: Any, user: User, **_: Any) -> None:
    """Tell of a log-in, once it is complete, and by what."""
    methods = ", ".join(str(one["method"]) for one in get_authentication_records(request, user))
    tell_each_organisation(user, "logged in", **({"by": methods} if methods else {}))


@receiver(auth_signals.user_logged_out, dispatch_uid="counterfoil")
def logged_out(user: User | None, **_: Any) -> None:
    """Tell of a log-out."""
    if user is not None:
        tell_each_organisation(user, "logged out")


@receiver(auth_signals.user_login_failed, dispatch_uid="counterfoil")
def password_refused(credentials: dict[str, Any], **_: Any) -> None:
    """Tell of a wrong password for an address that somebody has; of others there is nobody to tell."""
    known = User.objects.filter(email__iexact=str(credentials.get("email", ""))).first()
    if known is not None:
        tell_each_organisation(known, "log-in refused", actor=STRANGER, by="password")


@receiver(mfa_signals.authentication_failed, dispatch_uid="counterfoil")
def second_factor_refused(user: User, **_: Any) -> None:
    """Tell of a wrong code after a right password."""
    tell_each_organisation(user, "log-in refused", actor=STRANGER, by="second factor")


@receiver(account_signals.password_changed, dispatch_uid="counterfoil.changed")
@receiver(account_signals.password_set, dispatch_uid="counterfoil.set")
@receiver(account_signals.password_reset, dispatch_uid="counterfoil.reset")
def password_changed(user: User, **_: Any) -> None:
    """Tell of a new password."""
    tell_each_organisation(user, "password changed")


@receiver(account_signals.password_reset, dispatch_uid="counterfoil.proved")
def password_reset(user: User, **_: Any) -> None:
    """Tell that the account is the person's: the link came by mail, or from who runs the desk."""
    proved(user, by="link for a new password")


@receiver(post_save, sender=Authenticator, dispatch_uid="counterfoil")
def second_factor_added(instance: Authenticator, created: bool, **_: Any) -> None:
    """Tell of a new second factor, or of new codes for the day on which it is lost."""
    if created:
        _told_of_factor(instance, "second factor added")


@receiver(post_delete, sender=Authenticator, dispatch_uid="counterfoil")
def second_factor_removed(instance: Authenticator, **_: Any) -> None:
    """Tell of a second factor that was removed."""
    _told_of_factor(instance, "second factor removed")


def _told_of_factor(instance: Authenticator, act: str) -> None:
    actor = "" if acting().user == instance.user_id else OPERATOR
    tell_each_organisation(instance.user, act, actor=actor, kind=str(instance.type))
