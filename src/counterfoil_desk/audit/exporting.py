"""Write the log, or one organisation's own entries in it, as lines that anyone can check offline.

Entries of others stand as the SHA-256 of their bytes, in which 122 bits of chance are sealed: nothing of them is told
but that there is one. The connection decides what can be told: an organisation's own, or one that reads everything.
"""

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.rows import dict_row

from counterfoil import __version__
from counterfoil.custody.log_format import CHECKPOINTS, LOG, MOST_AT_ONCE, Head, LogLines
from counterfoil.custody.log_walk import ONE
from counterfoil.errors import UserError
from counterfoil_desk.audit.entry_bytes import CHAIN, COLUMNS, content_of, told_time
from counterfoil_desk.audit.sealing import Link, last_seal
from counterfoil_desk.audit.walking import AT_ONCE, SIGNED, Place, signature_in, statement_in
from counterfoil_desk.database.due import tell_who_acts
from counterfoil_desk.organisation import NOBODY, Acting

SOFTWARE: Final = f"counterfoil {__version__}"
ENTRIES: Final = f"""
SELECT s.number, s.seal, s.digest, {COLUMNS}, told.pairs
FROM audit_seal s
LEFT JOIN audit_entry e ON e.id = s.entry_id AND (%(organisation)s::bigint IS NULL
    OR e.organisation_id = %(organisation)s::bigint)
LEFT JOIN LATERAL (SELECT jsonb_object_agg(v.field, jsonb_build_array(v.salt, v.value)) AS pairs
    FROM audit_value v WHERE v.entry_id = e.id AND %(values)s) told ON true
WHERE s.number <= %(last)s ORDER BY s.number
"""  # noqa: S608  fixed text joined with fixed text
UNSEALED_DELETIONS: Final = """
SELECT 1 FROM audit_entry e WHERE e.act = 'forgotten'
    AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.entry_id = e.id) LIMIT 1
"""
DELETIONS: Final = """
SELECT s.number, d.organisation_id, d.subject_kind, d.subject_id
FROM audit_entry d JOIN audit_seal s ON s.entry_id = d.id WHERE d.act = 'forgotten' ORDER BY s.number
"""
SEALED_WITHIN: Final = 5.0  # seconds that the sealer may take
PAUSE: Final = 0.1
PATIENT: Final = "SET idle_in_transaction_session_timeout = '10min'"
AN_OLD_SEAL: Final = "An entry of another organisation was sealed by an early version, without its digest."


def exported_log(
    link: Link, *, at: dt.datetime, organisation: int | None, values: bool = True, acting: Acting = NOBODY
) -> Iterator[bytes]:
    """Yield the lines of the log as it stands; of one organisation its own entries, or all (None).

    `link` is one of `snapshot_link`, and `acting` who acts in it. Raises UserError where a deletion stays unsealed:
    no sealer works.
    """
    _wait_for_deletions(link, acting)
    with link.cursor(row_factory=dict_row) as cursor:
        last = last_seal(cursor)
    lines = LogLines()
    yield lines.head(_head(LOG, at, organisation, values=values))
    deletions = _Deletions(link) if values else None
    asked = {"organisation": organisation, "values": values, "last": last["number"]}
    with _rows(link, "entries", ENTRIES, asked) as entries, _rows(link, "signed", SIGNED, {}) as signed:
        yield from _entries(lines, entries, signed, deletions)
    yield lines.end(entries=last["number"], seal=last["seal"])


def exported_checkpoints(link: Link, *, at: dt.datetime) -> Iterator[bytes]:
    """Yield the lines of a file of all checkpoints, for somebody outside to keep."""
    lines, last = LogLines(), Place()
    yield lines.head(_head(CHECKPOINTS, at, None, values=False))
    with _rows(link, "signed", SIGNED, {}) as signed:
        for row in signed:
            yield _checkpoint(lines, row)
            last = Place(row["entries"], row["seal"])
    yield lines.end(entries=last.entries, seal=last.seal)


