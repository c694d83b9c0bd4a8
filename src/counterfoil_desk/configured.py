"""What the environment says in several parts: a mail server, an identity provider, numbers with bounds."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from counterfoil.errors import UserError

MAIL_URL = "COUNTERFOIL_MAIL_URL"  # smtp+tls://user:password@mail.example:587; without it no mail is sent
MAIL_FROM = "COUNTERFOIL_MAIL_FROM"
ADDRESS = "COUNTERFOIL_ADDRESS"  # by which people reach the desk: links in mails begin with it
OIDC = "COUNTERFOIL_OIDC_"  # NAME, ISSUER, CLIENT_ID and CLIENT_SECRET: all of them or none
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


class Mail(NamedTuple):
    """How mails are sent: Django's options of its SMTP backend, the sender, and the address that links begin with."""

    options: dict[str, Any]
    sender: str
    address: str


class IdentityProvider(NamedTuple):
    """The OpenID Connect provider that people may log in by; `name` is what the button says."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


def mail_of(told: Mapping[str, str]) -> Mail | None:
    """Return how mails are sent, None where no server is named. Raises UserError where only half of it is said."""
    if not told.get(MAIL_URL):
        return None
    url = urlsplit(told[MAIL_URL])
    if url.scheme not in MAIL_PORTS or not url.hostname:
        raise UserError(
            f"{MAIL_URL} is no address of a mail server.", cure="Write smtp+tls://user:password@mail.example:587"
        )
    for name in (MAIL_FROM, ADDRESS):
        if not told.get(name):
            raise UserError(f"{MAIL_URL} is set, but not {name}.", cure=f"Set {name}, too (docs/desk.md).")
    options = {
        "host": url.hostname,
        "port": url.port or MAIL_PORTS[url.scheme],
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtp+ssl",
    }
    return Mail(options, told[MAIL_FROM], told[ADDRESS].rstrip("/"))


def identity_provider_of(told: Mapping[str, str]) -> IdentityProvider | None:
    """Return the OIDC provider, None where none is named. Raises UserError where only a part of it is said."""
    names = [OIDC + field.upper() for field in IdentityProvider._fields]
    given = [told.get(name, "") for name in names]
    if not any(given):
        return None
    missing = [name for name, value in zip(names, given, strict=True) if not value]
    if missing:
        raise UserError(f"{missing[0]} is not set.", cure=f"Set all of {', '.join(names)}, or none.")
    return IdentityProvider(*given)


def rate_of(told: Mapping[str, str], name: str, *, usual: float) -> float:
    """Return a rate above nothing. Raises UserError where what is said is none."""
    try:
        rate = float(told.get(name) or usual)
    except ValueError:
        rate = 0.0
    if not 0 < rate < math.inf:
        raise UserError(f"{name} is no rate.", cure=f"Set it to calls per second, such as {usual}.")
    return rate


def whole_of(told: Mapping[str, str], name: str, *, usual: int) -> int:
    """Return a whole number above nothing. Raises UserError where what is said is none."""
    text = told.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UserError(f"{name} is no size.", cure=f"Write it in digits, such as {usual}.")
    return int(text)
