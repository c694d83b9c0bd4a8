"""Somebody lost his password or his second factor, and who runs the desk helps him: his organisations read of it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil_desk.accounts.each_organisation import tell_each_organisation
from counterfoil_desk.accounts.links import password_path
from counterfoil_desk.accounts.models import User
from counterfoil_desk.organisation import OPERATOR


def new_password_path(email: str) -> str:
    """Return the path by which a user sets a new password. Raises UserError where nobody has the address."""
    user = user_of(email)
    tell_each_organisation(user, "new password offered", actor=OPERATOR)
    return password_path(user)


def drop_second_factor(email: str) -> int:
    """Remove a user's second factor and its recovery codes; return how many were there. Raises UserError as above."""
    user = user_of(email)
    with transaction.atomic():
        gone = Authenticator.objects.filter(user=user)
        number: int = gone.count()
        gone.delete()
    return number


def user_of(email: str) -> User:
    """Return the user with a mail address. Raises UserError where nobody has it."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise UserError("Nobody on this desk has that mail address.", cure="Look at the page of members.")
    return user
