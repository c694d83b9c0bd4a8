"""How does a facility tell a real notice? By a file beside the paper, signed, whose short code is printed on the paper.

The file is canonical JSON (RFC 8785), signed with Ed25519 (RFC 8032): the facts of the paper and every line. Whoever
has the sender's public key, by another way than this one, knows that nothing in it was changed; by the code, that the
paper goes with it.
"""

import json
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl
import rfc8785

from counterfoil.codes.short_code import short_code
from counterfoil.codes.signing_keys import fingerprint, key_in, opened_private, sign, verify
from counterfoil.errors import UserError
from counterfoil.tables.facility_line import FacilityLine

VERSION = 1
MARK = "counterfoil_facility_notice"  # the field by which a notice is known, holding its version
LARGEST = 64 << 20  # bytes of a file that is opened: some 100,000 lines
_FIELDS = {MARK, "notice_id", "edition", "drafted_on", "facility", "names", "goods_ids", "answer_by", "lives_until"}
_FIELDS |= {"paper", "lines", "signed_by", "signature"}
_AGAIN = "Ask who sent it to send it again."
_UNREADABLE = (
    pl.exceptions.PolarsError,
    dy.exc.ValidationError,
    dy.exc.SchemaError,
    TypeError,
    ValueError,
    OverflowError,
)


class SignedNotice(NamedTuple):
    """What a signed notice says, once it is certain that nothing of it was changed.

    `content` is the file without its signature, `lines` its lines (contract FacilityLine), `code` stands on the paper.
    """

    content: dict[str, Any]
    lines: pl.DataFrame
    fingerprint: str
    code: str


def signer_of(key: bytes) -> str:
    """Return the fingerprint of a private key (PEM), as notices show it. Raises UserError where it is none."""
    return fingerprint(key_in(opened_private(key)))


def make_signed_notice(head: dict[str, Any], lines: pl.DataFrame, *, key: bytes) -> bytes:
    """Return the signed file; `head` is what it says besides its lines (contract FacilityLine), `key` a PEM.

    Raises UserError where the key is none.
    """
    private = opened_private(key)
    told = [
        {name: value for name, value in row.items() if value is not None and name != "notice_id"}
        for row in lines.sort("line").iter_rows(named=True)
    ]
    content = {MARK: VERSION, **head, "lines": told, "signed_by": key_in(private)}
    return rfc8785.dumps({**content, "signature": sign(private, rfc8785.dumps(content))}) + b"\n"


def read_signed_notice(data: bytes, *, file: str, signer: bytes | None = None) -> SignedNotice:
    """Return what a signed notice says.

    Raises UserError where anything of it was changed, where it is none, and where another key than `signer` (an Ed25519
    public key in PEM) has signed it.
    """
    content = _parsed(data, file)
    if set(content) != _FIELDS or not isinstance(content["lines"], list):
        raise UserError("This is no whole notice to a facility.", cure=_AGAIN, file=file)
    signature = content.pop("signature")
    try:
        signed = rfc8785.dumps(content)
    except (rfc8785.CanonicalizationError, RecursionError) as cause:
        raise UserError("This is no whole notice to a facility.", cure=_AGAIN, file=file) from cause
    verify(content["signed_by"], signature, signed, file=file)
    if signer is not None and key_in(signer) != content["signed_by"]:
        cure = "Do what it asks only once the sender has told you the fingerprint of its key by another way."
        raise UserError("This notice was signed with another key than the one given.", cure=cure, file=file)
    return SignedNotice(content, _lines(content, file), fingerprint(str(content["signed_by"])), short_code(data))


def _parsed(data: bytes, file: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise UserError(f"This file is larger than {LARGEST >> 20} MB.", cure=_AGAIN, file=file)
    if data.startswith(b"%PDF"):
        cure = "Check the signed file that came with it; its code must be the one printed on the paper."
        raise UserError("This is the paper, which anyone could have printed.", cure=cure, file=file)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as cause:
        raise UserError("This is no JSON any more.", cure=_AGAIN, file=file) from cause
    if not isinstance(content, dict) or content.get(MARK) != VERSION:
        cure = "Give the signed file that came with the paper, or update Counterfoil."
        raise UserError(f"This is no notice to a facility of version {VERSION}.", cure=cure, file=file)
    return content


def _lines(content: dict[str, Any], file: str) -> pl.DataFrame:
    schema = FacilityLine.create_empty().schema
    try:
        rows = pl.DataFrame(content["lines"], schema={**schema}, strict=True)
        named = rows.with_columns(notice_id=pl.lit(str(content["notice_id"])))
        return FacilityLine.validate(named.select(FacilityLine.column_names()), cast=True)
    except _UNREADABLE as cause:
        raise UserError("The lines of this notice cannot be read.", cure=_AGAIN, file=file) from cause
