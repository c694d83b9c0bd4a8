"""Links by which people come in: worked out anew where they are needed, so that none lies in a table or in a job.

That of an invitation follows from the desk's own secret, the invitation and how often it was sent; the table keeps its
digest. That for a new password is allauth's: it ends with the next log-in, and with the password.
"""

import base64

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.crypto import salted_hmac

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import Invitation, User

PURPOSE = "counterfoil.invitation"


def drawn(invitation: Invitation) -> str:
    """Return the secret of an invitation as it is sent now, 256 bits as text for an address."""
    said = f"{invitation.public_id}:{invitation.sent}"
    return base64.urlsafe_b64encode(salted_hmac(PURPOSE, said, algorithm="sha256").digest()).decode().rstrip("=")


def secret_of(invitation: Invitation) -> str | None:
    """Return the secret of an invitation's link, or None where it was drawn under another secret of the desk."""
    secret = drawn(invitation)
    return secret if digest_of_secret(secret) == invitation.digest else None


def password_path(user: User) -> str:
    """Return the path by which a user sets a new password, once."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    named = {"uidb36": user_pk_to_url_str(user), "key": token}
    return reverse("account_reset_password_from_key", kwargs=named)