@contextmanager
def snapshot_link(url: str, *, acting: Acting = NOBODY) -> Iterator[Link]:
    """Yield a connection whose transaction sees one moment, for who acts; it can change nothing.

    It may idle for as long as a slow reader takes from one part to the next: it has written nothing, so no sealing
    waits for it.
    """
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(PATIENT)  # before the transaction, which may be taken back
        link.autocommit = False
        link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        link.read_only = True
        tell_who_acts(link, acting)
        yield link


def _wait_for_deletions(link: Link, acting: Acting) -> None:
    """Wait until each deletion is sealed: else its values would be missing without a ground."""
    until = time.monotonic() + SEALED_WITHIN
    while link.execute(UNSEALED_DELETIONS).fetchone() is not None:
        if time.monotonic() > until:
            raise UserError("A deletion is not sealed yet.", cure="Start the sealer: counterfoil desk seal")
        link.rollback()  # what is sealed meanwhile is seen by a new transaction alone
        time.sleep(PAUSE)
        tell_who_acts(link, acting)


def _head(kind: str, at: dt.datetime, organisation: int | None, *, values: bool) -> Head:
    return Head(kind, CHAIN, f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}", SOFTWARE, organisation, values)


def _rows(link: Link, name: str, query: str, asked: dict[str, Any]) -> psycopg.ServerCursor[dict[str, Any]]:
    cursor = link.cursor(name=name, row_factory=dict_row)
    cursor.itersize = AT_ONCE
    return cursor.execute(query, asked)


def _entries(
    lines: LogLines,
    entries: Iterable[dict[str, Any]],
    signed: Iterable[dict[str, Any]],
    deletions: "_Deletions | None",
) -> Iterator[bytes]:
    """Yield entries and checkpoints, each checkpoint after its last entry."""
    checkpoints = iter(signed)
    next_one = next(checkpoints, None)
    others: list[str] = []
    for row in entries:
        if row["id"] is None:
            others.append(_digest_of(row))
        else:
            yield from _told(lines, others)
            told = row["pairs"] or {}
            deleted = deletions.of(row) if deletions is not None and len(told) < len(row["digests"]) else None
            yield lines.entry(row["number"], content_of(row), row["seal"], told, deleted=deleted)
        is_signed = next_one is not None and next_one["entries"] == row["number"]
        if is_signed or len(others) == MOST_AT_ONCE:
            yield from _told(lines, others)
        if next_one is not None and is_signed:
            yield _checkpoint(lines, next_one)
            next_one = next(checkpoints, None)
    yield from _told(lines, others)


class _Deletions:
    """The acts of deletion that are sealed, and which of them deleted the values of an entry."""

    def __init__(self, link: Link) -> None:
        self._of_entry: dict[str, int] = {}
        self._before: dict[int, list[tuple[str, int]]] = {}
        for number, organisation, kind, what in link.execute(DELETIONS):
            if kind == ONE:
                self._of_entry[what] = number
            else:
                self._before.setdefault(organisation, []).append((what, number))

    def of(self, row: dict[str, Any]) -> int | None:
        """Return the number of the act that deleted values of an entry; None where there is none."""
        at = told_time(row["at"])
        older = (number for what, number in self._before.get(row["organisation_id"], []) if at < what)
        return self._of_entry.get(str(row["id"])) or next(older, None)


def _told(lines: LogLines, others: list[str]) -> Iterator[bytes]:
    if others:
        yield lines.others(others)
        others.clear()


def _digest_of(row: dict[str, Any]) -> str:
    if row["digest"] is None:
        raise UserError(AN_OLD_SEAL, cure="Have the whole log exported: counterfoil desk log export -o FILE")
    return str(row["digest"])


def _checkpoint(lines: LogLines, row: dict[str, Any]) -> bytes:
    return lines.checkpoint(statement_in(row), signature_in(row), row["token"])
