"""How does a case become one file that anyone can check? Files first, then records, then what all of it comes to."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterfoil.codes.signing_keys import fingerprint, key_in
from counterfoil.custody.canonical import NotCanonical, canonical
from counterfoil.custody.certificate import READ_ME_TEXT, Certified, draft
from counterfoil.custody.chain import Chain, Checkpoint
from counterfoil.custody.layout import CERTIFICATE, FILES, LISTED, READ_ME, ROOT, SIGNATURE, Root, member_of
from counterfoil.custody.records import lines_of
from counterfoil.custody.signature import signature_of
from counterfoil.custody.walk import FileSeen
from counterfoil.custody.zip_writer import ZipWriter
from counterfoil.errors import UserError

RUNS = "runs"  # the table of the runs that the findings came from: versions, models and inputs by digest


class FileGiven(NamedTuple):
    """A file of the case: its path there, its size, its bytes, and the SHA-256 that the case states, empty for none."""

    path: str
    size: int
    chunks: Callable[[], Iterable[bytes]]
    sha256: str = ""


class Making(NamedTuple):
    """How a bundle is made: of which case, when (UTC), by which version, with which seed of salts and which key."""

    case: str
    made_at: str
    software: str
    seed: bytes
    key: Ed25519PrivateKey | None = None


def write_bundle(
    stream: BinaryIO,
    making: Making,
    *,
    tables: Mapping[str, Iterable[dict[str, Any]]],
    files: Sequence[FileGiven],
    runs: Sequence[dict[str, Any]] = (),
) -> Root:
    """Write a bundle and return what is signed of it; equal arguments give equal bytes. `tables` as `rows_of` gives.

    Raises UserError for a file that is not what the case says of it, or that has a name which cannot be kept.
    """
    writer = ZipWriter(stream)
    seen: dict[str, FileSeen] = {}
    for file in sorted(files, key=lambda file: file.path.encode()):
        seen[FILES + file.path] = _copied(writer, file)
    key = fingerprint(key_in(making.key)) if making.key else ""
    certified = Certified(making.case, making.made_at, making.software, key, seen, 0, runs)
    for name, text in ((CERTIFICATE, draft(certified)), (READ_ME, READ_ME_TEXT)):
        writer.add(name, [text])
        seen[name] = FileSeen(hashlib.sha256(text).hexdigest(), len(text))
    listed = [{"path": path, "sha256": one.sha256, "size": one.size} for path, one in seen.items()]
    everything = {**tables, RUNS: runs, LISTED: listed}
    found = {name: _sealed(writer, name, everything[name], making.seed) for name in sorted(everything)}
    root = Root(making.case, making.made_at, making.software, found)
    data = canonical(root.content())
    writer.add(ROOT, [data])
    if making.key:
        writer.add(SIGNATURE, [signature_of(data, making.key)])
    writer.finish()
    return root


def _copied(writer: ZipWriter, file: FileGiven) -> FileSeen:
    digest = hashlib.sha256()

    def noted() -> Iterator[bytes]:
        for chunk in file.chunks():
            digest.update(chunk)
            yield chunk

    size = writer.add(FILES + file.path, noted(), size=file.size)
    if size != file.size:
        cure = "Bundle the case again once nothing writes into it."
        raise UserError("This file was changed while it was read.", cure=cure, file=file.path)
    if file.sha256 and digest.hexdigest() != file.sha256:
        cure = "Take it from a copy that has the bytes recorded, or record the change as an exhibit of its own."
        raise UserError("These are not the bytes that the case has recorded for this file.", cure=cure, file=file.path)
    return FileSeen(digest.hexdigest(), size)


def _sealed(writer: ZipWriter, name: str, rows: Iterable[dict[str, Any]], seed: bytes) -> Checkpoint:
    chain = Chain(name)
    try:
        writer.add(member_of(name), lines_of(rows, chain, seed=seed))
    except NotCanonical as cause:
        cure = "Build the case again."
        raise UserError(f"A value of {name} cannot be written: {cause}.", cure=cure) from cause
    return chain.checkpoint()
