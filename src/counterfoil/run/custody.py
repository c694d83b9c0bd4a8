"""Make a bundle of a case, an edition of a bundle, and check one: files in, one file out."""

import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from counterfoil import __version__
from counterfoil.codes.signing_keys import opened_private
from counterfoil.custody.bundle import FileGiven, Making, write_bundle
from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.checks import Verdict, verdict_of
from counterfoil.custody.commitments import SEED_BYTES
from counterfoil.custody.edition import Edition, opened_bundle, root_bytes, write_edition, write_stamped
from counterfoil.custody.log_checks import seals_in, verdict_of_log
from counterfoil.custody.log_format import is_log
from counterfoil.custody.proof import LARGEST, is_proof, proof_of, verdict_of_proof
from counterfoil.custody.records import rows_of
from counterfoil.custody.redaction import Profile, profile_of_fields, read_profile
from counterfoil.custody.since import verdict_since
from counterfoil.custody.timestamp import time_of
from counterfoil.custody.walk import walked
from counterfoil.custody.zip_reader import BrokenZip, ZipReader
from counterfoil.errors import UserError
from counterfoil.run.bundled_runs import run_told
from counterfoil.run.case_files import TABLES, CaseFiles, changing, read_case
from counterfoil.run.case_reports import renew_report
from counterfoil.run.inputs import CHUNK, opened
from counterfoil.run.outputs import whole

NAMING = ("exhibits", "notices", "facility_notices", "disposition_proofs")  # tables that name files by digest
SEED = ".salt-seed"  # of a case: who has it can try withheld values, so it is for its owner's eyes and in no bundle
SOFTWARE = f"counterfoil {__version__}"
HEAD = 64  # bytes that tell a proof or a log from a bundle
_Step = Callable[[Path, Path], Edition | None]


class Bundled(NamedTuple):
    """What was written: the verdict on it, and what was withheld from it, None where it is no new edition."""

    verdict: Verdict
    edition: Edition | None


def bundle(
    source: Path, out: Path, *, at: dt.datetime, key: Path | None, redact: str | None, timestamp: Path | None
) -> Bundled:
    """Write the bundle of a case (a folder), or another edition of a bundle (a file), and check what was written.

    `redact` is a profile (a file that ends in .toml) or `table.field,…`; `timestamp` a response by RFC 3161 over the
    bundle's root. Raises UserError where any of these cannot be used.
    """
    steps: list[_Step] = []
    if source.is_dir():
        steps.append(partial(_of_case, at=at, key=key))
    else:
        opened(source).close()  # says what it is, where it is no file
    if redact is not None:
        profile = read_profile(_bytes(Path(redact)), file=redact) if redact.endswith(".toml") else _fields(redact)
        steps.append(partial(_edition, profile=profile, key=key))
    if timestamp is not None:
        steps.append(partial(_stamped, token=_bytes(timestamp), file=timestamp.name))
    if not steps:
        cure = "Add --redact or --timestamp, or name the folder of a case."
        raise UserError("This is a bundle already.", cure=cure, file=str(source))
    with whole(out) as written:
        edition = _through(steps, source, written)
        with written.open("rb") as stream:
            verdict = verdict_of(walked(stream))
        assert verdict.holds, verdict
    return Bundled(verdict, edition)


def _through(steps: list[_Step], source: Path, out: Path) -> Edition | None:
    """Take a case or a bundle through the steps, each into a file beside the last, which alone remains."""
    edition = None
    between = [out.with_name(f"{out.name}.{number}") for number in range(1, len(steps))]
    try:
        for step, target in zip(steps, [*between, out], strict=True):
            edition = step(source, target) or edition
            source = target
    finally:
        for path in between:
            path.unlink(missing_ok=True)
    return edition


def _of_case(folder: Path, out: Path, *, at: dt.datetime, key: Path | None) -> None:
    private = opened_private(_bytes(key)) if key is not None else None
    with changing(folder), out.open("w+b") as stream:
        case = read_case(folder)
        renew_report(case)  # the page in the folder may be older than the acts: they are recorded without it
        making = Making(case.id, f"{at:%Y-%m-%dT%H:%M:%SZ}", SOFTWARE, _seed(folder), private)
        files = list(_files(case))
        tables = {name: rows_of(table) for name, table in case.tables.items()}
        write_bundle(stream, making, tables=tables, files=files, runs=list(_runs(folder, files)))


def _edition(source: Path, out: Path, *, profile: Profile, key: Path | None) -> Edition:
    private = opened_private(_bytes(key)) if key is not None else None
    with opened(source) as stream, out.open("w+b") as written:
        return write_edition(stream, written, opened_bundle(stream, file=source.name), profile, key=private)


def _stamped(source: Path, out: Path, *, token: bytes, file: str) -> None:
    with opened(source) as stream, out.open("w+b") as written:
        found = opened_bundle(stream, file=source.name)
        try:
            time_of(token, root_bytes(found))
        except NotCanonical as cause:
            cure = f"Ask for one over the SHA-256 of root.json: {found.verdict.root_sha256}."
            raise UserError(f"This timestamp does not fit the bundle: {cause}.", cure=cure, file=file) from cause
        write_stamped(stream, written, token)


