"""How allauth is bent to the desk: nobody signs up, an identity provider makes nobody, and mails go by jobs."""

from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterfoil_desk.accounts.mail import can_send
from counterfoil_desk.accounts.models import User
from counterfoil_desk.accounts.proving import take_over
from counterfoil_desk.accounts.queries import asked_for_second_factor
from counterfoil_desk.accounts.tasks import PASSWORD_RESET, TEXTS, write_to
from counterfoil_desk.encryption import decrypted, encrypted

WRONG_CODE: Final = gettext_lazy("This code is not right. Codes change every half minute: take the newest.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up; mails are sent by jobs that know a number alone; what is refused is told in the desk's words."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": gettext_lazy("The mail address or the password is not right."),
        "enter_current_password": gettext_lazy("This is not your password until now."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": gettext_lazy("The link is not valid any more."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002  allauth passes it
        """Return that there is no sign-up."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: Any) -> None:  # noqa: ARG002  allauth's call
        """Have the link sent to the user's own address."""
        self._write(user, PASSWORD_RESET)

    def send_notification_mail(self, template_prefix: str, user: User, *_more: Any, **_named: Any) -> None:
        """Have a user told of a change of his account, where there is a text for it."""
        if template_prefix in TEXTS:
            self._write(user, template_prefix)

    def _write(self, user: User, about: str) -> None:
        if can_send():
            write_to.defer(user=user.pk, about=about)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seeds lie enciphered in the database; where an organisation asks for a second factor, it stays."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy("An organisation of yours asks for a second factor: it stays."),
        "cannot_generate_recovery_codes": gettext_lazy("Recovery codes are for accounts with a second factor."),
    }

    def encrypt(self, text: str) -> str:
        """Return a text enciphered under the desk's secret."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again. Raises UserError where no key of the desk's opens it."""
        return decrypted(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Tell whether a second factor may be removed: not while an organisation of the user asks for one."""
        return not asked_for_second_factor(authenticator.user)


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A log-in by the organisation's identity provider opens an account that is there, and never makes one."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:  # noqa: ARG002  allauth passes them
        """Return that there is no sign-up."""
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Find the user by the address that the provider has verified; send everybody else back to the log-in page."""
        verified = {one.email.lower() for one in sociallogin.email_addresses if one.verified in (True, "true")}
        known = User.objects.filter(email__in=verified, is_active=True).first()
        if known is None or sociallogin.state.get("process") != "login":
            said = _("No account of this desk has the verified mail address of that log-in. Ask for an invitation.")
            messages.error(request, said)
            raise ImmediateHttpResponse(redirect("account_login"))
        take_over(known)
        sociallogin.user = known
