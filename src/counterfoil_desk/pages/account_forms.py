"""The forms of the log-in, the password and the second factor: allauth's checks under the desk's own words."""

from collections.abc import Mapping
from typing import Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Form
from django.utils.translation import gettext_lazy as _

LABELS: Final[Mapping[str, Any]] = {
    "login": _("Mail address"),
    "email": _("Mail address"),
    "password": _("Password"),
    "oldpassword": _("The password until now"),
    "password1": _("The new password"),
    "password2": _("The new password again"),
    "code": _("Code"),
}
HELP: Final[Mapping[str, Any]] = {
    "password1": _("At least 12 characters. Neither a common one nor one like your name or your mail address."),
}


class OwnWords(Form):
    """Fields under our labels; nothing stands in a field before somebody writes there."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS.get(name, field.label), HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class LogIn(OwnWords, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Who logs in."""


class PasswordAgain(OwnWords, account.ReauthenticateForm):  # type: ignore[misc]
    """Whoever does something that an open browser alone must not do."""


class ChangePassword(OwnWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class SetPassword(OwnWords, account.SetPasswordForm):  # type: ignore[misc]
    """A password for an account that had none."""


class AskForPassword(OwnWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Who forgot his password."""


class PasswordByLink(OwnWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The password of who came by the link of a mail."""


class CodeAtLogIn(OwnWords, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second factor, after the password."""


class CodeAgain(OwnWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The second factor of whoever does something that an open browser alone must not do."""


class FirstCode(OwnWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app: it shows that the app holds the secret."""
