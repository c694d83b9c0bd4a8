"""Who signed these bytes? An Ed25519 signature (RFC 8032) as a small file beside what it signs.

It proves that who holds the private key signed exactly these bytes. Whose key that is it does not prove: compare the
fingerprint by another way.
"""

import base64
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterfoil.codes.signing_keys import fingerprint, key_in, sign, verify
from counterfoil.custody.canonical import NotCanonical, canonical, parsed
from counterfoil.errors import UserError


class Signer(NamedTuple):
    """The public key of a signature in base64, and its fingerprint."""

    key: str
    fingerprint: str


def signature_of(data: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the signature of some bytes as it stands in a bundle."""
    return canonical({"algorithm": "Ed25519", "key": key_in(key), "signature": sign(key, data)})


def signer_of(signature: bytes, data: bytes) -> Signer:
    """Return who signed the data. Raises NotCanonical where this is no signature, or not one of it."""
    content = parsed(signature)
    shape = {"algorithm", "key", "signature"}
    if not isinstance(content, dict) or set(content) != shape or content["algorithm"] != "Ed25519":
        raise NotCanonical("it is no Ed25519 signature")
    try:
        verify(content["key"], content["signature"], data, file="")
    except UserError as cause:
        raise NotCanonical("the signature is not one of these bytes") from cause
    for part in (content["key"], content["signature"]):
        if base64.b64encode(base64.b64decode(part)).decode() != part:
            raise NotCanonical("its base64 is not as it is written")
    return Signer(content["key"], fingerprint(content["key"]))
