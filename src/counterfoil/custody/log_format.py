"""How does a log stand in one file that anyone can check? One line for each entry, checkpoint, and the end.

Entries that are not told stand as the SHA-256 of their bytes: enough to walk the chain, and nothing to read in them.
A checkpoint is what the chain came to, signed; it is told with its signature and, where there is one, its timestamp.
Every line is canonical JSON and a line feed. The format is in docs/formats/log.md.
"""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from counterfoil.custody.canonical import NotCanonical, Value, canonical, parsed
from counterfoil.custody.commitments import DIGEST
from counterfoil.custody.signature import Signer, signer_of

LOG, CHECKPOINTS, STATEMENT = "counterfoil log 1", "counterfoil log checkpoints 1", "counterfoil log checkpoint 1"
MOST_AT_ONCE = 1_000  # digests on one line
_HEAD = {"chain", "format", "made_at", "organisation", "software", "values"}
_STATEMENT = {"at", "chain", "entries", "format", "seal"}


class Head(NamedTuple):
    """The first line: which chain, when it was written (UTC) and by which version, and what of it is told.

    `organisation` is the one whose entries are told, None for all; `values` tells whether values stand beside digests.
    """

    format: str
    chain: str
    made_at: str
    software: str
    organisation: int | None = None
    values: bool = True


class SignedCheckpoint(NamedTuple):
    """What a chain came to, who signed it when, and the timestamp response over the statement, None for none."""

    statement: bytes
    entries: int
    seal: str
    at: str
    signature: bytes
    signer: Signer
    timestamp: bytes | None


def statement_of(chain: str, *, entries: int, seal: str, at: str) -> bytes:
    """Return what is signed of a checkpoint: its canonical JSON. `at` is UTC."""
    return canonical({"at": at, "chain": chain, "entries": entries, "format": STATEMENT, "seal": seal})


class LogLines:
    """Makes the lines of a log and takes their digest; memory stays flat. Each method returns one line."""

    def __init__(self) -> None:
        self._digest, self._lines = hashlib.sha256(), 0

    def head(self, head: Head) -> bytes:
        """Return the first line."""
        return self._line(head._asdict())

    def entry(
        self, number: int, content: Value, seal: str, told: dict[str, Value], *, deleted: int | None = None
    ) -> bytes:
        """Return an entry that is told; `told` are its values that are still there, each with its salt.

        `deleted` is the number of the entry that says why the others are gone.
        """
        return self._line({"deleted": deleted, "entry": content, "number": number, "seal": seal, "told": told})

    def others(self, digests: Sequence[str]) -> bytes:
        """Return entries that are not told, by the SHA-256 of each; at most MOST_AT_ONCE."""
        return self._line({"others": list(digests)})

    def checkpoint(self, statement: bytes, signature: bytes, timestamp: bytes | None) -> bytes:
        """Return a checkpoint; it stands after the last entry that it holds."""
        token = base64.b64encode(timestamp).decode() if timestamp is not None else None
        return self._line({"checkpoint": parsed(statement), "signature": parsed(signature), "timestamp": token})

    def end(self, *, entries: int, seal: str) -> bytes:
        """Return the last line: what the chain comes to, and the SHA-256 of all lines before."""
        told = {"entries": entries, "lines": self._lines, "seal": seal, "sha256": self._digest.hexdigest()}
        return self._line({"end": told})

    def _line(self, value: Value) -> bytes:
        data = canonical(value) + b"\n"
        self._digest.update(data)
        self._lines += 1
        return data


def is_log(head: bytes) -> bool:
    """Say whether a file that begins so is a log or checkpoints of one, whole or not."""
    return head.startswith(b'{"chain":"counterfoil desk","format":"counterfoil log ')


def head_in(data: bytes) -> Head:
    """Return what the first line says. Raises NotCanonical where it is none."""
    content = parsed(data)
    if not isinstance(content, dict) or set(content) != _HEAD or content["format"] not in (LOG, CHECKPOINTS):
        raise NotCanonical(f"it is not of the format “{LOG}”")
    texts = all(isinstance(content[name], str) for name in ("chain", "made_at", "software"))
    whose = content["organisation"] is None or type(content["organisation"]) is int
    if not (texts and whose and type(content["values"]) is bool):
        raise NotCanonical("its first line is not as it was written")
    return Head(**content)


def checkpoint_in(line: dict[str, Any], *, chain: str) -> SignedCheckpoint:
    """Return the checkpoint of a line. Raises NotCanonical where it is none of this chain, or its signature is not."""
    content, token = line["checkpoint"], line["timestamp"]
    if not isinstance(content, dict) or set(content) != _STATEMENT or content["format"] != STATEMENT:
        raise NotCanonical(f"it is not of the format “{STATEMENT}”")
    if content["chain"] != chain:
        raise NotCanonical("it is one of another chain")
    if type(content["entries"]) is not int or not isinstance(content["at"], str) or not is_digest(content["seal"]):
        raise NotCanonical("it is not as it was written")
    statement, signature = canonical(content), canonical(line["signature"])
    signer = signer_of(signature, statement)
    place = (statement, content["entries"], content["seal"], content["at"])
    return SignedCheckpoint(*place, signature, signer, _decoded(token))


def is_digest(value: object) -> bool:
    """Say whether a value is a SHA-256 in hex."""
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def _decoded(token: object) -> bytes | None:
    if token is None:
        return None
    try:
        data = base64.b64decode(str(token), validate=True)
    except ValueError as cause:
        raise NotCanonical("its timestamp is no base64") from cause
    if base64.b64encode(data).decode() != token:
        raise NotCanonical("its timestamp is not as it was written")
    return data
