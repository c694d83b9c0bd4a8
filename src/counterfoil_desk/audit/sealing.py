"""Seal the audit log: take what can no longer change place, in its order, into the one chain.

Entries are written freely, by many transactions at once; a transaction that began early may commit late. So only
entries of transactions below the oldest one still running are sealed: no later commit can come before them.
One sealer works at a time (an advisory lock); it holds the chain's last seal and nothing else.
Numbers of transactions begin anew where the log was restored into another cluster: eras come one after the other.
"""

from typing import Any, Final

import psycopg
from psycopg.rows import dict_row

from counterfoil.custody.canonical import sha256
from counterfoil.custody.chain import beginning, seal
from counterfoil_desk.audit.entry_bytes import CHAIN, COLUMNS, entry_bytes

LOCK: Final = 0x0C0F
BATCH: Final = 5_000
AFTER_THE_LAST: Final = """(e.era, e.written_in, e.id) > (SELECT coalesce(max(l.era), 0),
    coalesce(max(l.written_in), '0'::xid8), coalesce(max(l.id), 0) FROM audit_entry l WHERE l.id = %s)"""
MOST_COUNTED: Final = 100_000  # of those that wait: beyond that the number says nothing new
UNSEALED: Final = f"""
SELECT {COLUMNS} FROM audit_entry e
WHERE {AFTER_THE_LAST} AND (e.written_in < pg_snapshot_xmin(pg_current_snapshot())
    OR e.era < (SELECT max(number) FROM audit_era))
ORDER BY e.era, e.written_in, e.id LIMIT %s
"""  # noqa: S608  fixed text joined with fixed text
LAST: Final = "SELECT number, entry_id, seal FROM audit_seal ORDER BY number DESC LIMIT 1"
NOTHING: Final = {"number": 0, "entry_id": 0, "seal": beginning(CHAIN).hex()}
Link = psycopg.Connection[Any]


def took_the_lock(cursor: psycopg.Cursor[dict[str, Any]]) -> bool:
    """Take the sealer's lock until the transaction ends; tell whether it was free."""
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s) AS ours", [LOCK])
    return bool((cursor.fetchone() or {})["ours"])


def last_seal(cursor: psycopg.Cursor[dict[str, Any]]) -> dict[str, Any]:
    """Return number, entry_id and seal of what the chain came to."""
    return cursor.execute(LAST).fetchone() or dict(NOTHING)


def seal_batch(link: Link) -> int:
    """Seal up to a batch of entries in one transaction and return how many; 0 where another sealer is at work."""
    with link.transaction(), link.cursor(row_factory=dict_row) as cursor:
        if not took_the_lock(cursor):
            return 0
        last = last_seal(cursor)
        number, previous = last["number"], bytes.fromhex(last["seal"])
        rows = cursor.execute(UNSEALED, [last["entry_id"], BATCH]).fetchall()
        if not rows:
            return 0
        with cursor.copy("COPY audit_seal (number, entry_id, seal, digest) FROM STDIN") as copy:
            for place, row in enumerate(rows, number + 1):
                entry = entry_bytes(row)
                previous = seal(entry, previous)
                copy.write_row((place, row["id"], previous.hex(), sha256(entry).hex()))
    return len(rows)
