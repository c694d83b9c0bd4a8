"""What the desk is told from outside: where its database is, its secret, its names. From the environment alone.

`counterfoil desk serve` sets all of it for the bundled database; in production the operator does (docs/desk.md).
"""

import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from psycopg.conninfo import conninfo_to_dict

from counterfoil.errors import UserError
from counterfoil_desk.outgoing.opened import Opened, opened

DATABASE_URL = "DATABASE_URL"  # of the app's role
OWNER_URL = "COUNTERFOIL_OWNER_URL"  # of the role that migrates; never given to web and worker processes
SEALER_URL = "COUNTERFOIL_SEALER_URL"
SECRET_KEY = "COUNTERFOIL_SECRET_KEY"  # noqa: S105  the name of a variable
HOSTS = "COUNTERFOIL_HOSTS"  # names by which browsers reach the desk, parted by commas
BEHIND_PROXY = "COUNTERFOIL_BEHIND_PROXY"  # 1 where one proxy ends TLS, and sets X-Forwarded-Proto and -For itself
CALLS_PER_SECOND = "COUNTERFOIL_CALLS_PER_SECOND"  # of one program, to one web process
LARGEST_UPLOAD = "COUNTERFOIL_LARGEST_UPLOAD"  # MiB of one file
STREAM_BYTES = "COUNTERFOIL_STREAM_BYTES"  # of one stream of offers, after it was inflated
LONGEST_STREAM = 4 * 2**30
FORMER_SECRET_KEYS = "COUNTERFOIL_FORMER_SECRET_KEYS"  # noqa: S105  parted by commas; they still open what they closed
METRICS_TOKEN = "COUNTERFOIL_METRICS_TOKEN"  # noqa: S105  which Prometheus shows
WEBHOOK_NETWORKS = "COUNTERFOIL_WEBHOOK_NETWORKS"  # inner networks that webhooks may reach; none unless named
WEBHOOK_PORTS = "COUNTERFOIL_WEBHOOK_PORTS"  # beside 443 and 8443
PLAIN_HTTP = "COUNTERFOIL_PLAIN_HTTP"  # 1 on a laptop: without it cookies travel over HTTPS alone
USUAL_UPLOAD = 50  # MiB: some 200,000 rights
MIB = 2**20
USUAL_RATE = 500  # five times what one process is measured to answer of single offers (benchmarks/desk)


class Configuration(NamedTuple):
    """The values of the environment, checked."""

    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    plain_http: bool
    calls_per_second: float
    behind_proxy: bool
    largest_upload: int  # bytes
    stream_bytes: int = LONGEST_STREAM
    former_secret_keys: tuple[str, ...] = ()
    metrics_token: str = ""
    webhooks: Opened = Opened()


def configuration(environment: Mapping[str, str] | None = None) -> Configuration:
    """Return what the environment says. Raises UserError where the database or the secret is missing."""
    told = os.environ if environment is None else environment
    for name in (DATABASE_URL, SECRET_KEY):
        if not told.get(name):
            raise UserError(f"{name} is not set.", cure="Set it, or run: counterfoil desk serve")
    hosts = tuple(host.strip() for host in told.get(HOSTS, "localhost,127.0.0.1").split(",") if host.strip())
    stream_bytes = told.get(STREAM_BYTES, str(LONGEST_STREAM))
    if not stream_bytes.isdecimal():
        raise UserError(f"{STREAM_BYTES} is no number of bytes.", cure="Write it in digits, such as 4294967296.")
    return Configuration(
        database_url=told[DATABASE_URL],
        secret_key=told[SECRET_KEY],
        hosts=hosts,
        plain_http=told.get(PLAIN_HTTP) == "1",
        calls_per_second=_rate(told.get(CALLS_PER_SECOND)),
        behind_proxy=told.get(BEHIND_PROXY) == "1",
        largest_upload=_mebibytes(told.get(LARGEST_UPLOAD) or str(USUAL_UPLOAD)),
        stream_bytes=int(stream_bytes),
        former_secret_keys=tuple(key for key in told.get(FORMER_SECRET_KEYS, "").split(",") if key),
        metrics_token=told.get(METRICS_TOKEN, ""),
        webhooks=opened(
            told.get(WEBHOOK_NETWORKS, ""), told.get(WEBHOOK_PORTS, ""), plain_http=told.get(PLAIN_HTTP) == "1"
        ),
    )


def _rate(text: str | None) -> float:
    try:
        rate = float(text or USUAL_RATE)
    except ValueError:
        rate = 0.0
    if not 0 < rate < math.inf:
        raise UserError(f"{CALLS_PER_SECOND} is no rate.", cure=f"Set it to calls per second, such as {USUAL_RATE}.")
    return rate


def _mebibytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        cure = f"Set it to whole MiB, such as {USUAL_UPLOAD}."
        raise UserError(f"{LARGEST_UPLOAD} is no size.", cure=cure)
    return int(text) * MIB


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
