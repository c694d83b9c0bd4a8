"""What of an entry is sealed? Its columns as canonical JSON, times in UTC to the microsecond."""

import datetime as dt
from typing import Any, Final

from counterfoil.custody.canonical import Value, canonical

CHAIN: Final = "counterfoil desk"  # the chain's name, sealed into its beginning
COLUMNS: Final = (
    "e.id, e.organisation_id, e.at, e.actor, e.act, e.subject_kind, e.subject_id, e.digests, e.blind::text AS blind"
)


def content_of(row: dict[str, Any]) -> dict[str, Value]:
    """Return what is sealed of an entry, by its names. Entries of the first versions have no `blind`."""
    told: dict[str, Value] = {
        "id": row["id"],
        "organisation": row["organisation_id"],
        "at": told_time(row["at"]),
        "actor": row["actor"],
        "act": row["act"],
        "subject_kind": row["subject_kind"],
        "subject_id": row["subject_id"],
        "digests": row["digests"],
    }
    return told if row["blind"] is None else {**told, "blind": row["blind"]}


def entry_bytes(row: dict[str, Any]) -> bytes:
    """Return the canonical bytes of an entry."""
    return canonical(content_of(row))


def told_time(at: dt.datetime) -> str:
    """Return a time as the log tells it: UTC, to the microsecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")
