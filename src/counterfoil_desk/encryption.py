"""Secrets that must be used again, and so cannot be kept as a digest: encrypted with keys derived from the desk's own.

The desk's key is COUNTERFOIL_SECRET_KEY. Where it was changed, the keys before it stand in COUNTERFOIL_FORMER_SECRET_KEYS:
what they encrypted is still read, and `encrypted_anew` brings it to the key of today.
"""

import base64
from functools import cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from counterfoil.errors import UserError

KEY_BYTES: Final = 32
PURPOSE: Final = b"counterfoil desk: secrets kept in the database"  # another purpose has another key


def encrypted(secret: str) -> str:
    """Return a secret as it is kept: readable with the desk's key alone, and unchanged."""
    return _keys().encrypt(secret.encode()).decode("ascii")


def decrypted(kept: str) -> str:
    """Return the secret. Raises UserError where no key of the desk's opens it."""
    try:
        return _keys().decrypt(kept.encode("ascii")).decode()
    except InvalidToken as cause:
        raise UserError(
            "A kept secret cannot be opened with the desk's key.",
            cure="Name the key before it in COUNTERFOIL_FORMER_SECRET_KEYS, or draw the secret anew.",
        ) from cause


def encrypted_anew(kept: str) -> str:
    """Return what is kept under the key of today. Raises UserError as `decrypted`."""
    return encrypted(decrypted(kept))


def _keys() -> MultiFernet:
    return _derived((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@cache
def _derived(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(secret))) for secret in secrets])


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
