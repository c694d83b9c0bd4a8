"""Change a register: rows from a file, a form or a program, each written down, and published in the same transaction.

What is published is live with the transaction: the next request in any process reads the new generation.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

import orjson
import polars as pl
from django.db import connection, transaction

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.audit.actions import Act, record, record_many
from counterfoil_desk.database.waiting import allow_long_work
from counterfoil_desk.records.changes import ADDED, CHANGED, SAME, Change, changes_of, own_rows, told_of
from counterfoil_desk.records.given import Kept, Refused, checked
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.publishing import CHANGES, MOST_CHANGES, locked, publish
from counterfoil_desk.records.registers import MOST_REJECTS, Content, Register, contents_of, key_of
from counterfoil_desk.webhooks.actions import tell
from counterfoil_desk.webhooks.events import Event

WRITE: Final = """
INSERT INTO {} (organisation_id, key, content, public_id, added_at, changed_at)
SELECT %s, one->>0, one->1, (one->>2)::uuid, now(), now() FROM jsonb_array_elements(%s) AS one
ON CONFLICT (organisation_id, key) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at
"""  # one text for all rows: a list of parameters takes longer to quote than to write


class Imported(NamedTuple):
    """What came of a file: rows added, changed, left as they were and rejected; the first rejects (contract Reject)."""

    added: int
    changed: int
    same: int
    rejected: int
    rejects: pl.DataFrame


class Answered(NamedTuple):
    """What came of one row that was given: its key, and whether it was added, changed or the same."""

    place: int
    key: str
    what: str


def import_file(register: Register, stream: BinaryIO, *, file: str, by: str, organisation: Organisation) -> Imported:
    """Take the rows of a file into a register; those that cannot be used are told. Raises UserError as its reader.

    The file is read before the register is held: others may change it meanwhile.
    """
    with transaction.atomic():
        allow_long_work()
        sorted_rows = register.read(stream, file=file)
        counts = put(register, contents_of(sorted_rows.kept), by=by, organisation=organisation)
        counts["rejected"] = sorted_rows.rejects.height
        told: dict[str, Any] = {"file": file, **counts}
        record(actor=by, act=f"{register.name} imported", subject=("register", register.name), told=told)
    return Imported(**counts, rejects=sorted_rows.rejects.head(MOST_REJECTS))


def put_row(register: Register, content: Content, *, by: str, organisation: Organisation) -> dict[str, int]:
    """Add or change one row. Raises UserError with the rule that it breaks."""
    with transaction.atomic():
        answers, refused = put_rows(register, [content], by=by, organisation=organisation)
        if refused:
            raise UserError(f"The row cannot be used: {refused[0].rule}.", cure="Correct that field.")
    return _counted(answer.what for answer in answers)


def put_rows(
    register: Register, contents: Sequence[Content], *, by: str, organisation: Organisation
) -> tuple[list[Answered], list[Refused]]:
    """Add or change those rows that can be used; return what came of each, and why others cannot."""
    kept, refused = checked(register, contents)
    changes = _put(register, [one.content for one in kept], by=by, organisation=organisation)
    answers = [Answered(one.place, key, what) for one, (key, what) in zip(kept, changes, strict=True)]
    return answers, refused


def add_row(register: Register, kept: Kept, *, by: str, organisation: Organisation) -> uuid.UUID:
    """Add a row and return its public id. Raises UserError where the register has one of its key."""
    with transaction.atomic():
        locked(organisation)
        rows = own_rows(register, organisation).filter(key=key_of(register, kept.content))
        if rows.exists():
            raise UserError("The register has this row already.", cure="Change that one.")
        _put(register, [kept.content], by=by, organisation=organisation)
        return rows.get().public_id


def change_row(row: Row, kept: Kept, *, register: Register, by: str, seen_at: dt.datetime | None = None) -> str:
    """Give a row, held by its public id, another content; return whether it changed.

    Raises UserError where it was changed since `seen_at`, or where another row says the same already.
    """
    with transaction.atomic():
        locked(row.organisation)
        held = own_rows(register, row.organisation).filter(pk=row.pk).first()
        if held is None or (seen_at is not None and held.changed_at != seen_at):
            raise UserError("Somebody else changed this row meanwhile.", cure="Look at it again, then change it.")
        key = key_of(register, kept.content)
        if own_rows(register, row.organisation).filter(key=key).exclude(pk=row.pk).exists():
            raise UserError("Another row of the register says this already.", cure="Change that one.")
        change = Change(key, held, kept.content)
        what = change.what
        if what == CHANGED:
            told = told_of(register, change.fields())
            record(actor=by, act="row changed", subject=(register.name, str(held.public_id)), told=told)
            gone = {held.key: None} if held.key != key else {}
            held.key, held.content = key, kept.content
            held.save()
            _make_live(register, row.organisation, changed={**gone, key: kept.content})
        return what


def remove_row(register: Register, key: str, *, by: str, organisation: Organisation) -> None:
    """Take a row out of a register; what it said stays in the log. Raises UserError where there is none."""
    with transaction.atomic():
        locked(organisation)
        row = own_rows(register, organisation).filter(key=key).first()
        if row is None:
            raise UserError("There is no such row.", cure="Look it up in the register.")
        told = told_of(register, {name: [value, None] for name, value in row.content.items()})
        record(actor=by, act="row removed", subject=(register.name, str(row.public_id)), told=told)
        row.delete()
        _make_live(register, organisation, changed={key: None})


def put(
    register: Register, contents: Iterable[dict[str, Any]], *, by: str, organisation: Organisation
) -> dict[str, int]:
    """Add or change rows and publish the register where anything changed; return the counts."""
    return _counted(what for _, what in _put(register, contents, by=by, organisation=organisation))


def _put(
    register: Register, contents: Iterable[dict[str, Any]], *, by: str, organisation: Organisation
) -> list[tuple[str, str]]:
    """Return, of each row in its order, its key and what came of it."""
    done: list[tuple[str, str]] = []
    changed: dict[str, Content | None] = {}
    with transaction.atomic():
        locked(organisation)
        for changes in changes_of(register, contents, organisation):
            others = [one for one in changes if one.what != SAME]
            _write(register, others, by=by, organisation=organisation)
            changed |= {one.key: one.content for one in others}
            done += [(one.key, one.what) for one in changes]
        if changed:
            _make_live(register, organisation, changed=changed)
    return done


def _write(register: Register, changes: Sequence[Change], *, by: str, organisation: Organisation) -> None:
    """Write rows that are new or changed, and an entry for each, in one call each."""
    if not changes:
        return
    ids = [one.row.public_id if one.row else uuid.uuid4() for one in changes]
    rows = [[one.key, one.content, str(public_id)] for one, public_id in zip(changes, ids, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE.format(register.model._meta.db_table), [organisation.pk, orjson.dumps(rows).decode()])
    acts = [
        Act(f"row {one.what}", str(public_id), told_of(register, one.fields()))
        for one, public_id in zip(changes, ids, strict=True)
    ]
    record_many(actor=by, subject_kind=register.name, acts=acts)


def _counted(what: Iterable[str]) -> dict[str, int]:
    counts = Counter(what)
    return {name: counts[name] for name in (ADDED, CHANGED, SAME)}


def _make_live(register: Register, organisation: Organisation, *, changed: Mapping[str, Content | None]) -> None:
    """Publish what changed, and tell those who asked: which register and generation, and the file that was written."""
    few = changed if len(changed) <= MOST_CHANGES else None
    generation = publish(register, organisation, changed=few)
    digests = generation.digests
    sha256 = digests.get(register.name + CHANGES) or digests[register.name]
    payload: Content = {"register": register.name, "generation": generation.number, "sha256": sha256}
    tell(Event.REGISTER_CHANGED, payload, organisation=organisation.pk)
