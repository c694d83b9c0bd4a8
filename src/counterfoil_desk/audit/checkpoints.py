"""Sign what the chain came to, so that nobody can write another history later, not even the tables' owner.

Only what still holds is signed: what came after the last checkpoint is walked again first, from the seal that was
signed. The key is the sealer's alone. Whoever keeps checkpoints outside of the desk can hold the log against them.
"""

import datetime as dt
from typing import Any, Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.rows import dict_row

from counterfoil.codes.signing_keys import key_in, sign
from counterfoil.custody.log_format import statement_of
from counterfoil_desk.audit.entry_bytes import CHAIN, told_time
from counterfoil_desk.audit.sealing import Link, last_seal, took_the_lock
from counterfoil_desk.audit.walking import Place, signer_in, statement_in, walked

LATEST: Final = "SELECT entries, seal, at, key, signature FROM audit_checkpoint ORDER BY entries DESC LIMIT 1"
ADD: Final = "INSERT INTO audit_checkpoint (entries, seal, at, key, signature) VALUES (%s, %s, %s, %s, %s)"


class Often(NamedTuple):
    """A checkpoint is due after so many new entries, or after so long where there is any."""

    entries: int = 10_000
    within: dt.timedelta = dt.timedelta(minutes=10)


class Broken(Exception):  # noqa: N818  a state of the log
    """The log does not go on from what was signed; `number` is the first entry that does not hold."""

    def __init__(self, number: int) -> None:
        super().__init__(f"the log does not hold at entry {number}")
        self.number = number


def latest(link: Link) -> dict[str, Any] | None:
    """Return the latest checkpoint as it stands in the database, None where there is none."""
    with link.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(LATEST).fetchone()


def sign_if_due(link: Link, key: Ed25519PrivateKey, often: Often, *, now: dt.datetime) -> int | None:
    """Sign what the chain came to where that is due; return how many entries were signed, None where nothing was.

    Raises Broken where the log does not go on from the last checkpoint: then nothing is signed.
    """
    before = latest(link)
    with link.cursor(row_factory=dict_row) as cursor:
        last = last_seal(cursor)
    fresh = last["number"] - (before["entries"] if before else 0)
    waited = before is None or now - before["at"] >= often.within
    if fresh <= 0 or (fresh < often.entries and not waited):
        return None
    if before is not None and signer_in(before) is None:
        raise Broken(before["entries"])
    found = walked(link, after=Place(before["entries"], before["seal"]) if before else None)
    if found.broken_at is not None:
        raise Broken(found.broken_at)
    return _signed(link, key, now)


def _signed(link: Link, key: Ed25519PrivateKey, now: dt.datetime) -> int | None:
    """Sign the last seal; None where another sealer works, and signs it itself."""
    with link.transaction(), link.cursor(row_factory=dict_row) as cursor:
        if not took_the_lock(cursor):
            return None
        last = last_seal(cursor)
        statement = statement_of(CHAIN, entries=last["number"], seal=last["seal"], at=told_time(now))
        cursor.execute("SELECT 1 FROM audit_checkpoint WHERE entries = %s", [last["number"]])
        if cursor.fetchone() is not None:
            return None
        cursor.execute(ADD, [last["number"], last["seal"], now, key_in(key), sign(key, statement)])
    return int(last["number"])


def unstamped(link: Link, *, apart: dt.timedelta, now: dt.datetime) -> tuple[int, bytes] | None:
    """Return entries and statement of the latest checkpoint where it should be timestamped, None where not.

    One timestamp holds all that was before, so there is no need of more than one in a while (`apart`).
    """
    before = latest(link)
    if before is None:
        return None
    stamp = link.execute("SELECT entries, at FROM audit_timestamp ORDER BY entries DESC LIMIT 1").fetchone()
    if stamp is not None and (stamp[0] == before["entries"] or now - stamp[1] < apart):
        return None
    return before["entries"], statement_in(before)


def keep_timestamp(link: Link, *, entries: int, at: dt.datetime, token: bytes) -> None:
    """Keep the answer of an authority beside its checkpoint."""
    add = "INSERT INTO audit_timestamp (entries, at, token) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
    link.execute(add, [entries, at, token])
