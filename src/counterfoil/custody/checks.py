"""Is this bundle what was sealed, and who says so? Each question answered in a sentence that says what and where.

A check that holds proves that nothing was changed since the bundle was made. It does not prove that what was put into
it was true, nor, without comparing the fingerprint by another way, who made it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.custody.canonical import NotCanonical, sha256
from counterfoil.custody.layout import KEPT, REPORT, ROOT, SIGNATURE, TIMESTAMP, Root, root_in
from counterfoil.custody.reasons import report_in
from counterfoil.custody.signature import Signer, signer_of
from counterfoil.custody.timestamp import time_of
from counterfoil.custody.walk import MOST_NAMED, Seen, TableSeen

CONTAINER, RECORDS, FILES, LIST, SIGNED, STAMPED, WITHHELD = (
    *("container", "records", "files", "root", "signature", "timestamp", "withheld"),
)


class Check(NamedTuple):
    """One question about a bundle: its part, whether it holds (None: nothing to hold), and what to say of it."""

    part: str
    holds: bool | None
    says: str


class Verdict(NamedTuple):
    """All checks, and what the bundle says of itself where that could be read."""

    checks: tuple[Check, ...]
    root: Root | None
    root_sha256: str
    signer: Signer | None
    proven: str = "Nothing was changed since it was bundled."

    @property
    def holds(self) -> bool:
        """Say whether nothing is broken."""
        return all(check.holds is not False for check in self.checks)


def verdict_of(seen: Seen, *, trusted: bytes | None = None) -> Verdict:
    """Return every check of what was read. `trusted`: certificates of authorities of timestamps, PEM."""
    data = seen.small.get(ROOT, b"")
    if seen.broken and not data:  # what comes after the break is neither missing nor there
        return Verdict((*_container(seen), *_tables(seen, None)), None, "", None)
    root, listing = _root(data)
    signer, signed = _signature(seen, data)
    checks = [*_container(seen), listing, *_tables(seen, root), *_files(seen), signed]
    checks += [*_timestamp(seen, data, trusted), *_withheld(seen, sha256(data).hex())]
    return Verdict(tuple(checks), root, sha256(data).hex() if data else "", signer)


def _container(seen: Seen) -> Iterator[Check]:
    if seen.broken:
        yield Check(CONTAINER, False, f"{seen.broken} {seen.members:,} members were read; nothing after them was.")
    if seen.strangers:
        yield Check(CONTAINER, False, f"It holds what no bundle holds: {_named(seen.strangers)}.")
    if seen.damaged:
        yield Check(CONTAINER, False, f"Damaged bytes, by their CRC-32, in {_named(seen.damaged)}.")
    if not (seen.broken or seen.strangers or seen.damaged):
        says = f"{seen.members:,} members, each where it was written and nothing between, before or after them."
        yield Check(CONTAINER, True, says)


def _root(data: bytes) -> tuple[Root | None, Check]:
    if not data:
        return None, Check(LIST, False, f"{ROOT} is missing: what the records should come to is not known.")
    try:
        root = root_in(data)
    except NotCanonical as cause:
        return None, Check(LIST, False, f"{ROOT} is not as it was written: {cause}.")
    return root, Check(LIST, True, f"Case {root.case}, bundled {root.made_at} by {root.software}.")


def _tables(seen: Seen, root: Root | None) -> Iterator[Check]:
    holding = []
    for name in sorted({*seen.tables, *(root.tables if root else ())}):
        table = seen.tables.get(name)
        troubles = [f"{ROOT} states them, and they are missing."] if table is None else _troubles(table, root)
        if troubles:
            yield Check(RECORDS, False, f"{name}: {' '.join(troubles)}")
        elif root is not None and table and table.found and table.found.entries:
            holding.append(_counted(table, table.found.entries))
    if holding:
        yield Check(RECORDS, True, f"In their order, none missing, none changed: {', '.join(holding)}.")


def _counted(table: TableSeen, entries: int) -> str:
    sides = ", ".join(f"{count:,} {side}" for side, count in sorted(table.sides.items(), reverse=True))
    return f"{entries:,} {table.name}" + (f" ({sides})" if sides else "")


def _troubles(table: TableSeen, root: Root | None) -> list[str]:
    troubles = list(table.troubles[:MOST_NAMED])
    if root is not None and table.name not in root.tables:
        return [*troubles, f"{ROOT} knows no such records."]
    if table.found is not None and root is not None and table.found != root.tables[table.name]:
        wanted = root.tables[table.name].entries
        if table.found.entries != wanted:
            troubles.append(f"{table.found.entries:,} records where {wanted:,} were sealed.")
        else:
            troubles.append(f"the records do not come to the seal and the tree that {ROOT} states.")
    return troubles


def _files(seen: Seen) -> Iterator[Check]:
    changed = [name for name, told in seen.listed.items() if name in seen.files and seen.files[name] != told]
    missing = [name for name in seen.listed if name not in seen.files]
    unlisted = [name for name in seen.files if name not in seen.listed]
    for names, what in (
        (changed, "other bytes than were sealed"),
        (missing, "missing"),
        (unlisted, "not among those that were sealed"),
    ):
        if names:
            yield Check(FILES, False, f"{what.capitalize()}: {_named(names)}.")
    if not (changed or missing or unlisted):
        yield Check(FILES, True, f"{len(seen.files):,} files, each with the bytes that were sealed.")


def _signature(seen: Seen, data: bytes) -> tuple[Signer | None, Check]:
    if SIGNATURE not in seen.small:
        says = f"Not signed: compare the SHA-256 of {ROOT} with what the maker tells you by another way."
        return None, Check(SIGNED, None, says)
    try:
        signer = signer_of(seen.small[SIGNATURE], data)
    except NotCanonical as cause:
        return None, Check(SIGNED, False, f"{SIGNATURE} does not hold: {cause}.")
    return signer, Check(SIGNED, True, f"{ROOT} was signed with the key {signer.fingerprint}.")


def _timestamp(seen: Seen, data: bytes, trusted: bytes | None) -> Iterator[Check]:
    if TIMESTAMP not in seen.small:
        if trusted is not None:
            yield Check(STAMPED, False, "It holds no timestamp.")
        return
    try:
        at = time_of(seen.small[TIMESTAMP], data, trusted=trusted)
    except NotCanonical as cause:
        yield Check(STAMPED, False, f"{TIMESTAMP} does not hold: {cause}.")
        return
    by = "signed by an authority that you trust" if trusted else "whose signature was not checked: give --authorities"
    yield Check(STAMPED, True if trusted else None, f"It existed on {at:%Y-%m-%dT%H:%M:%SZ}, says a timestamp, {by}.")


def _withheld(seen: Seen, root_sha256: str) -> Iterator[Check]:
    found = {(name, field): count for name, table in seen.tables.items() for field, count in table.withheld.items()}
    kept = sorted(f"{name}.{field}" for name, field in found if (name, field) in KEPT)
    if kept:
        yield Check(WITHHELD, False, f"{_named(kept)} must never be withheld.")
    edition = [name for name in seen.small if name.startswith("withheld/")]
    if not (found or seen.files_withheld or edition):
        yield Check(WITHHELD, True, "Nothing is withheld.")
        return
    if REPORT not in seen.small:
        yield Check(WITHHELD, False, "Something is withheld, and no report says what and why.")
        return
    try:
        report = report_in(seen.small, root_sha256=root_sha256)
    except NotCanonical as cause:
        yield Check(WITHHELD, False, f"The report of what is withheld does not hold: {cause}.")
        return
    if report.by_field() != found or report.files_withheld() != seen.files_withheld:
        yield Check(WITHHELD, False, "The report of what is withheld names other fields or files than are withheld.")
        return
    by = f"signed with the key {report.signer.fingerprint}" if report.signer else "not signed"
    says = f"{sum(found.values()):,} fields and {seen.files_withheld:,} files stand as salted digests"
    yield Check(WITHHELD, True, f"{says}; the report of the reasons is {by}.")


def _named(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
