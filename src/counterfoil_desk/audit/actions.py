"""Write an act into the audit log, in the transaction of the act itself; and delete what a lawful request names."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import orjson
from django.db import connection

from counterfoil.custody.canonical import Value, canonical, parsed
from counterfoil.custody.commitments import NAME, SALT_BYTES, commitment
from counterfoil.custody.log_walk import FORGOTTEN
from counterfoil.errors import UserError
from counterfoil_desk.audit.models import Value as KeptValue

LONGEST_GROUND: Final = 300  # characters
# writes an entry, within a statement that looks at its number; its values are those of `entry_values`
APPEND: Final = "audit_append(%(actor)s, %(act)s, %(kind)s, %(subject)s, %(digests)s, %(values)s)"


class Act(NamedTuple):
    """One act of many: what was done to which subject, by its public id, and the values that the entry tells."""

    act: str
    subject: str
    told: Mapping[str, Value]


def record(*, actor: str, act: str, subject: tuple[str, str], told: Mapping[str, Value] | None = None) -> int:
    """Write one entry and return its number; `subject` is its kind and public id.

    Each value of `told` stands in the entry as a salted digest, and beside it with its salt until it is forgotten.
    Raises ProgrammingError outside of an organisation: every act is done for one.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {APPEND}", entry_values(actor=actor, act=act, subject=subject, told=told or {}))
        return int(cursor.fetchone()[0])


def entry_values(*, actor: str, act: str, subject: tuple[str, str], told: Mapping[str, Value]) -> dict[str, str]:
    """Return the values of APPEND: an act that is one statement writes its entry in it."""
    digests, values = _texts(told)
    kind, known_as = subject
    return {"actor": actor, "act": act, "kind": kind, "subject": known_as, "digests": digests, "values": values}


def record_many(*, actor: str, subject_kind: str, acts: Sequence[Act]) -> int:
    """Write an entry for each act, in their order and in one call, as `record` does; return how many."""
    if not acts:
        return 0
    given = orjson.dumps([[one.act, one.subject, *_salted(one.told)] for one in acts]).decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append_many(%s, %s, %s)", [actor, subject_kind, given])
        return int(cursor.fetchone()[0])


def _salted(told: Mapping[str, Value]) -> tuple[dict[str, str], dict[str, list[Value]]]:
    """Return the salted digest of each value, and each value with its salt."""
    if not all(NAME.fullmatch(field) for field in told):
        raise ValueError("fields of an entry have plain names")
    parsed(canonical(dict(told)))  # what no checker could read again, such as a fraction, is never sealed
    drawn = secrets.token_hex(SALT_BYTES * len(told))
    width = 2 * SALT_BYTES
    salts = {field: drawn[width * at : width * at + width] for at, field in enumerate(told)}
    digests = {field: commitment(salts[field], field, value) for field, value in told.items()}
    return digests, {field: [salts[field], value] for field, value in told.items()}


def forget(entry: int, *, actor: str, why: str) -> int:
    """Delete the values and salts behind an entry, and write that down; return how many values are gone.

    What stood there can no longer be known, nor tried out; that something stood there is still proven, and so is the
    deletion: when, by whom, and on which ground. Raises UserError where no ground is given, or the entry is itself a
    deletion: its ground stays.
    """
    kept = KeptValue.objects.filter(entry_id=entry)
    fields: list[Value] = [*sorted(kept.exclude(entry__act=FORGOTTEN).values_list("field", flat=True))]
    texts = _texts({"why": _ground(why), "fields": fields})
    if not fields:
        if kept.exists():
            raise UserError("This entry is a deletion; its ground stays.", cure="Forget other entries.")
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s, %s, %s, %s)", [entry, actor, *texts])
        return int(cursor.fetchone()[0])


def forget_older(before: dt.datetime, *, actor: str, why: str, most: int) -> int:
    """Delete the values behind at most so many entries from before a moment; return how many values are gone.

    One entry says so for all of them: its subject is the moment, its ground what asked for it. Grounds of deletions
    stay. Raises UserError where no ground is given.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_forget_older(%s, %s, %s, %s, %s)", [before, most, actor, *_texts({"why": _ground(why)})]
        )
        return int(cursor.fetchone()[0])


def _ground(why: str) -> str:
    ground = " ".join(why.split())
    if not 0 < len(ground) <= LONGEST_GROUND:
        cure = "Name the law or the request, such as “Art. 17 GDPR, request of 3 May”, and nobody's name."
        raise UserError(f"A deletion needs its ground, in at most {LONGEST_GROUND} characters.", cure=cure)
    return ground


def _texts(told: Mapping[str, Value]) -> list[str]:
    return [orjson.dumps(part).decode() for part in _salted(told)]
