"""Ed25519 keys (RFC 8032): how they are read, how a file is signed with them, and whether it was changed since.

A private key is PKCS #8 and a public key SubjectPublicKeyInfo, both in PEM, as `openssl genpkey -algorithm ed25519` and
`counterfoil signature key` write them. In a signature the public key stands as its 32 bytes in base64.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from counterfoil.errors import UserError

_NO_KEY = "Make a pair of keys with: counterfoil signature key -o NAME"
_CHANGED = "Do not use it. Ask who made it to send it again, and by another way to tell you the fingerprint of the key."


def opened_private(pem: bytes) -> Ed25519PrivateKey:
    """Return the private key. Raises UserError where it is none, or is locked with a password."""
    try:
        key = load_pem_private_key(pem, password=None)
    except TypeError as cause:
        raise UserError(
            "The key is locked with a password.", cure="Unlock it: openssl pkey -in KEY -out FILE"
        ) from cause
    except (ValueError, UnsupportedAlgorithm) as cause:
        raise UserError("This is no private key.", cure=_NO_KEY) from cause
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError("This private key is of another kind than Ed25519.", cure=_NO_KEY)
    return key


def key_in(key: Ed25519PrivateKey | bytes) -> str:
    """Return the public key, of a private key or in PEM, as its 32 bytes in base64.

    Raises UserError where the PEM holds no Ed25519 public key.
    """
    if isinstance(key, Ed25519PrivateKey):
        return base64.b64encode(key.public_key().public_bytes_raw()).decode()
    try:
        public = load_pem_public_key(key)
    except (ValueError, UnsupportedAlgorithm) as cause:
        raise UserError("This is no public key.", cure="Give the file NAME.pub of the pair.") from cause
    if not isinstance(public, Ed25519PublicKey):
        raise UserError("This public key is of another kind than Ed25519.", cure=_NO_KEY)
    return base64.b64encode(public.public_bytes_raw()).decode()


def fingerprint(public: str) -> str:
    """Return what two people compare to know a public key (base64): its SHA-256, 32 digits in groups of four."""
    digits = hashlib.sha256(base64.b64decode(public)).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def sign(key: Ed25519PrivateKey, data: bytes) -> str:
    """Return the signature of the data in base64."""
    return base64.b64encode(key.sign(data)).decode()


def verify(public: object, signature: object, data: bytes, *, file: str) -> None:
    """Raise UserError unless the signature (base64) of the data was made with the key of this public one (base64)."""
    try:
        key, made = (base64.b64decode(str(part), validate=True) for part in (public, signature))
        Ed25519PublicKey.from_public_bytes(key).verify(made, data)
    except (InvalidSignature, ValueError, binascii.Error) as cause:
        raise UserError(
            "This file is not as it was signed: something was changed.", cure=_CHANGED, file=file
        ) from cause
