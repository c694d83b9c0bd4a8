"""How does a receiver know that a delivery is ours, and whole? By its signature: Standard Webhooks, version 1.0.0.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

PREFIX: Final = "whsec_"  # by which a leaked secret is recognised
SECRET_BYTES: Final = 32  # the standard asks for 24 to 64


def new_secret() -> str:
    """Return a secret by chance, as people and receivers write it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def signed_headers(body: bytes, *, delivery: str, at: int, keys: Sequence[str]) -> dict[str, str]:
    """Return the headers of a delivery: its id, when it is sent (seconds since 1970), one signature for each secret."""
    signed = f"{delivery}.{at}.".encode() + body
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(_signature(signed, key) for key in keys),
    }


def _signature(signed: bytes, key: str) -> str:
    digest = hmac.digest(base64.b64decode(key.removeprefix(PREFIX)), signed, "sha256")
    return "v1," + base64.b64encode(digest).decode("ascii")
