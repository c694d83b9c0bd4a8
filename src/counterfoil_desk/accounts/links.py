"""The link of an invitation: worked out anew where it is needed, so that it lies in no table and in no job.

It follows from the desk's own secret, the invitation and how often it was sent. Of it the table keeps the digest.
"""

import base64

from django.utils.crypto import salted_hmac

from counterfoil_desk.accounts.actions import digest_of_secret
from counterfoil_desk.accounts.models import Invitation

PURPOSE = "counterfoil.invitation"


def drawn(invitation: Invitation) -> str:
    """Return the secret of an invitation as it is sent now, 256 bits as text for an address."""
    said = f"{invitation.public_id}:{invitation.sent}"
    return base64.urlsafe_b64encode(salted_hmac(PURPOSE, said, algorithm="sha256").digest()).decode().rstrip("=")


def secret_of(invitation: Invitation) -> str | None:
    """Return the secret of an invitation's link, or None where it was drawn under another secret of the desk."""
    secret = drawn(invitation)
    return secret if digest_of_secret(secret) == invitation.digest else None
