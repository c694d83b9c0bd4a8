"""Does the log in the database still hold? Each entry sealed anew, each checkpoint's signature, what outsiders kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from psycopg.rows import dict_row

from counterfoil.custody.canonical import NotCanonical, canonical, sha256
from counterfoil.custody.chain import beginning, seal
from counterfoil.custody.log_format import statement_of
from counterfoil.custody.signature import Signer, signer_of
from counterfoil_desk.audit.entry_bytes import CHAIN, COLUMNS, entry_bytes, told_time
from counterfoil_desk.audit.sealing import Link

WALK: Final = f"""
SELECT {COLUMNS}, s.number, s.seal, s.digest
FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE s.number > %s ORDER BY s.number
"""  # noqa: S608  fixed text joined with fixed text
SIGNED: Final = """
SELECT c.entries, c.seal, c.at, c.key, c.signature, t.token
FROM audit_checkpoint c LEFT JOIN audit_timestamp t ON t.entries = c.entries ORDER BY c.entries
"""
AT_ONCE: Final = 5_000  # rows fetched


class Walked(NamedTuple):
    """How many entries hold, and the number of the first that does not; None where all do."""

    entries: int
    broken_at: int | None


class Place(NamedTuple):
    """A place in the chain: so many entries, and the last seal in hex."""

    entries: int = 0
    seal: str = beginning(CHAIN).hex()


def walked(link: Link, *, after: Place | None = None, kept: Sequence[dict[int, str]] = ()) -> Walked:
    """Walk the chain, or what came `after` a place in it, and return how far it holds.

    That is: no entry changed, taken out, put in or put elsewhere. `kept` are seals by number of entries, signed
    or kept by somebody: each that is found there is taken out of it.
    """
    start = after or Place()
    previous, held = bytes.fromhex(start.seal), start.entries
    with link.transaction(), link.cursor(name="walk", row_factory=dict_row) as cursor:
        cursor.itersize = AT_ONCE
        for row in cursor.execute(WALK, [start.entries]):
            entry = entry_bytes(row)
            previous = seal(entry, previous)
            digest = row["digest"] or sha256(entry).hex()
            if (row["number"], row["seal"], digest) != (held + 1, previous.hex(), sha256(entry).hex()):
                return Walked(held, held + 1)
            held += 1
            for seals in kept:
                if seals.get(held) == row["seal"]:
                    del seals[held]
    return Walked(held, None)


def statement_in(row: Mapping[str, Any]) -> bytes:
    """Return what was signed of a checkpoint in the database."""
    return statement_of(CHAIN, entries=row["entries"], seal=row["seal"], at=told_time(row["at"]))


def signature_in(row: Mapping[str, Any]) -> bytes:
    """Return the signature of a checkpoint in the database, as it stands in files."""
    return canonical({"algorithm": "Ed25519", "key": row["key"], "signature": row["signature"]})


def signer_in(row: Mapping[str, Any]) -> Signer | None:
    """Return who signed a checkpoint in the database, None where its signature does not hold."""
    try:
        return signer_of(signature_in(row), statement_in(row))
    except NotCanonical:
        return None
