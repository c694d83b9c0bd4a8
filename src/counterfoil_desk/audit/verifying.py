"""Walk the log in the database and say, in the sentences of `counterfoil verify`, what holds and what is broken."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from psycopg.rows import dict_row

from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.checks import Check, Verdict
from counterfoil.custody.log_checks import PROVEN, SINCE, STAMPED
from counterfoil.custody.log_walk import ENTRIES
from counterfoil.custody.log_walk import SIGNED as PART_SIGNED
from counterfoil.custody.timestamp import time_of
from counterfoil_desk.audit.sealing import Link
from counterfoil_desk.audit.walking import SIGNED, Walked, signer_in, statement_in, walked

MOST_NAMED: Final = 5


def verdict_of_live(
    link: Link, *, known: Mapping[int, str] | None = None, file: str = "", trusted: bytes | None = None
) -> Verdict:
    """Return every check of the log in the database, over the sealer's connection.

    `known` are seals by number of entries that `file`, kept by somebody outside, holds (see `seals_in`); `trusted` are
    certificates of authorities of timestamps, PEM.
    """
    with link.cursor(row_factory=dict_row) as cursor:
        signed = cursor.execute(SIGNED).fetchall()
    sealed = {row["entries"]: row["seal"] for row in signed}
    kept = dict(known) if known is not None else {}
    left = dict(sealed)
    found = walked(link, kept=(left, kept))
    checks = [_entries(found)]
    broken = [row["entries"] for row in signed if signer_in(row) is None]
    for numbers, says in ((broken, "the signature does not hold"), (left, "it is not what was signed")):
        checks += [Check(PART_SIGNED, False, f"At entry {at:,}: {says}.") for at in sorted(numbers)[:MOST_NAMED]]
    signer = signer_in(signed[-1]) if signed else None
    if signer is None:
        checks.append(Check(PART_SIGNED, None, "Not signed: no checkpoint is there."))
    elif not broken and not left:
        says = f"{len(signed):,} checkpoints, the last at entry {signed[-1]['entries']:,}. Key: {signer.fingerprint}."
        checks.append(Check(PART_SIGNED, True, says))
    checks += _stamps([row for row in signed if row["token"] is not None], trusted)
    if known is not None:
        checks.append(_since(found, known, kept, file=file))
    return Verdict(tuple(checks), None, "", signer, PROVEN)


def _entries(found: Walked) -> Check:
    if found.broken_at is not None:
        says = (
            f"Entry {found.broken_at:,}: changed, out of order, or one before it is missing. Nothing after it was read."
        )
        return Check(ENTRIES, False, says)
    return Check(ENTRIES, True, f"{found.entries:,} entries, each sealed with the one before it.")


def _stamps(stamped: list[dict[str, Any]], trusted: bytes | None) -> Iterator[Check]:
    last = None
    for row in stamped:
        try:
            last = time_of(row["token"], statement_in(row), trusted=trusted)
        except NotCanonical as cause:
            yield Check(STAMPED, False, f"The timestamp at entry {row['entries']:,} does not hold: {cause}.")
    if last is not None:
        says = f"{len(stamped):,} timestamps; {stamped[-1]['entries']:,} entries existed on {last:%Y-%m-%dT%H:%M:%SZ}."
        yield Check(STAMPED, True if trusted else None, says)


def _since(found: Walked, known: Mapping[int, str], left: Mapping[int, str], *, file: str) -> Check:
    if known and max(known) > found.entries:
        says = f"{file} has seen {max(known):,} entries, and {found.entries:,} hold here: the end was taken away."
        return Check(SINCE, False, says)
    if left:
        return Check(SINCE, False, f"At entry {min(left):,} it is not what {file} has seen.")
    return Check(SINCE, True, f"It goes on from what {file} has seen: {len(known):,} seals.")
