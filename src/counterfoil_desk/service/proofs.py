"""Is a kept suspect offer the one that was screened? The audit log holds a digest over all that one act kept.

Each offer is committed to with a salt of its own, and these are the leaves of a Merkle tree (RFC 9162) whose root is a
value of the act's entry. The salt and the leaf's path lie beside the offer and go with it: what is left in the log, or
beside other offers, is salted, so nobody can try what a deleted offer said.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

from counterfoil.custody.canonical import NotCanonical, sha256
from counterfoil.custody.commitments import SALT_BYTES, commitment
from counterfoil.custody.merkle import inclusion_paths, leaf_hash, root_by_path
from counterfoil_desk.audit import queries
from counterfoil_desk.audit.entry_bytes import entry_bytes, told_time
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.service.keeping import Origin, Suspect
from counterfoil_desk.service.models import SuspectOffer

FIELD: Final = "suspects"  # of the entry: the root
LEAF: Final = "suspect"  # in the commitment to one offer
NODE_BYTES: Final = 32
Json = dict[str, Any]


class Standing(Enum):
    """What the audit log says of a kept suspect offer; the value is a word for templates."""

    PROVEN = "proven"
    CHANGED = "changed"  # the offer, its proof or the entry is not what it was
    FORGOTTEN = "forgotten"  # what the entry said was deleted on a lawful request, or after its time
    UNPROVEN = "unproven"  # kept before entries held digests


class Proof(NamedTuple):
    """How a kept suspect offer stands, and the entry that is named for it, where it is there."""

    standing: Standing
    entry: Entry | None


def with_proofs(suspects: Sequence[Suspect], origin: Origin) -> tuple[list[Suspect], dict[str, str]]:
    """Return suspect offers with their proofs, and what the entry of the act has to tell; nothing where none is.

    The caller writes the entry with it, and keeps the offers under the entry's number.
    """
    if not suspects:
        return [], {}
    width = 2 * SALT_BYTES
    drawn = secrets.token_hex(SALT_BYTES * len(suspects))
    salts = [drawn[at : at + width] for at in range(0, len(drawn), width)]
    leaves = [_leaf(salt, _content(one, origin)) for salt, one in zip(salts, suspects, strict=True)]
    root, paths = inclusion_paths(leaves)
    proven = [
        one._replace(
            proof={"salt": salt, "place": place, "of": len(leaves), "path": b64encode(b"".join(path)).decode()}
        )
        for place, (one, salt, path) in enumerate(zip(suspects, salts, paths, strict=True))
    ]
    return proven, {FIELD: root.hex()}


def proof_of(kept: SuspectOffer) -> Proof:
    """Return whether the audit log proves a kept suspect offer, field by field as it stands in the table."""
    if kept.entry is None and kept.proof is None:
        return Proof(Standing.UNPROVEN, None)
    entry = queries.entry(kept.entry) if kept.entry is not None else None
    if entry is None or FIELD not in entry.digests or not _is_as_sealed(entry):
        return Proof(Standing.CHANGED, entry)
    told = next((one for one in entry.values.all() if one.field == FIELD), None)
    if told is None:
        return Proof(Standing.FORGOTTEN, entry)
    is_told = commitment(told.salt, FIELD, told.value) == entry.digests[FIELD]
    return Proof(Standing.PROVEN if is_told and _root(kept) == told.value else Standing.CHANGED, entry)


def _is_as_sealed(entry: Entry) -> bool:
    """Tell whether an entry is what was sealed; one of the last seconds is not sealed yet."""
    seal = getattr(entry, "seal", None)
    row = {**vars(entry), "blind": str(entry.blind) if entry.blind else None}
    return seal is None or seal.digest is None or seal.digest == sha256(entry_bytes(row)).hex()


def _root(kept: SuspectOffer) -> str | None:
    """Return the root to which a row leads with its proof; None where the proof is none."""
    try:
        content = _content(
            Suspect(kept.offer, kept.answer, kept.evidence),
            Origin(kept.origin, kept.screened_at, kept.held_against or {}, kept.run_id),
        )
        told: Mapping[str, Any] = kept.proof or {}
        nodes = b64decode(told["path"], validate=True)
        path = [nodes[at : at + NODE_BYTES] for at in range(0, len(nodes), NODE_BYTES)]
        leaf = _leaf(told["salt"], {**content, "id": kept.offer_id, "decision": kept.decision})
        root = root_by_path(leaf, told["place"], told["of"], path)
    except (NotCanonical, KeyError, TypeError, ValueError):
        return None
    return root.hex() if root is not None else None


def _leaf(salt: str, content: Json) -> bytes:
    return leaf_hash(bytes.fromhex(commitment(salt, LEAF, content)))


def _content(one: Suspect, origin: Origin) -> Json:
    """Return all that is kept of an offer and that people read, as canonical JSON has it: numbers as text."""
    return {
        "id": one.answer["id"],
        "decision": one.answer["decision"],
        "offer": one.offer,
        "answer": _as_text(one.answer),
        "evidence": _as_text(one.evidence),
        "held_against": origin.held_against,
        "origin": origin.kind,
        "screened_at": told_time(origin.at),
        "run": origin.run,
    }


def _as_text(value: Any) -> Any:
    """Return a value with its fractions as text: databases write the same number in other ways."""
    if isinstance(value, float):
        return repr(value + 0.0)
    if isinstance(value, dict):
        return {name: _as_text(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return value
