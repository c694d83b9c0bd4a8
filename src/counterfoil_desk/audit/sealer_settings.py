"""What is the sealer told from outside? Its database, its key, its authority, and how often it signs."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from counterfoil.codes.signing_keys import opened_private
from counterfoil.errors import UserError
from counterfoil_desk.audit.checkpoints import Often
from counterfoil_desk.audit.sealer import Sealer
from counterfoil_desk.audit.stamping import Stamper
from counterfoil_desk.configuration import (
    CHECKPOINT_ENTRIES,
    CHECKPOINT_MINUTES,
    SEALER_URL,
    SEALING_KEY,
    TIMESTAMP_URL,
)


def sealer_of(environment: Mapping[str, str]) -> Sealer:
    """Return the sealer that the environment describes; nothing is asked of the database yet.

    Raises UserError where no sealer is named, the key cannot be read, or a number is none.
    """
    url, key, authority = (environment.get(name, "") for name in (SEALER_URL, SEALING_KEY, TIMESTAMP_URL))
    if not url:
        raise UserError(f"{SEALER_URL} is not set.", cure="Give it the sealer's role (docs/desk.md).")
    if authority and not authority.startswith(("http://", "https://")):
        raise UserError(f"{TIMESTAMP_URL} is no address.", cure="Write https:// and the authority's name.")
    usual = Often()
    entries = _number(environment, CHECKPOINT_ENTRIES, usual.entries)
    minutes = _number(environment, CHECKPOINT_MINUTES, int(usual.within.total_seconds()) // 60)
    often = Often(entries, dt.timedelta(minutes=minutes))
    return Sealer(url, _key(key) if key else None, often, Stamper(authority) if authority else None)


def new_private_key() -> str:
    """Return a new Ed25519 private key in PEM."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode("ascii")


def _key(path: str) -> Ed25519PrivateKey:
    try:
        return opened_private(Path(path).read_bytes())
    except OSError as cause:
        cure = f"Name a file that the sealer can read with {SEALING_KEY}."
        raise UserError("The sealing key cannot be read.", cure=cure, file=path) from cause


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    told = environment.get(name, "") or str(usual)
    if not told.isdecimal() or int(told) < 1:
        raise UserError(f"{name} is no whole number above 0.", cure=f"Leave it out for {usual:,}.")
    return int(told)
