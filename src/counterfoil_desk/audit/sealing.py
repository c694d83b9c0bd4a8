"""Seal the audit log: take what can no longer change place, in its order, into the one chain.

Entries are written freely, by many transactions at once; a transaction that began early may commit late. So only
entries of transactions below the oldest one still running are sealed: no later commit can come before them.
One sealer works at a time (an advisory lock); it holds the chain's last seal and nothing else.
"""

import datetime as dt
from typing import Any, Final, NamedTuple

import psycopg
from psycopg.rows import dict_row

from counterfoil.custody.canonical import canonical
from counterfoil.custody.chain import beginning, seal

CHAIN: Final = "counterfoil desk"  # the chain's name, sealed into its beginning
LOCK: Final = 0x0C0F
BATCH: Final = 5_000
UNSEALED: Final = """
SELECT e.id, e.organisation_id, e.at, e.actor, e.act, e.subject_kind, e.subject_id, e.digests
FROM audit_entry e
WHERE (e.written_in, e.id) > (SELECT coalesce(max(l.written_in), '0'::xid8), coalesce(max(l.id), 0)
    FROM audit_entry l WHERE l.id = %s)
  AND e.written_in < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.written_in, e.id LIMIT %s
"""
LAST: Final = "SELECT number, entry_id, seal FROM audit_seal ORDER BY number DESC LIMIT 1"
WALK: Final = """
SELECT e.id, e.organisation_id, e.at, e.actor, e.act, e.subject_kind, e.subject_id, e.digests, s.number, s.seal
FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id ORDER BY s.number
"""


class Walked(NamedTuple):
    """How many entries hold, and the number of the first that does not; None where all do."""

    entries: int
    broken_at: int | None


def entry_bytes(row: dict[str, Any]) -> bytes:
    """Return what is sealed of an entry: the canonical JSON of its columns, times in UTC to the microsecond."""
    return canonical(
        {
            "id": row["id"],
            "organisation": row["organisation_id"],
            "at": row["at"].astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "actor": row["actor"],
            "act": row["act"],
            "subject_kind": row["subject_kind"],
            "subject_id": row["subject_id"],
            "digests": row["digests"],
        }
    )


def seal_batch(link: psycopg.Connection[Any]) -> int:
    """Seal up to a batch of entries in one transaction and return how many; 0 where another sealer is at work."""
    with link.transaction(), link.cursor(row_factory=dict_row) as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s) AS ours", [LOCK])
        if not (cursor.fetchone() or {})["ours"]:
            return 0
        cursor.execute(LAST)
        last = cursor.fetchone() or {"number": 0, "entry_id": 0, "seal": beginning(CHAIN).hex()}
        number, previous = last["number"], bytes.fromhex(last["seal"])
        cursor.execute(UNSEALED, [last["entry_id"], BATCH])
        rows = cursor.fetchall()
        with cursor.copy("COPY audit_seal (number, entry_id, seal) FROM STDIN") as copy:
            for place, row in enumerate(rows, number + 1):
                previous = seal(entry_bytes(row), previous)
                copy.write_row((place, row["id"], previous.hex()))
    return len(rows)


def walked(link: psycopg.Connection[Any]) -> Walked:
    """Walk the whole chain and return how far it holds: no entry changed, taken out, put in or put elsewhere."""
    previous, held = beginning(CHAIN), 0
    with link.transaction(), link.cursor(name="walk", row_factory=dict_row) as cursor:
        for row in cursor.execute(WALK):
            previous = seal(entry_bytes(row), previous)
            if row["number"] != held + 1 or row["seal"] != previous.hex():
                return Walked(held, held + 1)
            held += 1
    return Walked(held, None)
