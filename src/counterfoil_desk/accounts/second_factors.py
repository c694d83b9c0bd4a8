"""Seeds of second factors lie enciphered; where the desk's key was changed, they are brought to the one of today."""

import logging
import re
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil_desk.encryption import decrypted, encrypted

log = logging.getLogger("counterfoil.desk")
ENCIPHERED: Final = ("secret", "seed")  # of an authenticator app, of recovery codes: as allauth names them
PLAIN: Final = re.compile(r"[A-Z2-7]+=*|[0-9a-f]+")  # base32 and hexadecimal, as allauth draws them; no cipher text is


def renew_seeds() -> int:
    """Encipher every seed under the key of today, where there are former keys; return how many could not be opened.

    It acts for nobody: second factors belong to people, and to no organisation. As long as one cannot be opened, its
    former key is missing: the log says so, and the others are brought over all the same.
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    lost = 0
    with transaction.atomic():
        for one in Authenticator.objects.select_for_update().order_by("pk"):
            try:
                one.data |= {name: encrypted(decrypted(one.data[name])) for name in ENCIPHERED if name in one.data}
            except UserError:
                lost += 1
            else:
                one.save(update_fields=["data"])
    if lost:
        log.error("second factors lie under a key that is not named", extra={"told": {"second_factors": lost}})
    return lost


def enciphered_where_plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a second factor with its seed enciphered, where it lies in plain; else as it is."""
    plain = {name: data[name] for name in ENCIPHERED if PLAIN.fullmatch(str(data.get(name, "")))}
    return {**data, **{name: encrypted(seed) for name, seed in plain.items()}}
