"""What the desk is told from outside: where its database is, its secret, its names. From the environment alone.

`counterfoil desk serve` sets all of it for the bundled database; in production the operator does (docs/desk.md).
"""

import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from counterfoil.errors import UserError

DATABASE_URL = "DATABASE_URL"  # of the app's role
OWNER_URL = "COUNTERFOIL_OWNER_URL"  # of the role that migrates; never given to web and worker processes
SEALER_URL = "COUNTERFOIL_SEALER_URL"
SECRET_KEY = "COUNTERFOIL_SECRET_KEY"  # noqa: S105  the name of a variable
HOSTS = "COUNTERFOIL_HOSTS"  # names by which browsers reach the desk, parted by commas
MAIL_URL = "COUNTERFOIL_MAIL_URL"  # smtp+tls://user:password@mail.example:587; without it no mail is sent
MAIL_FROM = "COUNTERFOIL_MAIL_FROM"
ADDRESS = "COUNTERFOIL_ADDRESS"  # by which people reach the desk: links in mails begin with it
OIDC = "COUNTERFOIL_OIDC_"  # NAME, ISSUER, CLIENT_ID and CLIENT_SECRET: all of them or none
BEHIND_PROXY = "COUNTERFOIL_BEHIND_PROXY"  # 1 where one proxy ends TLS, and sets X-Forwarded-Proto and -For itself
CALLS_PER_SECOND = "COUNTERFOIL_CALLS_PER_SECOND"  # of one program, to one web process
PLAIN_HTTP = "COUNTERFOIL_PLAIN_HTTP"  # 1 on a laptop: without it cookies travel over HTTPS alone
USUAL_RATE = 500  # five times what one process is measured to answer of single offers (benchmarks/desk)


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


class Configuration(NamedTuple):
    """The values of the environment, checked."""

    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    plain_http: bool
    mail: Mail | None
    identity_provider: IdentityProvider | None
    calls_per_second: float
    behind_proxy: bool


def configuration(environment: Mapping[str, str] | None = None) -> Configuration:
    """Return what the environment says. Raises UserError where the database or the secret is missing."""
    told = os.environ if environment is None else environment
    for name in (DATABASE_URL, SECRET_KEY):
        if not told.get(name):
            raise UserError(f"{name} is not set.", cure="Set it, or run: counterfoil desk serve")
    hosts = tuple(host.strip() for host in told.get(HOSTS, "localhost,127.0.0.1").split(",") if host.strip())
    return Configuration(
        database_url=told[DATABASE_URL],
        secret_key=told[SECRET_KEY],
        hosts=hosts,
        plain_http=told.get(PLAIN_HTTP) == "1",
        calls_per_second=_rate(told.get(CALLS_PER_SECOND)),
        behind_proxy=told.get(BEHIND_PROXY) == "1",
        mail=_mail(told),
        identity_provider=_identity_provider(told),
    )


def _rate(text: str | None) -> float:
    try:
        rate = float(text or USUAL_RATE)
    except ValueError:
        rate = 0.0
    if not 0 < rate < math.inf:
        raise UserError(f"{CALLS_PER_SECOND} is no rate.", cure=f"Set it to calls per second, such as {USUAL_RATE}.")
    return rate


def _mail(told: Mapping[str, str]) -> Mail | None:
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


def _identity_provider(told: Mapping[str, str]) -> IdentityProvider | None:
    """Return the OIDC provider, None where none is named. Raises UserError where only a part of it is said."""
    names = [OIDC + field.upper() for field in IdentityProvider._fields]
    given = [told.get(name, "") for name in names]
    if not any(given):
        return None
    missing = [name for name, value in zip(names, given, strict=True) if not value]
    if missing:
        raise UserError(f"{missing[0]} is not set.", cure=f"Set all of {', '.join(names)}, or none.")
    return IdentityProvider(*given)


def django_database(url: str) -> dict[str, Any]:
    """Return the entry of `DATABASES` for a connection string of PostgreSQL."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return {
        "ENGINE": "counterfoil_desk.database",
        "NAME": parts.pop("dbname", "counterfoil"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
