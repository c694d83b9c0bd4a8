"""How does a facility tell a real notice? By a file beside the paper, signed, whose short code is printed on the paper.

The file is canonical JSON (RFC 8785), signed with Ed25519 (RFC 8032): the facts of the paper and every line. Whoever
has the sender's public key, by another way than this one, knows that nothing in it was changed; by the code, that the
paper goes with it.
"""

import datetime as dt
from typing import Annotated, Any, NamedTuple

import dataframely as dy
import msgspec
import polars as pl

from counterfoil.codes.short_code import short_code
from counterfoil.codes.signed_json import AGAIN, SIGNED_BY, SignedKind, opened_json, signed_json
from counterfoil.codes.signing_keys import fingerprint, key_in, opened_private
from counterfoil.errors import UserError
from counterfoil.tables.facility_line import FacilityLine

_FIELDS = ("notice_id", "edition", "drafted_on", "facility", "names", "goods_ids", "answer_by", "lives_until")
NOTICE = SignedKind("counterfoil_facility_notice", 1, "notice to a facility", frozenset([*_FIELDS, "paper", "lines"]))
_UNREADABLE = (
    pl.exceptions.PolarsError,
    dy.exc.ValidationError,
    dy.exc.SchemaError,
    TypeError,
    ValueError,
    AttributeError,
)


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says besides its lines; the paper is read by whoever prints it."""

    notice_id: Annotated[str, msgspec.Meta(min_length=1)]
    edition: Annotated[int, msgspec.Meta(ge=1)]
    drafted_on: dt.date
    facility: Annotated[str, msgspec.Meta(min_length=1)]
    names: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    goods_ids: tuple[str, ...]
    answer_by: dt.date
    lives_until: dt.date
    paper: dict[str, Any]


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
    told = [
        {name: _plain(value) for name, value in row.items() if value is not None and name != "notice_id"}
        for row in lines.sort("line").iter_rows(named=True)
    ]
    return signed_json({NOTICE.mark: NOTICE.version, **head, "lines": told}, key=key)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def read_signed_notice(data: bytes, *, file: str, signer: bytes | None = None) -> SignedNotice:
    """Return what a signed notice says.

    Raises UserError where anything of it was changed, where it is none, and where another key than `signer` (an Ed25519
    public key in PEM) has signed it.
    """
    if data.startswith(b"%PDF"):
        cure = "Check the signed file that came with it; its code must be the one printed on the paper."
        raise UserError("This is the paper, which anyone could have printed.", cure=cure, file=file)
    content = opened_json(data, NOTICE, file=file, signer=signer)
    try:
        msgspec.convert(content, _Head)
    except msgspec.ValidationError as cause:
        raise UserError("The facts of this notice cannot be read.", cure=AGAIN, file=file) from cause
    return SignedNotice(content, _lines(content, file), fingerprint(str(content[SIGNED_BY])), short_code(data))


def _lines(content: dict[str, Any], file: str) -> pl.DataFrame:
    schema = FacilityLine.create_empty().schema
    try:
        rows = pl.DataFrame(content["lines"], schema={**schema, "answer_by": pl.String()}, strict=True)
        day = pl.col("answer_by").str.to_date("%Y-%m-%d")
        named = rows.with_columns(notice_id=pl.lit(str(content["notice_id"])), answer_by=day)
        return FacilityLine.validate(named.select(FacilityLine.column_names()), cast=True)
    except _UNREADABLE as cause:
        raise UserError("The lines of this notice cannot be read.", cure=AGAIN, file=file) from cause
