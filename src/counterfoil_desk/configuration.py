"""What the desk is told from outside: where its database is, its secret, its names. From the environment alone.

`counterfoil desk serve` sets all of it for the bundled database; in production the operator does (docs/desk.md).
"""

import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from counterfoil.errors import UserError

DATABASE_URL = "DATABASE_URL"  # of the app's role
OWNER_URL = "COUNTERFOIL_OWNER_URL"  # of the role that migrates; never given to web and worker processes
SEALER_URL = "COUNTERFOIL_SEALER_URL"
SECRET_KEY = "COUNTERFOIL_SECRET_KEY"  # noqa: S105  the name of a variable
BACKUP_URL = "COUNTERFOIL_BACKUP_URL"  # of a role that reads everything: for backups and exports of the whole log
SEALING_KEY = "COUNTERFOIL_SEALING_KEY"  # file of the key that signs checkpoints of the log; the sealer's alone
TIMESTAMP_URL = "COUNTERFOIL_TIMESTAMP_URL"  # an authority of timestamps (RFC 3161)
CHECKPOINT_ENTRIES = "COUNTERFOIL_CHECKPOINT_ENTRIES"
CHECKPOINT_MINUTES = "COUNTERFOIL_CHECKPOINT_MINUTES"
NOT_OF_THE_WEB = (OWNER_URL, SEALER_URL, BACKUP_URL, SEALING_KEY)  # web and worker never have these
HOSTS = "COUNTERFOIL_HOSTS"  # names by which browsers reach the desk, parted by commas
BEHIND_PROXY = "COUNTERFOIL_BEHIND_PROXY"  # 1 where one proxy ends TLS, and sets X-Forwarded-Proto and -For itself
CALLS_PER_SECOND = "COUNTERFOIL_CALLS_PER_SECOND"  # of one program, to one web process
PLAIN_HTTP = "COUNTERFOIL_PLAIN_HTTP"  # 1 on a laptop: without it cookies travel over HTTPS alone
USUAL_RATE = 500  # five times what one process is measured to answer of single offers (benchmarks/desk)


# A transaction that has written and stays open holds the sealing of the whole log back. No request takes a minute; a
# statement that does is lost anyway, and who forgot a transaction is cut off. `options` in the address say otherwise.
TIMEOUTS = "-c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
NO_TIMEOUTS = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"  # migrations take what they take


class Configuration(NamedTuple):
    """The values of the environment, checked."""

    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    plain_http: bool
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
    )


def _rate(text: str | None) -> float:
    try:
        rate = float(text or USUAL_RATE)
    except ValueError:
        rate = 0.0
    if not 0 < rate < math.inf:
        raise UserError(f"{CALLS_PER_SECOND} is no rate.", cure=f"Set it to calls per second, such as {USUAL_RATE}.")
    return rate


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
