"""What `counterfoil desk import` and `denied-lists` do: reach the database, act for an organisation, take files in."""

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from counterfoil.errors import UserError
from counterfoil_desk.bundled.cluster import APP, cluster_in
from counterfoil_desk.configuration import DATABASE_URL, PLAIN_HTTP, SECRET_KEY
from counterfoil_desk.kept_secrets import kept_secret
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.working import ready_django

BY: Final = "system:desk"


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """The folder of a run, for whom it is brought in, and where a bundled database lies."""

    folder: Path
    organisation: UUID
    home: Path


def import_run(request: ImportRequest, environment: Mapping[str, str], *, tell: Callable[[int, int], None]) -> str:
    """Return a sentence on what came of it. Raises UserError for an unknown organisation, or a run not whole."""
    os.environ.update(_reached(request.home, environment))
    ready_django()
    from counterfoil_desk.service import imports

    number = _number_of(request.organisation)
    with acting_as(organisation=number):
        found = imports.import_run(request.folder, organisation=number, by=BY, tell=tell)
    counted = ", ".join(f"{offers:,} {decision}" for decision, offers in found.counts.items() if offers)
    return f"Brought in: {counted}." if found.is_new else f"This run was brought in before, whole: {counted}."


def read_denied_lists(files: Sequence[Path], organisation: UUID, *, home: Path, environment: Mapping[str, str]) -> str:
    """Put lists of denied parties in the place of an organisation's; return a sentence on what came of it."""
    os.environ.update(_reached(home, environment))
    ready_django()
    from counterfoil_desk.service import denied_lists

    number = _number_of(organisation)
    with acting_as(organisation=number):
        found = denied_lists.read_lists(files, organisation=number, by=BY)
    return f"{found.parties:,} denied parties are in force, {found.rejects.height:,} rows could not be used."


def _reached(home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with the database that it names, or the bundled one, which must run."""
    if environment.get(DATABASE_URL):
        return {}
    if not (home / "database").is_dir() or not (cluster := cluster_in(home)).is_running():
        raise UserError("No desk runs here.", cure="Start it (counterfoil desk serve), or set DATABASE_URL.")
    secret = kept_secret(home / "secret-key", lambda: secrets.token_urlsafe(50))
    return {DATABASE_URL: cluster.url(APP), PLAIN_HTTP: "1", SECRET_KEY: secret}


def _number_of(public_id: UUID) -> int:
    """Look an organisation up: each shows itself to who acts for it alone, so each is asked."""
    from django.db import transaction

    from counterfoil_desk.accounts.models import Organisation
    from counterfoil_desk.database.every_organisation import every_organisation

    for number in every_organisation():
        with acting_as(organisation=number), transaction.atomic():
            if Organisation.objects.filter(pk=number, public_id=public_id).exists():
                return number
    raise UserError("There is no such organisation.", cure="Its page in the desk shows its public id.")
