"""Write an act into the audit log, in the transaction of the act itself; and delete what a lawful request names."""

import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import orjson
from django.db import connection

from counterfoil.custody.canonical import Value
from counterfoil.custody.commitments import NAME, SALT_BYTES, commitment


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
    texts = [orjson.dumps(part).decode() for part in _salted(told or {})]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append(%s, %s, %s, %s, %s, %s)", [actor, act, *subject, *texts])
        return int(cursor.fetchone()[0])


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
    drawn = secrets.token_hex(SALT_BYTES * len(told))
    width = 2 * SALT_BYTES
    salts = {field: drawn[width * at : width * at + width] for at, field in enumerate(told)}
    digests = {field: commitment(salts[field], field, value) for field, value in told.items()}
    return digests, {field: [salts[field], value] for field, value in told.items()}


def forget(entry: int, *, actor: str, why: str) -> int:
    """Delete the values and salts behind an entry, and write that down; return how many values are gone.

    What stood there can no longer be known, nor tried out; that something stood there is still proven.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s)", [entry])
        gone = int(cursor.fetchone()[0])
    record(actor=actor, act="forgotten", subject=("entry", str(entry)), told={"why": why, "values": gone})
    return gone
