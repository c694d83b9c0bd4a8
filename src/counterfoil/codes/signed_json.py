"""How is a JSON file signed, so that one changed sign of it is noticed? What all signed files of the house share.

Canonical JSON (RFC 8785) signed with Ed25519 (RFC 8032); `signed_by` and `signature` stand in the object itself.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import rfc8785

from counterfoil.codes.signing_keys import key_in, opened_private, sign, verify
from counterfoil.errors import UserError

LARGEST = 64 << 20  # bytes of a file that is opened
SIGNED_BY, SIGNATURE = "signed_by", "signature"
AGAIN = "Ask who made it to send it again."


class SignedKind(NamedTuple):
    """One kind of file: the field it is known by, holding its version; what it is called; the fields it must have."""

    mark: str
    version: int
    called: str
    fields: frozenset[str]
    more: frozenset[str] = frozenset()  # fields that it may have
    unsigned: bool = False  # whether it may come without a signature

    def begins(self, head: bytes) -> bool:
        """Return whether a file that begins so is of this kind, changed or not."""
        return head.lstrip().startswith(b"{") and f'"{self.mark}"'.encode() in head


def signed_json(content: Mapping[str, Any], *, key: bytes | None) -> bytes:
    """Return the object as one line, signed with `key` (an Ed25519 private key in PEM), or unsigned where it is None.

    Raises UserError where the key is none.
    """
    if key is None:
        return rfc8785.dumps(dict(content)) + b"\n"
    private = opened_private(key)
    signed = {**content, SIGNED_BY: key_in(private)}
    return rfc8785.dumps({**signed, SIGNATURE: sign(private, rfc8785.dumps(signed))}) + b"\n"


def opened_json(data: bytes, kind: SignedKind, *, file: str, signer: bytes | None = None) -> dict[str, Any]:
    """Return what the file says, without its signature, once it is certain that nothing of it was changed.

    Raises UserError where anything was, where it is of another kind or version, and where another key than `signer`
    (an Ed25519 public key in PEM), or none, has signed it.
    """
    content = _parsed(data, kind, file)
    own = {kind.mark, *kind.fields}
    is_signed = SIGNED_BY in content or SIGNATURE in content or not kind.unsigned
    if is_signed:
        own |= {SIGNED_BY, SIGNATURE}
    if set(content) - kind.more != own:
        raise UserError(f"This is no whole {kind.called}.", cure=AGAIN, file=file)
    if is_signed:
        _verify(content, kind, file)
    if signer is not None and (not is_signed or key_in(signer) != content[SIGNED_BY]):
        cure = "Give the public key of who made it, or do not use it."
        problem = f"This {kind.called} was made with another key than the one given."
        raise UserError(problem if is_signed else f"This {kind.called} is not signed.", cure=cure, file=file)
    return content


def _verify(content: dict[str, Any], kind: SignedKind, file: str) -> None:
    signature = content.pop(SIGNATURE)
    try:
        signed = rfc8785.dumps(content)
    except (rfc8785.CanonicalizationError, RecursionError) as cause:
        raise UserError(f"This is no whole {kind.called}.", cure=AGAIN, file=file) from cause
    verify(content[SIGNED_BY], signature, signed, file=file)


def _parsed(data: bytes, kind: SignedKind, file: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        problem = f"This file is larger than {LARGEST >> 20} MB."
        raise UserError(problem, cure=f"Put less into one {kind.called}.", file=file)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as cause:
        raise UserError("This is no JSON any more.", cure=AGAIN, file=file) from cause
    if not isinstance(content, dict) or content.get(kind.mark) != kind.version:
        cure = f"Update Counterfoil, or ask for a {kind.called} of this version."
        raise UserError(f"This is no {kind.called} of version {kind.version}.", cure=cure, file=file)
    return content
