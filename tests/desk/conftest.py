"""A real PostgreSQL for each test process, migrated as its owner, used as the app's role; nothing is mocked.

Rows cannot be taken back between tests (the audit log refuses), so each test makes organisations of its own.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import django
import psycopg
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterfoil_desk.settings_without_database")
os.environ.setdefault("COUNTERFOIL_PLAIN_HTTP", "1")
os.environ.setdefault("COUNTERFOIL_HOSTS", "testserver,localhost,127.0.0.1")
django.setup()

from django.conf import settings

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # .4 s of each new member otherwise

from counterfoil_desk.accounts.models import Member, Organisation, User
from counterfoil_desk.bundled.cluster import APP, OWNER, SEALER, SUPERUSER, Cluster, cluster_in
from counterfoil_desk.configuration import DATABASE_URL, OWNER_URL, SEALER_URL, django_database
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.processes import python

_numbers = itertools.count(1)
PASSWORD = "a rather long pass phrase 7"


class Desk(NamedTuple):
    """The database of this test process."""

    cluster: Cluster
    environment: dict[str, str]

    def link(self, role: str) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection of a role, in autocommit."""
        return psycopg.connect(self.cluster.url(role), autocommit=True)


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    """Start and migrate the database; point Django at it as the app's role."""
    home = Path(tempfile.mkdtemp(prefix="counterfoil-"))
    cluster = cluster_in(home)
    cluster.start()
    urls = {DATABASE_URL: cluster.url(APP), OWNER_URL: cluster.url(OWNER), SEALER_URL: cluster.url(SEALER)}
    environment = {**os.environ, **urls, "DJANGO_SETTINGS_MODULE": "counterfoil_desk.settings"}
    environment["COUNTERFOIL_SECRET_KEY"] = "of a test, for sessions that nobody keeps for long" * 2
    subprocess.run(python("-m", "counterfoil_desk", "migrate"), env=environment, check=True)
    from django.db import connections

    connections.settings["default"].update(django_database(cluster.url(APP)))
    connections["default"].close()
    connections["default"].settings_dict.update(django_database(cluster.url(APP)))
    yield Desk(cluster, environment)
    connections.close_all()
    cluster.stop()
    shutil.rmtree(home)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that the user who runs the database under root can reach; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="counterfoil-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def admin(desk: Desk) -> Member:
    """Return the administrator of a new organisation."""
    return new_member(desk, role="administrator")


def new_member(
    _desk: Desk | None, *, role: str, organisation: Organisation | None = None, user: User | None = None
) -> Member:
    """Make somebody, or a user that there is, a member with a role: in a new organisation or in one that is given."""
    from django.db import transaction

    from counterfoil_desk.accounts.actions import next_number

    number = next(_numbers)
    user = user or User.objects.create_user(f"person{number}.{os.getpid()}@desk.example", password=PASSWORD)
    with transaction.atomic():
        known = organisation.pk if organisation else next_number("accounts_organisation")
    with acting_as(organisation=known, user=user.pk), transaction.atomic():
        own = organisation or Organisation.objects.create(pk=known, kind="marketplace", name=f"Market {number}")
        return Member.objects.create(organisation=own, user=user, role=role)


__all__ = ["APP", "OWNER", "SEALER", "SUPERUSER", "Desk"]