def _fields(redact: str) -> Profile:
    if "." not in redact:
        cure = "Name a profile (a file that ends in .toml), or fields as events.actor,evidence.detail."
        raise UserError(f"“{redact}” does not say what to withhold.", cure=cure)
    return profile_of_fields(redact)


def _files(case: CaseFiles) -> Iterator[FileGiven]:
    """Yield every file of the case but its tables and what is hidden, each with the SHA-256 that the case states."""
    stated = _stated(case)
    tables = {f"{name}.parquet" for name in TABLES}
    for path in sorted(case.folder.rglob("*")):
        inside = path.relative_to(case.folder)
        name = inside.as_posix()
        if path.is_symlink():
            cure = "Put the file itself there: a bundle holds what is in the case's folder alone."
            raise UserError("This file of the case is a link.", cure=cure, file=str(path))
        if path.is_dir() or name in tables or any(part.startswith(".") for part in inside.parts):
            continue
        yield FileGiven(name, path.stat().st_size, partial(_chunks, path), stated.pop(name, ""))
    if stated:
        cure = "Put it back from a copy: an exhibit that is gone proves nothing."
        raise UserError("A file that the case names is missing.", cure=cure, file=str(case.folder / min(stated)))


def _stated(case: CaseFiles) -> dict[str, str]:
    """Return the SHA-256 of each file that exhibits, notices, also those to facilities, and proofs name."""
    named = [case.tables[name].select("file", "sha256").rows() for name in NAMING]
    return {file: sha256 or "" for rows in named for file, sha256 in rows if file}


def _chunks(path: Path) -> Iterator[bytes]:
    with opened(path) as stream:
        yield from read_on(stream)


def read_on(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of a file, a piece at a time."""
    while chunk := stream.read(CHUNK):
        yield chunk


def _runs(folder: Path, files: list[FileGiven]) -> Iterator[dict[str, Any]]:
    for file in files:
        told = run_told(folder / file.path, named=file.path) if file.path.endswith(".json") else None
        if told is not None:
            yield told


def _seed(folder: Path) -> bytes:
    """Return what the salts of a case come from, drawn once: a later bundle seals the same events the same way."""
    path = folder / SEED
    if not path.exists():
        with whole(path) as made, os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SEED_BYTES))
    seed = _bytes(path)
    if len(seed) != SEED_BYTES:
        cure = "Take it from a copy, or remove it: a bundle then has other salts than those before."
        raise UserError("The seed of the salts of this case is damaged.", cure=cure, file=str(path))
    return seed


def verify(path: Path, *, authorities: Path | None = None, since: Path | None = None) -> Verdict:
    """Return every check of a bundle, of the proof of one record, or of the log of a desk.

    `since` is an earlier bundle of the same case, whose events must be the first of this one; of a log, an earlier one
    or its checkpoints. Raises UserError only where a file cannot be read.
    """
    trusted = _bytes(authorities) if authorities is not None else None
    with opened(path) as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if is_proof(head):
            if since is not None or authorities is not None:
                cure = "Hold the bundle that it was taken from against these."
                raise UserError("This is the proof of one record, not a bundle.", cure=cure, file=str(path))
            return verdict_of_proof(stream.read(LARGEST))
        if is_log(head):
            known = seals_in(_chunks(since), file=since.name) if since is not None else None
            return verdict_of_log(read_on(stream), trusted=trusted, known=known, file=since.name if since else "")
        if since is None:
            return verdict_of(walked(stream), trusted=trusted)
        with opened(since) as earlier:
            return verdict_since(stream, earlier, trusted=trusted, file=since.name)


def write_proof(path: Path, out: Path, *, record: str) -> None:
    """Write the proof of one record of a bundle, named as `events:3`. Raises UserError where there is none."""
    table, _, number = record.partition(":")
    if not number.isdecimal():
        raise UserError(f"“{record}” names no record.", cure="Write TABLE:NUMBER, such as events:3.")
    _refuse_a_log(path)
    with opened(path) as stream, whole(out) as written:
        written.write_bytes(proof_of(stream, table, int(number), file=path.name))


def extract(path: Path, folder: Path) -> int:
    """Write the members of a bundle that holds into a new folder and return their number.

    Raises UserError where the folder is there already, or the file is no bundle.
    """
    if folder.exists():
        raise UserError("There is something of this name already.", cure="Name a new folder.", file=str(folder))
    _refuse_a_log(path)
    count = 0
    try:
        with opened(path) as stream:
            for member in ZipReader(stream):
                with whole(folder / member.name) as target, target.open("wb") as file:
                    _copy(member.chunks, file)
                count += 1
    except BrokenZip as cause:
        raise UserError("This is no bundle.", cure="Name a file made by counterfoil bundle.", file=str(path)) from cause
    return count


def _refuse_a_log(path: Path) -> None:
    with opened(path) as stream:
        if is_log(stream.read(HEAD)):
            cure = "It is text already: one line for each entry (docs/formats/log.md)."
            raise UserError("This is the log of a desk, not a bundle.", cure=cure, file=str(path))


def _copy(chunks: Iterator[bytes], file: BinaryIO) -> None:
    for chunk in chunks:
        file.write(chunk)


def _bytes(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read()
