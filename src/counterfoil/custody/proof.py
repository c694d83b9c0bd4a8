"""Does one record stand in a bundle that was signed? Shown without the others: the record, its Merkle path, the root.

Who is asked about one act hands over that act and no more, and it is checked against the same root and signature.
"""

from typing import Any, BinaryIO

from counterfoil.custody.canonical import NotCanonical, canonical, parsed, sha256
from counterfoil.custody.checks import RECORDS, SIGNED, Check, Verdict, verdict_of
from counterfoil.custody.commitments import entry_of, values_told
from counterfoil.custody.layout import ROOT, SIGNATURE, root_in
from counterfoil.custody.merkle import inclusion_path, leaf_hash, root_by_path
from counterfoil.custody.records import Line
from counterfoil.custody.signature import signer_of
from counterfoil.custody.walk import walked
from counterfoil.errors import UserError

PROOF_FORMAT = "counterfoil proof 1"
LARGEST = 64 << 20  # bytes
_FIELDS = {"format", "number", "path", "record", "root", "signature", "table"}


def proof_of(stream: BinaryIO, table: str, number: int, *, file: str) -> bytes:
    """Return the proof of one record (counted from 1) of a bundle, as a JSON file.

    Raises UserError where the bundle does not hold or has no such record.
    """
    leaves: list[bytes] = []
    records: list[dict[str, Any]] = []

    def look(name: str, at: int, line: Line) -> None:
        if name == table:
            leaves.append(leaf_hash(line.entry))
            if at == number:
                records.append(line.record)

    seen = walked(stream, look)
    if not verdict_of(seen).holds:
        raise UserError("This bundle does not hold.", cure=f"See where with: counterfoil verify {file}", file=file)
    if not records:
        tables = ", ".join(
            f"{name}:1 to {name}:{len_of}" for name, len_of in _counts(seen.small[ROOT]).items() if len_of
        )
        raise UserError(f"There is no record {table}:{number}.", cure=f"It holds {tables}.", file=file)
    content = {
        "format": PROOF_FORMAT,
        "number": number,
        "path": [digest.hex() for digest in inclusion_path(leaves, number - 1)],
        "record": records[0],
        "root": parsed(seen.small[ROOT]),
        "signature": parsed(seen.small[SIGNATURE]) if SIGNATURE in seen.small else None,
        "table": table,
    }
    return canonical(content) + b"\n"


def _counts(root: bytes) -> dict[str, int]:
    return {name: one.entries for name, one in root_in(root).tables.items()}


def is_proof(head: bytes) -> bool:
    """Say whether a file that begins so is a proof, whole or not, rather than a bundle."""
    return head.startswith(b'{"format":"counterfoil proof ')


def verdict_of_proof(data: bytes) -> Verdict:
    """Return every check of a proof; no bytes make it raise."""
    try:
        content = parsed(data.removesuffix(b"\n")) if data.endswith(b"\n") else None
        if not isinstance(content, dict) or set(content) != _FIELDS or content["format"] != PROOF_FORMAT:
            raise NotCanonical(f"it is not of the format “{PROOF_FORMAT}”")
        root_data = canonical(content["root"])
        root = root_in(root_data)
        where = f"{content['table']}:{content['number']}"
        stands = _stands(content, root.tables[content["table"]])
    except (NotCanonical, KeyError, TypeError, ValueError) as cause:
        says = f"This proof is cut short or not as it was written: {cause}."
        return Verdict((Check(RECORDS, False, says),), None, "", None)
    told = values_told(content["record"])
    says = f"{where} stands in the bundle of case {root.case}, made {root.made_at}; it tells {len(told)} fields."
    broken = f"{where} does not stand in the bundle whose root is given: it was changed."
    digest = sha256(root_data).hex()
    checks = [Check(RECORDS, stands, says if stands else broken)]
    if content["signature"] is None:
        return Verdict((*checks, Check(SIGNED, None, f"{ROOT} is not signed.")), root, digest, None)
    try:
        signer = signer_of(canonical(content["signature"]), root_data)
    except NotCanonical as cause:
        return Verdict((*checks, Check(SIGNED, False, f"The signature does not hold: {cause}.")), root, digest, None)
    signed = Check(SIGNED, True, f"{ROOT} was signed with the key {signer.fingerprint}.")
    return Verdict((*checks, signed), root, digest, signer)


def _stands(content: dict[str, Any], sealed: Any) -> bool:
    path = [bytes.fromhex(digest) for digest in content["path"]]
    if [digest.hex() for digest in path] != content["path"] or type(content["number"]) is not int:
        raise NotCanonical("a digest is not as it is written")
    found = root_by_path(leaf_hash(entry_of(content["record"])), content["number"] - 1, sealed.entries, path)
    return found is not None and found.hex() == sealed.tree
