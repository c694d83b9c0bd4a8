"""Write an act into the audit log, in the transaction of the act itself; and delete what a lawful request names."""

import json
import secrets
from collections.abc import Mapping
from typing import Final

from django.db import connection

from counterfoil.custody.canonical import Value, canonical, parsed
from counterfoil.custody.commitments import NAME, SALT_BYTES, commitment
from counterfoil.custody.log_walk import FORGOTTEN
from counterfoil.errors import UserError
from counterfoil_desk.audit.models import Value as KeptValue

LONGEST_GROUND: Final = 300  # characters


def record(*, actor: str, act: str, subject: tuple[str, str], told: Mapping[str, Value] | None = None) -> int:
    """Write one entry and return its number; `subject` is its kind and public id.

    Each value of `told` stands in the entry as a salted digest, and beside it with its salt until it is forgotten.
    Raises ProgrammingError outside of an organisation: every act is done for one.
    """
    digests, salted = _committed(told or {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append(%s, %s, %s, %s, %s, %s)", [actor, act, *subject, digests, salted])
        return int(cursor.fetchone()[0])


def forget(entry: int, *, actor: str, why: str) -> int:
    """Delete the values and salts behind an entry, and write that down; return how many values are gone.

    What stood there can no longer be known, nor tried out; that something stood there is still proven, and so is the
    deletion: when, by whom, and on which ground. Raises UserError where no ground is given, or the entry is itself a
    deletion: its ground stays.
    """
    ground = " ".join(why.split())
    if not 0 < len(ground) <= LONGEST_GROUND:
        cure = "Name the law or the request, such as “Art. 17 GDPR, request of 3 May”, and nobody's name."
        raise UserError(f"A deletion needs its ground, in at most {LONGEST_GROUND} characters.", cure=cure)
    fields = sorted(KeptValue.objects.filter(entry_id=entry).exclude(entry__act=FORGOTTEN).values_list("field"))
    if not fields:
        if KeptValue.objects.filter(entry_id=entry).exists():
            raise UserError("This entry is a deletion; its ground stays.", cure="Forget other entries.")
        return 0
    digests, salted = _committed({"why": ground, "fields": [field for (field,) in fields]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s, %s, %s, %s)", [entry, actor, digests, salted])
        return int(cursor.fetchone()[0])


def _committed(values: Mapping[str, Value]) -> tuple[str, str]:
    """Return the salted digests of values, and the salts with the values, both as JSON."""
    if not all(NAME.fullmatch(field) for field in values):
        raise ValueError("fields of an entry have plain names")
    parsed(canonical(dict(values)))  # what no checker could read again, such as a fraction, is never sealed
    salts = {field: secrets.token_hex(SALT_BYTES) for field in values}
    digests = {field: commitment(salts[field], field, value) for field, value in values.items()}
    return json.dumps(digests), json.dumps({field: [salts[field], value] for field, value in values.items()})
