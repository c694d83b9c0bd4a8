"""Seeds of second factors lie enciphered; where the desk's key was changed, they are brought to the one of today."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from counterfoil_desk.encryption import decrypted, encrypted

ENCIPHERED: Final = ("secret", "seed")  # of an authenticator app, of recovery codes: as allauth names them


def renew_seeds() -> int:
    """Encipher every seed under the key of today, where there are former keys; return how many authenticators.

    It acts for nobody: second factors belong to people, and to no organisation.
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    with transaction.atomic():
        kept = list(Authenticator.objects.select_for_update().order_by("pk"))
        for one in kept:
            one.data |= {name: encrypted(decrypted(one.data[name])) for name in ENCIPHERED if name in one.data}
            one.save(update_fields=["data"])
    return len(kept)
