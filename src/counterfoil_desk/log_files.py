"""What the commands on the audit log do: files out, the log walked, values deleted."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from counterfoil.custody.checks import Verdict
from counterfoil.custody.log_checks import seals_in
from counterfoil.errors import UserError
from counterfoil.run.custody import read_on
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole
from counterfoil_desk.audit.exporting import exported_checkpoints, exported_log, snapshot_link
from counterfoil_desk.audit.verifying import verdict_of_live
from counterfoil_desk.backups import READER
from counterfoil_desk.configuration import BACKUP_URL, SEALER_URL
from counterfoil_desk.organisation import OPERATOR, acting_as
from counterfoil_desk.reaching import PUBLIC_ID, needed, number_of, reached, reached_by_django

NO_SEALER = "Give it the sealer's role (docs/desk.md)."


def export_log(
    file: Path,
    *,
    home: Path,
    environment: Mapping[str, str],
    at: dt.datetime,
    organisation: UUID | None,
    values: bool,
) -> int:
    """Write the log, or one organisation's entries in it, and return the size in bytes.

    Raises UserError for an unknown organisation, or where no role is named that reads everything.
    """
    with reached(home, environment) as told, snapshot_link(needed(told, BACKUP_URL, cure=READER)) as link:
        number = None if organisation is None else _number_of(link, organisation)
        return _written(file, exported_log(link, at=at, organisation=number, values=values))


def _number_of(link: psycopg.Connection[Any], organisation: UUID) -> int:
    """Ask who reads everything: he needs no connection of the app's."""
    found = link.execute("SELECT id FROM accounts_organisation WHERE public_id = %s", [organisation]).fetchone()
    if found is None:
        raise UserError("There is no such organisation.", cure=PUBLIC_ID)
    return int(found[0])


def export_checkpoints(file: Path, *, home: Path, environment: Mapping[str, str], at: dt.datetime) -> int:
    """Write all checkpoints and return the size in bytes."""
    with reached(home, environment) as told, snapshot_link(needed(told, SEALER_URL, cure=NO_SEALER)) as link:
        return _written(file, exported_checkpoints(link, at=at))


def verify_log(*, home: Path, environment: Mapping[str, str], since: Path | None, authorities: Path | None) -> Verdict:
    """Return every check of the log in the database."""
    known = None
    if since is not None:
        with opened(since) as stream:
            known = seals_in(read_on(stream), file=since.name)
    trusted = None
    if authorities is not None:
        with opened(authorities) as stream:
            trusted = stream.read()
    file = since.name if since is not None else ""
    with (
        reached(home, environment) as told,
        psycopg.connect(needed(told, SEALER_URL, cure=NO_SEALER), autocommit=True) as link,
    ):
        return verdict_of_live(link, known=known, file=file, trusted=trusted)


def forget_values(
    which: tuple[Iterable[int], str | None],
    *,
    home: Path,
    environment: Mapping[str, str],
    organisation: UUID,
    why: str,
    agreed: Callable[[int], bool],
) -> int:
    """Delete the values behind entries, by number or on a subject, where `agreed` says so; return how many are gone.

    Raises UserError where nothing is named, or nothing is found, or for an unknown organisation.
    """
    numbers, subject = which
    with reached_by_django(home, environment):
        from django.db import transaction

        from counterfoil_desk.audit.actions import forget
        from counterfoil_desk.audit.queries import with_values

        with acting_as(organisation=number_of(organisation)), transaction.atomic():
            kind, _, name = (subject or "").partition(":")
            found = set(with_values(entries=list(numbers)))
            found |= set(with_values(subject=(kind, name))) if subject else set()
            if not found:
                cure = "Look the entries up on the desk's page “Audit log”."
                raise UserError("No values are kept behind such entries of this organisation.", cure=cure)
            if not agreed(len(found)):
                return 0
            return sum(forget(entry, actor=OPERATOR, why=why) for entry in sorted(found))


def _written(file: Path, lines: Iterable[bytes]) -> int:
    with whole(file) as partial, partial.open("wb") as stream:
        for line in lines:
            stream.write(line)
        return stream.tell()
