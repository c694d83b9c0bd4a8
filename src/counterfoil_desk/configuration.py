"""What the desk is told from outside: where its database is, its secret, its names. From the environment alone.

`counterfoil desk serve` sets what the bundled database needs; in production the operator does (docs/desk.md).
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from counterfoil.errors import UserError
from counterfoil_desk.configured import IdentityProvider, Mail, identity_provider_of, mail_of, rate_of, whole_of
from counterfoil_desk.outgoing.opened import Opened, opened

DATABASE_URL = "DATABASE_URL"  # of the app's role
OWNER_URL = "COUNTERFOIL_OWNER_URL"  # of the role that migrates; never given to web and worker processes
SEALER_URL = "COUNTERFOIL_SEALER_URL"
SECRET_KEY = "COUNTERFOIL_SECRET_KEY"  # noqa: S105  the name of a variable
FORMER_SECRET_KEYS = "COUNTERFOIL_FORMER_SECRET_KEYS"  # noqa: S105  parted by commas; they still open what they closed
BACKUP_URL = "COUNTERFOIL_BACKUP_URL"  # of a role that reads everything: for backups and exports of the whole log
SEALING_KEY = "COUNTERFOIL_SEALING_KEY"  # file of the key that signs checkpoints of the log; the sealer's alone
TIMESTAMP_URL = "COUNTERFOIL_TIMESTAMP_URL"  # an authority of timestamps (RFC 3161)
CHECKPOINT_ENTRIES = "COUNTERFOIL_CHECKPOINT_ENTRIES"
CHECKPOINT_MINUTES = "COUNTERFOIL_CHECKPOINT_MINUTES"
NOT_OF_THE_WEB = (OWNER_URL, SEALER_URL, BACKUP_URL, SEALING_KEY)  # web and worker never have these
HOSTS = "COUNTERFOIL_HOSTS"  # names by which browsers reach the desk, parted by commas
BEHIND_PROXY = "COUNTERFOIL_BEHIND_PROXY"  # 1 where one proxy ends TLS, and sets X-Forwarded-Proto and -For itself
PLAIN_HTTP = "COUNTERFOIL_PLAIN_HTTP"  # 1 on a laptop: without it cookies travel over HTTPS alone
METRICS_TOKEN = "COUNTERFOIL_METRICS_TOKEN"  # noqa: S105  which Prometheus shows
WEBHOOK_NETWORKS = "COUNTERFOIL_WEBHOOK_NETWORKS"  # inner networks that webhooks may reach; none unless named
WEBHOOK_PORTS = "COUNTERFOIL_WEBHOOK_PORTS"  # beside 443 and 8443
CALLS_PER_SECOND = "COUNTERFOIL_CALLS_PER_SECOND"  # of one program, to one web process
USUAL_RATE = 500  # five times what one process is measured to answer of single offers (benchmarks/desk)
STREAM_BYTES = "COUNTERFOIL_STREAM_BYTES"  # of one stream, after it was inflated
LONGEST_STREAM = 4 * 2**30
LARGEST_UPLOAD = "COUNTERFOIL_LARGEST_UPLOAD"  # MiB of one file
USUAL_UPLOAD = 50  # MiB: some 200,000 rights
MIB = 2**20


# A transaction that has written and stays open holds the sealing of the whole log back. No request takes a minute; a
# statement that does is lost anyway, and who forgot a transaction is cut off. `options` in the address say otherwise.
TIMEOUTS = "-c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
NO_TIMEOUTS = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"  # migrations take what they take


class Configuration(NamedTuple):
    """The values of the environment, checked."""

    database_url: str
    secret_key: str
    former_secret_keys: tuple[str, ...]
    hosts: tuple[str, ...]
    plain_http: bool
    behind_proxy: bool
    metrics_token: str
    webhooks: Opened
    calls_per_second: float
    stream_bytes: int
    largest_upload: int  # bytes
    mail: Mail | None
    identity_provider: IdentityProvider | None


def configuration(environment: Mapping[str, str] | None = None) -> Configuration:
    """Return what the environment says. Raises UserError where the database or the secret is missing."""
    told = os.environ if environment is None else environment
    for name in (DATABASE_URL, SECRET_KEY):
        if not told.get(name):
            raise UserError(f"{name} is not set.", cure="Set it, or run: counterfoil desk serve")
    plain_http = told.get(PLAIN_HTTP) == "1"
    return Configuration(
        database_url=told[DATABASE_URL],
        secret_key=told[SECRET_KEY],
        former_secret_keys=_listed(told.get(FORMER_SECRET_KEYS, "")),
        hosts=_listed(told.get(HOSTS, "localhost,127.0.0.1")),
        plain_http=plain_http,
        behind_proxy=told.get(BEHIND_PROXY) == "1",
        metrics_token=told.get(METRICS_TOKEN, ""),
        webhooks=opened(told.get(WEBHOOK_NETWORKS, ""), told.get(WEBHOOK_PORTS, ""), plain_http=plain_http),
        calls_per_second=rate_of(told, CALLS_PER_SECOND, usual=USUAL_RATE),
        stream_bytes=whole_of(told, STREAM_BYTES, usual=LONGEST_STREAM),
        largest_upload=whole_of(told, LARGEST_UPLOAD, usual=USUAL_UPLOAD) * MIB,
        mail=mail_of(told),
        identity_provider=identity_provider_of(told),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def url_of(database: Mapping[str, Any]) -> str:
    """Return the connection string of an entry of `DATABASES`."""
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {name: str(database[key]) for name, key in names.items() if database[key]}
    return make_conninfo("", **parts, **database["OPTIONS"])


def django_database(url: str) -> dict[str, Any]:
    """Return the entry of `DATABASES` for a connection string of PostgreSQL."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    parts.setdefault("options", TIMEOUTS)
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
