"""Who made this scorecard? A signature over run.json, which holds the digest of every other file of the folder."""

import json
from pathlib import Path

from counterfoil.codes.signed_json import SignedKind, opened_json, signed_json
from counterfoil.codes.signing_keys import fingerprint
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.outputs import SEAL

SIGNATURE = "scorecard.signed.json"
KIND = SignedKind(
    "counterfoil_scorecard",
    1,
    "signature of a scorecard",
    frozenset({"platform", "edition", "from", "until", "made_at", "run_sha256"}),
)


def sealed(folder: Path, key: Path) -> None:
    """Write the signature beside run.json. Raises UserError where the key is none."""
    record = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    told = {name: record[name] for name in ("platform", "edition", "from", "until")}
    content = {KIND.mark: KIND.version, **told, "made_at": record["started_at"], "run_sha256": digest_of(folder / SEAL)}
    with opened(key) as stream:
        (folder / SIGNATURE).write_bytes(signed_json(content, key=stream.read()))


def seal_of(folder: Path, *, signer: Path | None) -> tuple[str, bool] | None:
    """Return the fingerprint of the key that signed the folder, and whether run.json is what was signed.

    None where it is not signed. Raises UserError for a signature that was changed, or is of another key than `signer`.
    """
    path = folder / SIGNATURE
    if not path.exists() and signer is None:
        return None
    public = None
    if signer is not None:
        with opened(signer) as stream:
            public = stream.read()
    with opened(path) as stream:
        content = opened_json(stream.read(), KIND, file=path.name, signer=public)
        key = json.loads(path.read_bytes())["signed_by"]
    return fingerprint(key), content["run_sha256"] == digest_of(folder / SEAL)
