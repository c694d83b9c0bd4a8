"""Which database do commands beside `serve` work on? The one that the environment names, else the bundled one.

The bundled one is started where it does not run, and stopped again afterwards.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from counterfoil.errors import UserError
from counterfoil_desk.audit.sealer_settings import new_private_key
from counterfoil_desk.bundled.cluster import APP, OWNER, SEALER, SUPERUSER, Cluster, cluster_in
from counterfoil_desk.configuration import (
    BACKUP_URL,
    DATABASE_URL,
    OWNER_URL,
    PLAIN_HTTP,
    SEALER_URL,
    SEALING_KEY,
    SECRET_KEY,
)
from counterfoil_desk.kept_secrets import kept_secret
from counterfoil_desk.working import ready_django

SECRET_LENGTH: Final = 50
PUBLIC_ID: Final = "Its page in the desk shows its public id, as “Desk address”."


def bundled_environment(cluster: Cluster, home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of processes that use the bundled database; secrets are made where there are none."""
    key = home / "sealing-key.pem"
    kept_secret(key, new_private_key)
    return {
        **environment,
        DATABASE_URL: cluster.url(APP),
        OWNER_URL: cluster.url(OWNER),
        SEALER_URL: cluster.url(SEALER),
        PLAIN_HTTP: environment.get(PLAIN_HTTP) or "1",
        SECRET_KEY: kept_secret(home / "secret-key", lambda: secrets.token_urlsafe(SECRET_LENGTH)),
        SEALING_KEY: environment.get(SEALING_KEY) or str(key),
    }


@contextmanager
def reached(home: Path, environment: Mapping[str, str], *, new: bool = False) -> Iterator[dict[str, str]]:
    """Yield the environment with the database that a command works on; `new` makes a bundled one where there is none.

    Raises UserError where there is no database.
    """
    if environment.get(DATABASE_URL):
        yield dict(environment)
        return
    if not new and not (home / "database" / "data").is_dir():
        cure = "Name the desk's folder with --home, or set DATABASE_URL and the other connection strings."
        raise UserError("There is no desk here.", cure=cure, file=str(home))
    cluster = cluster_in(home)
    was_running = cluster.is_running()
    try:
        cluster.start()
        yield {**bundled_environment(cluster, home, environment), BACKUP_URL: cluster.url(SUPERUSER)}
    finally:
        if not was_running:
            cluster.stop()


@contextmanager
def reached_by_django(home: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Set Django up on the database that a command works on. Raises UserError where there is none, or none answers."""
    with reached(home, environment) as told:
        os.environ.update(told)
        ready_django()
        from django.db import connection
        from django.db.utils import OperationalError

        try:
            connection.ensure_connection()
        except OperationalError as error:
            cure = "Start it, or look at DATABASE_URL and the other connection strings."
            raise UserError("The desk's database does not answer.", cure=cure) from error
        try:
            yield
        finally:
            connection.close()  # before a database that was started for this command stops


def number_of(organisation: UUID) -> int:
    """Return the number by which tables name an organisation. Raises UserError where there is none of the public id."""
    from counterfoil_desk.accounts.queries import organisation_at

    found = organisation_at(str(organisation))
    if found is None:
        raise UserError("There is no such organisation.", cure=PUBLIC_ID)
    return found.pk


def needed(environment: Mapping[str, str], name: str, *, cure: str) -> str:
    """Return a value of the environment. Raises UserError with the cure where it is missing."""
    if not environment.get(name):
        raise UserError(f"{name} is not set.", cure=cure)
    return environment[name]
