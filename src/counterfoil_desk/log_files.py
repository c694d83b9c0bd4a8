"""What the commands on the audit log do: files out, the log walked, values deleted."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

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
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.reaching import needed, reached
from counterfoil_desk.working import ready_django

OPERATOR = "system:operator"  # how entries name who runs commands on the desk's machine
NO_SEALER = "Give it the sealer's role (docs/desk.md)."


def export_log(
    file: Path,
    *,
    home: Path,
    environment: Mapping[str, str],
    at: dt.datetime,
    organisation: int | None,
    values: bool,
) -> int:
    """Write the log, or one organisation's entries in it, and return the size in bytes."""
    with reached(home, environment) as told, snapshot_link(needed(told, BACKUP_URL, cure=READER)) as link:
        return _written(file, exported_log(link, at=at, organisation=organisation, values=values))


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
    organisation: int,
    why: str,
    agreed: Callable[[int], bool],
) -> int:
    """Delete the values behind entries, by number or on a subject, where `agreed` says so; return how many are gone.

    Raises UserError where nothing is named, or nothing is found.
    """
    numbers, subject = which
    with reached(home, environment) as told:
        os.environ.update(told)
        ready_django()
        from django.db import transaction

        from counterfoil_desk.audit.actions import forget
        from counterfoil_desk.audit.queries import with_values

        with acting_as(organisation=organisation), transaction.atomic():
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
