"""How is a bundle told without some of its fields and files, and still holds? Under the same root and signature.

A withheld field is written as its salted digest and a withheld file is left out, its line in the list likewise. Any
field that names a withheld file, by its path or its digest, is withheld with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterfoil.custody.bundle import RUNS
from counterfoil.custody.certificate import Certified, draft
from counterfoil.custody.checks import Verdict, verdict_of
from counterfoil.custody.commitments import values_told, without
from counterfoil.custody.layout import (
    CERTIFICATE,
    EDITION_SIGNATURE,
    FILES,
    LISTED,
    NEW_CERTIFICATE,
    READ_ME,
    REPORT,
    ROOT,
    SIGNATURE,
    TIMESTAMP,
    table_in,
)
from counterfoil.custody.reasons import Report, Withheld, merged, report_bytes, report_in
from counterfoil.custody.records import Line, known_lines, line_of
from counterfoil.custody.redaction import Profile, check_profile, fields_withheld, files_withheld
from counterfoil.custody.signature import signature_of
from counterfoil.custody.still_told import MOST, StillTold, still_told, texts_of
from counterfoil.custody.walk import Seen, walked
from counterfoil.custody.zip_reader import ZipReader
from counterfoil.custody.zip_writer import ZipWriter
from counterfoil.errors import UserError

NAMES_A_FILE = "it names a file that is withheld"
_LISTS_THEM = "it lists the digests of what is withheld; a new draft is in withheld/"
_SHORTEST = 8  # letters of a file's own name, without its folder, that are looked for in texts
_SIZED = "size"  # of an exhibit: it goes with the file


class Found(NamedTuple):
    """What is known of a bundle before an edition is made: all that was read, the verdict, runs and exhibits."""

    seen: Seen
    verdict: Verdict
    runs: list[dict[str, Any]]
    exhibits: dict[str, bool]  # path within the case: whether it is marked as withheld


def opened_bundle(stream: BinaryIO, *, file: str) -> Found:
    """Return what a bundle holds. Raises UserError where anything of it does not hold."""
    runs: list[dict[str, Any]] = []
    exhibits: dict[str, bool] = {}

    def look(table: str, _number: int, line: Line) -> None:
        values = values_told(line.record)
        if table == RUNS:
            runs.append(values)
        elif table == "exhibits" and isinstance(values.get("file"), str):
            exhibits[values["file"]] = values.get("withheld") is not False

    seen = walked(stream, look)
    verdict = verdict_of(seen)
    if not verdict.holds:
        raise UserError("This bundle does not hold.", cure=f"See where with: counterfoil verify {file}", file=file)
    return Found(seen, verdict, runs, exhibits)


class Edition(NamedTuple):
    """The report that goes with an edition, and where it still tells what it withholds elsewhere."""

    report: Report
    still_told: StillTold


@dataclass
class _Withholding:
    """What is withheld so far, and how it is told which."""

    profile: Profile
    files: Mapping[str, str]  # name of the member: the reason
    needles: tuple[str, ...]
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)

    def line(self, table: str, record: dict[str, Any], seal: str) -> bytes:
        """Return the line as it stands in the edition."""
        values = values_told(record)
        reasons = self._of_listed(values) if table == LISTED else self._of_record(table, record, values)
        for name, reason in reasons.items():
            if name in values:
                self.counts[table, name, reason] += 1
                if len(self.texts) < MOST:
                    self.texts.update(dict.fromkeys(texts_of(values[name]), f"{table}.{name}"))
        return line_of(without(record, set(reasons)), seal)

    def _of_listed(self, values: Mapping[str, Any]) -> dict[str, str]:
        reason = self.files.get(str(values.get("path", "")))
        if reason is None:
            return {}
        self.counts["", "", reason] += 1
        return dict.fromkeys(("path", "sha256", "size"), reason)

    def _of_record(self, table: str, record: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, str]:
        reasons = fields_withheld(self.profile, table, values, record.keys())
        for name, value in values.items():
            if name not in reasons and self._names_a_file(value):
                reasons[name] = NAMES_A_FILE
        if f"{FILES}{values.get('file')}" in self.files and _SIZED in values:
            reasons.setdefault(_SIZED, NAMES_A_FILE)
        return reasons

    def _names_a_file(self, value: object) -> bool:
        text = value if isinstance(value, str) else "\n".join(map(str, value)) if isinstance(value, list) else ""
        return bool(text) and any(needle in text for needle in self.needles)


def write_edition(
    source: BinaryIO,
    out: BinaryIO,
    found: Found,
    profile: Profile,
    *,
    key: Ed25519PrivateKey | None = None,
) -> Edition:
    """Write the edition of a bundle without what the profile withholds, and return what was withheld and is still told.

    `key` signs that report. Raises UserError for a profile that does not fit the bundle.
    """
    check_profile(profile, {name: table.fields for name, table in found.seen.tables.items()})
    withholding = _withholding(found, profile)
    writer = ZipWriter(out)
    source.seek(0)
    for member in ZipReader(source):
        table = table_in(member.name)
        if table is not None:
            writer.add(member.name, (withholding.line(table, *line) for line in known_lines(member.chunks)))
        elif not member.name.startswith("withheld/") and member.name not in withholding.files:
            writer.add(member.name, member.chunks, size=member.size)
        for _ in member.chunks:
            pass
    earlier = _earlier(found)
    counted = (Withheld(*place, count) for place, count in withholding.counts.items() if place[0] != LISTED)
    report = Report(merged([*earlier, *counted]), found.verdict.root_sha256)
    _write_report(writer, report, found, withholding.files, key)
    writer.finish()
    return Edition(report, still_told(out, withholding.texts))


def _withholding(found: Found, profile: Profile) -> _Withholding:
    paths = [path.removeprefix(FILES) for path in found.seen.listed if path.startswith(FILES)]
    withheld = files_withheld(profile, paths, found.exhibits)
    files = {FILES + path: reason for path, reason in withheld.items()}
    digests = [found.seen.listed[name].sha256 for name in files]
    names = [name for name in (PurePosixPath(path).name for path in withheld) if len(name) >= _SHORTEST]
    if (files or profile.withhold) and CERTIFICATE in found.seen.listed:
        files[CERTIFICATE] = _LISTS_THEM
    return _Withholding(profile, files, tuple({*withheld, *digests, *names}))


def _earlier(found: Found) -> Iterable[Withheld]:
    if REPORT not in found.seen.small:
        return ()
    return report_in(found.seen.small, root_sha256=found.verdict.root_sha256).withheld


def _write_report(
    writer: ZipWriter, report: Report, found: Found, files: Mapping[str, str], key: Ed25519PrivateKey | None
) -> None:
    root, signer = found.verdict.root, found.verdict.signer
    assert root is not None
    kept = {
        path: one for path, one in found.seen.listed.items() if path not in files and path not in (CERTIFICATE, READ_ME)
    }
    runs = () if any(one.table == RUNS for one in report.withheld) else found.runs
    of_key = signer.fingerprint if signer else ""
    count = report.files_withheld()
    text = draft(Certified(root.case, root.made_at, root.software, of_key, kept, count, runs))
    data = report_bytes(report, text)
    writer.add(NEW_CERTIFICATE, [text])
    writer.add(REPORT, [data])
    if key is not None:
        writer.add(EDITION_SIGNATURE, [signature_of(data, key)])


def write_stamped(source: BinaryIO, out: BinaryIO, token: bytes) -> None:
    """Write a bundle with a timestamp response (RFC 3161) beside its root, in the place of any that was there."""
    writer = ZipWriter(out)
    source.seek(0)
    is_written = False
    for member in ZipReader(source):
        if member.name > SIGNATURE and not is_written:
            writer.add(TIMESTAMP, [token])
            is_written = True
        if member.name != TIMESTAMP:
            writer.add(member.name, member.chunks, size=member.size)
        for _ in member.chunks:
            pass
    if not is_written:
        writer.add(TIMESTAMP, [token])
    writer.finish()


def root_bytes(found: Found) -> bytes:
    """Return the bytes of `root.json`, which a timestamp is over."""
    return found.seen.small[ROOT]
