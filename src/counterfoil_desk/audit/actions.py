"""Write an act into the audit log, in the transaction of the act itself; and delete what a lawful request names."""

import json
import secrets
from collections.abc import Mapping

from django.db import connection

from counterfoil.custody.canonical import Value
from counterfoil.custody.commitments import NAME, SALT_BYTES, commitment


def record(*, actor: str, act: str, subject: tuple[str, str], told: Mapping[str, Value] | None = None) -> int:
    """Write one entry and return its number; `subject` is its kind and public id.

    Each value of `told` stands in the entry as a salted digest, and beside it with its salt until it is forgotten.
    Raises ProgrammingError outside of an organisation: every act is done for one.
    """
    values = dict(told or {})
    if not all(NAME.fullmatch(field) for field in values):
        raise ValueError("fields of an entry have plain names")
    salts = {field: secrets.token_hex(SALT_BYTES) for field in values}
    salted = {field: [salts[field], value] for field, value in values.items()}
    digests = {field: commitment(salts[field], field, value) for field, value in values.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s, %s, %s)",
            [actor, act, *subject, json.dumps(digests), json.dumps(salted)],
        )
        return int(cursor.fetchone()[0])


def forget(entry: int, *, actor: str, why: str) -> int:
    """Delete the values and salts behind an entry, and write that down; return how many values are gone.

    What stood there can no longer be known, nor tried out; that something stood there is still proven.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s)", [entry])
        gone = int(cursor.fetchone()[0])
    record(actor=actor, act="forgotten", subject=("entry", str(entry)), told={"why": why, "values": gone})
    return gone
