"""Bring the database to what this version needs: the owner makes tables, then says what each role may do."""

import os
import subprocess
from collections.abc import Mapping

import django
import psycopg
from django.core.management import call_command
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from counterfoil.errors import UserError
from counterfoil_desk.audit.eras import begin_era_where_moved
from counterfoil_desk.configuration import DATABASE_URL, NO_TIMEOUTS, OWNER_URL, SEALER_URL
from counterfoil_desk.database.privileges import give_privileges
from counterfoil_desk.database.roles import refuse_a_role_that_sees_all
from counterfoil_desk.processes import python


def migrate_apart(environment: Mapping[str, str]) -> None:
    """Migrate in a process of its own, which alone is given the owner's connection. Raises UserError where it fails."""
    done = subprocess.run(  # noqa: S603  our own program
        python("-m", "counterfoil_desk", "migrate"), env=dict(environment), check=False, capture_output=True, text=True
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise UserError(f"The database could not be prepared: {last[0]}", cure="Run: counterfoil desk migrate")


def migrate(environment: Mapping[str, str]) -> None:
    """Migrate as the owner, and give the roles of app and sealer their rights; run in a process of its own.

    Raises UserError where one of the three connection strings is missing, or names the owner twice, and where the
    app's role could read the rows of every organisation.
    """
    urls = {name: environment.get(name, "") for name in (DATABASE_URL, OWNER_URL, SEALER_URL)}
    missing = [name for name, url in urls.items() if not url]
    if missing:
        raise UserError(f"{missing[0]} is not set.", cure="Set one role for each of the three (docs/desk.md).")
    roles = {name: str(conninfo_to_dict(url)["user"]) for name, url in urls.items()}
    if len(set(roles.values())) != len(roles):
        raise UserError(
            "Two of the three database roles are the same.",
            cure="The app may not own its tables, and only the sealer may read past row-level security.",
        )
    os.environ.update(environment)
    os.environ[DATABASE_URL] = make_conninfo(urls[OWNER_URL], options=NO_TIMEOUTS)
    os.environ["DJANGO_SETTINGS_MODULE"] = "counterfoil_desk.settings"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable")
    with psycopg.connect(urls[OWNER_URL]) as owner:
        refuse_a_role_that_sees_all(owner, roles[DATABASE_URL])
        begin_era_where_moved(owner)
        give_privileges(owner, app=roles[DATABASE_URL], sealer=roles[SEALER_URL])
