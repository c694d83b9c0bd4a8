"""What does the file of a log hold? Read once from its beginning; every seal, digest and signature taken anew.

Memory stays flat in the number of entries. Nothing raises: what does not hold is a sentence in `troubles`.
`log_checks` says what all of it proves.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from counterfoil.custody.canonical import NotCanonical, canonical, parsed, sha256
from counterfoil.custody.chain import SEAL, beginning
from counterfoil.custody.commitments import NAME, SALT, commitment
from counterfoil.custody.log_format import (
    LOG,
    MOST_AT_ONCE,
    Head,
    SignedCheckpoint,
    checkpoint_in,
    head_in,
    is_digest,
)
from counterfoil.custody.records import split_lines
from counterfoil.custody.walk import MOST_NAMED

FILE, ENTRIES, VALUES, SIGNED = "file", "entries", "values", "signature"  # what a trouble is one of
FORGOTTEN = "forgotten"  # the act of a deletion; its subject is ("entry", id), or ("entries before", time)
ONE, BEFORE = "entry", "entries before"
_ENTRY = {"act", "actor", "at", "digests", "id", "organisation", "subject_id", "subject_kind"}
_LINES = {
    frozenset({"deleted", "entry", "number", "seal", "told"}): "entry",
    frozenset({"others"}): "others",
    frozenset({"checkpoint", "signature", "timestamp"}): "checkpoint",
    frozenset({"end"}): "end",
}
OnCheckpoint = Callable[[SignedCheckpoint], None]


class Deletion(NamedTuple):
    """An act of deletion: for whom, of what (ONE or BEFORE, with id or time), when, and on which ground."""

    organisation: int
    kind: str
    what: str
    at: str
    ground: str


@dataclass
class Claim:
    """Entries whose values are missing because of one act: how many, the first one, and the latest of their times."""

    organisation: int
    place: int
    entry: int
    entries: int = 0
    values: int = 0
    latest: str = ""

    def is_of(self, act: Deletion | None) -> bool:
        """Say whether the act deleted all of these values."""
        if act is None or act.organisation != self.organisation:
            return False
        if act.kind == ONE:
            return self.entries == 1 and act.what == str(self.entry)
        return self.latest < act.what


@dataclass
class LogSeen:
    """What was read: entries told and not told, values told and forgotten, checkpoints, and what does not hold."""

    head: Head | None = None
    entries: int = 0
    last: bytes = b""
    told: int = 0
    values: int = 0
    claims: dict[int, "Claim"] = field(default_factory=dict)  # values said to be deleted, by the number of the act
    deletions: dict[int, "Deletion"] = field(default_factory=dict)  # acts of deletion, by their number
    checkpoints: int = 0
    last_checkpoint: SignedCheckpoint | None = None
    keys: Counter[str] = field(default_factory=Counter)  # fingerprints
    troubles: dict[str, list[str]] = field(default_factory=lambda: {part: [] for part in (FILE, ENTRIES, VALUES)})
    ended: bool = False

    def trouble(self, part: str, says: str) -> None:
        """Note what does not hold; of one kind the first are named."""
        told = self.troubles.setdefault(part, [])
        if len(told) <= MOST_NAMED:
            told.append(says)


def walked_log(
    chunks: Iterable[bytes], *, known: dict[int, str] | None = None, on_checkpoint: OnCheckpoint | None = None
) -> LogSeen:
    """Return what the file of a log, or of its checkpoints, holds; no bytes make it raise.

    `known` are seals by the number of their entry that somebody has kept: each that is found there is taken out of it,
    so that what is left was changed or is missing. `on_checkpoint` is called with each that is signed as it says.
    """
    seen, digest, number = LogSeen(), hashlib.sha256(), 0
    reader = _Reader(seen, known if known is not None else {}, on_checkpoint)
    try:
        for number, data in enumerate(split_lines(chunks), start=1):
            if seen.ended:
                raise NotCanonical("something was added after the end")
            reader.read(data, before=digest.hexdigest() if data.startswith(b'{"end"') else "", number=number)
            digest.update(data + b"\n")
    except NotCanonical as cause:
        seen.trouble(FILE, f"Line {number}: {cause}. Nothing after it was read.")
        return seen
    if not seen.ended:
        seen.trouble(FILE, "It is cut short: its last line is missing.")
    for act, claim in seen.claims.items():
        if not claim.is_of(seen.deletions.get(act)):
            says = f"Entry {claim.place}: values are missing that entry {act} is said to have deleted, and did not."
            seen.trouble(VALUES, says)
    return seen


class _Reader:
    def __init__(self, seen: LogSeen, known: dict[int, str], on_checkpoint: OnCheckpoint | None) -> None:
        self.seen, self.known, self.on_checkpoint = seen, known, on_checkpoint

    def read(self, data: bytes, *, before: str, number: int) -> None:
        """Take in one line. Raises NotCanonical where it is none of ours."""
        if number == 1:
            self.seen.head = head_in(data)
            self.seen.last = beginning(self.seen.head.chain)
            return
        line = parsed(data)
        kind = _LINES.get(frozenset(line)) if isinstance(line, dict) else None
        if kind is None or (self._head.format != LOG and kind in ("entry", "others")):
            raise NotCanonical("it is no line of a log")
        getattr(self, f"_{kind}")(line, before, number)

    @property
    def _head(self) -> Head:
        assert self.seen.head is not None, "the first line was read"
        return self.seen.head

    def _seal(self, digest: bytes) -> None:
        seen = self.seen
        seen.last = sha256(SEAL + seen.last + digest)
        seen.entries += 1
        if seen.entries in self.known and self.known[seen.entries] == seen.last.hex():
            del self.known[seen.entries]

    def _others(self, line: dict[str, Any], _before: str, _number: int) -> None:
        digests = line["others"]
        if not isinstance(digests, list) or not 0 < len(digests) <= MOST_AT_ONCE or not all(map(is_digest, digests)):
            raise NotCanonical("it holds what is no digest")
        for digest in digests:
            self._seal(bytes.fromhex(digest))

    def _entry(self, line: dict[str, Any], _before: str, _number: int) -> None:
        seen, content, told = self.seen, line["entry"], line["told"]
        if not _is_entry(content) or not isinstance(told, dict) or not is_digest(line["seal"]):
            raise NotCanonical("it is no entry")
        place = seen.entries + 1
        self._seal(sha256(canonical(content)))
        if line["number"] != place or type(line["number"]) is not int:
            seen.trouble(ENTRIES, f"Entry {place}: its number is not the one after the entry before it.")
        if line["seal"] != seen.last.hex():
            seen.trouble(ENTRIES, f"Entry {place}: changed, out of order, or one before it is missing.")
            seen.last = bytes.fromhex(line["seal"])  # so that what follows is judged by itself
        if self._head.organisation not in (None, content["organisation"]):
            seen.trouble(ENTRIES, f"Entry {place}: it is one of another organisation.")
        seen.told += 1
        self._values(place, content, told, line["deleted"])

    def _values(self, place: int, content: dict[str, Any], told: dict[str, Any], deleted: object) -> None:
        seen, digests = self.seen, content["digests"]
        for name, pair in list(told.items()):
            sound = isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and SALT.fullmatch(pair[0])
            if not sound or commitment(pair[0], name, pair[1]) != digests.get(name):
                seen.trouble(VALUES, f"Entry {place}: {name[:64]} is not the value that was sealed.")
                told = {}
        seen.values += len(told)
        if not self._head.values and told:
            seen.trouble(VALUES, f"Entry {place}: a value is told in a file that says it tells none.")
        missing = len(digests) - len(told)
        if missing > 0 and self._head.values:
            self._claim(place, content, missing, deleted)
        if content["act"] == FORGOTTEN and content["subject_kind"] in (ONE, BEFORE):
            ground = str(told["why"][1]) if "why" in told else "not told"
            what = (content["organisation"], content["subject_kind"], content["subject_id"])
            seen.deletions[place] = Deletion(*what, content["at"], ground)

    def _claim(self, place: int, content: dict[str, Any], missing: int, deleted: object) -> None:
        """Note values that are missing, by the act that should say so: it may come later."""
        if type(deleted) is not int:
            self.seen.trouble(VALUES, f"Entry {place}: {missing} values are missing, and no act says why.")
            return
        organisation = content["organisation"]
        claim = self.seen.claims.setdefault(deleted, Claim(organisation, place, content["id"]))
        claim.entries, claim.values = claim.entries + 1, claim.values + missing
        claim.latest = max(claim.latest, content["at"])
        if claim.organisation != organisation:
            self.seen.trouble(VALUES, f"Entry {place}: an act of another organisation is said to have deleted values.")

    def _checkpoint(self, line: dict[str, Any], _before: str, number: int) -> None:
        seen = self.seen
        try:
            found = checkpoint_in(line, chain=self._head.chain)
        except NotCanonical as cause:
            seen.trouble(SIGNED, f"Line {number}: the checkpoint does not hold: {cause}.")
            return
        if seen.last_checkpoint is not None and found.entries <= seen.last_checkpoint.entries:
            seen.trouble(SIGNED, f"Line {number}: the checkpoint stands twice or out of its order.")
        if self._head.format == LOG and (found.entries, found.seal) != (seen.entries, seen.last.hex()):
            seen.trouble(SIGNED, f"Line {number}: what was signed is not what the chain comes to there.")
        if self._head.format != LOG and self.known.get(found.entries) == found.seal:
            del self.known[found.entries]
        seen.checkpoints += 1
        seen.keys[found.signer.fingerprint] += 1
        seen.last_checkpoint = found
        if self.on_checkpoint is not None:
            self.on_checkpoint(found)

    def _end(self, line: dict[str, Any], before: str, number: int) -> None:
        seen, end = self.seen, line["end"]
        seen.ended = True
        if self._head.format == LOG:
            entries, seal = seen.entries, seen.last.hex()
        else:
            last = seen.last_checkpoint
            entries, seal = (last.entries, last.seal) if last else (0, seen.last.hex())
        expected = {"entries": entries, "lines": number - 1, "seal": seal, "sha256": before}
        if end != expected:
            seen.trouble(FILE, "Its bytes are not those that its last line was written for.")


def _is_entry(content: object) -> bool:
    if not isinstance(content, dict) or set(content) - {"blind"} != _ENTRY:
        return False
    digests = content["digests"]
    texts = all(isinstance(content[name], str) for name in content if name not in ("digests", "id", "organisation"))
    sound = isinstance(digests, dict) and all(NAME.fullmatch(name) and is_digest(one) for name, one in digests.items())
    return texts and sound and type(content["id"]) is int and type(content["organisation"]) is int
