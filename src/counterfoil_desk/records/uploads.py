"""Look a file through before it is taken into a register: what would it change, and what of it cannot be used?

The file waits in the database, seen by its organisation alone, until it is taken in or dropped, a day at most: then
retention deletes it.
"""

import datetime as dt
import io
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import polars as pl
from django.db import transaction
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil.tables.reject import Reject
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.database.waiting import allow_long_work
from counterfoil_desk.records.actions import Imported, import_file
from counterfoil_desk.records.changes import ADDED, CHANGED, SAME, Change, changes_of
from counterfoil_desk.records.models import Upload
from counterfoil_desk.records.registers import MOST_REJECTS, REGISTERS, Register, contents_of

LIVES: Final = dt.timedelta(days=1)
LONGEST_NAME: Final = 200
REJECTED: Final = "rejected"  # how many, in what was found
Json = dict[str, Any]


def look_through(register: Register, stream: BinaryIO, *, file: str, by: str, organisation: Organisation) -> Upload:
    """Keep a file with what it would change and its rejects; nothing is changed. Raises UserError as its reader."""
    content = stream.read()
    with transaction.atomic():
        allow_long_work()
        sorted_rows = register.read(io.BytesIO(content), file=file)
        found = _found(register, contents_of(sorted_rows.kept), organisation)
        return Upload.objects.create(
            organisation=organisation,
            register=register.name,
            file=file[-LONGEST_NAME:],
            content=content,
            found={**found, REJECTED: sorted_rows.rejects.height},
            rejects=sorted_rows.rejects.head(MOST_REJECTS).to_dicts(),
            by=by,
        )


def waiting(register: str, public_id: uuid.UUID) -> Upload | None:
    """Return a file of the organisation that was looked through within the last day, or None."""
    since = timezone.now() - LIVES
    return Upload.objects.filter(register=register, public_id=public_id, at__gte=since).first()


def take_in(upload: Upload, *, by: str) -> Imported:
    """Take a file that was looked through into its register. Raises UserError where that was decided already."""
    with transaction.atomic():
        held = undecided(upload.pk)
        stream = io.BytesIO(bytes(held.content or b""))
        register, organisation = REGISTERS[held.register], held.organisation
        done = import_file(register, stream, file=held.file, by=by, organisation=organisation)
        held.taken = {ADDED: done.added, CHANGED: done.changed, SAME: done.same}
        held.content, held.found = None, {**held.found, "first": {}}  # it may hold data of people
        held.save(update_fields=["taken", "content", "found"])
        return done


def drop(upload: Upload) -> None:
    """Delete a file that is not to be taken in, with all that was told of it."""
    with transaction.atomic():
        undecided(upload.pk).delete()


def rejects_of(upload: Upload) -> pl.DataFrame:
    """Return the first rows of a file that could not be used: columns of the contract Reject."""
    return pl.DataFrame(upload.rejects, schema=Reject.create_empty().schema, orient="row")


def undecided(upload: int) -> Upload:
    """Return a file, held until the transaction ends. Raises UserError where it was taken in or dropped already."""
    held = Upload.objects.select_for_update().filter(pk=upload, taken__isnull=True).first()
    if held is None or held.content is None:
        raise UserError("This file was taken in or dropped already.", cure="Upload it again.")
    return held


def _found(register: Register, contents: list[Json], organisation: Organisation) -> Json:
    """Return how many rows would be added, changed, are the same; with the first of the first two."""
    counts = {ADDED: 0, CHANGED: 0, SAME: 0}
    first: dict[str, Json] = {}
    seen: set[str] = set()  # a row that stands twice in the file is the same the second time
    for change in _each(changes_of(register, contents, organisation)):
        what = SAME if change.key in seen else change.what
        seen.add(change.key)
        counts[what] += 1
        if what != SAME:
            first.setdefault(what, {"key": change.key, "fields": change.fields()})
    return {**counts, "first": first}


def _each(parts: Iterable[list[Change]]) -> Iterator[Change]:
    return (change for part in parts for change in part)
