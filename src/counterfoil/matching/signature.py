"""How do goods to look for travel? As one signed file, so that a facility can match on its own premises.

The file is canonical JSON (RFC 8785), signed with Ed25519 (RFC 8032), and holds what matching asks and no more: what is
printed on the goods in clear, and keyed digests of seller, party, supplier and shipment, whose names never leave. A
digest keeps a name from being read, not from being guessed by who has a list of names to try: so the file is for those
who may know which goods are looked for.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from counterfoil.codes.signed_json import AGAIN, SignedKind, opened_json, signed_json
from counterfoil.errors import UserError
from counterfoil.matching.source.keys import source_keys
from counterfoil.matching.source.sought import Sought
from counterfoil.matching.source.travelling import digested
from counterfoil.tables.contract import LINE, sort_rows
from counterfoil.tables.goods import Goods
from counterfoil.tables.sought_goods import DIGESTED, IN_CLEAR

CASE = "case"  # the field of a signature that a case froze: the case, its version, and the digest of the one before
SIGNATURE = SignedKind(
    "counterfoil_signature", 1, "signature", frozenset({"made_on", "salt", "goods"}), more=frozenset({CASE})
)


def make_signature(goods: pl.DataFrame, *, key: bytes, salt: str, made_on: str) -> bytes:
    """Return the signed file of goods (contract Goods); `key` is an Ed25519 private key in PEM, `made_on` a day.

    `salt` should be drawn by chance for each file, so that digests of two files cannot be held against each other.
    Raises UserError where the key is none.
    """
    return signed_goods(digested(goods, salt), key=key, made_on=made_on)


def signed_goods(goods: pl.DataFrame, *, key: bytes, made_on: str, case: Mapping[str, Any] | None = None) -> bytes:
    """Return the signed file of goods that may travel (contract SoughtGoods, of one salt), as `make_signature` does.

    `case` says which case froze them: its `id`, the `version` there, and `replaces`, the SHA-256 of the one before.
    """
    rows = goods.select(*IN_CLEAR, *DIGESTED)
    content: dict[str, Any] = {
        SIGNATURE.mark: SIGNATURE.version,
        "made_on": made_on,
        "salt": goods.item(0, "salt"),
        "goods": [{name: value for name, value in row.items() if value} for row in rows.iter_rows(named=True)],
        **({} if case is None else {CASE: {name: value for name, value in case.items() if value}}),
    }
    return signed_json(content, key=key)


def is_signature(head: bytes) -> bool:
    """Return whether a file that begins so is a signature, changed or not."""
    return SIGNATURE.begins(head)


def read_signature(data: bytes, *, file: str, signer: bytes | None = None) -> dict[str, Any]:
    """Return what a signature says, once it is certain that nothing of it was changed.

    Raises UserError where anything was, where it is no signature, and where another key than `signer` (an Ed25519
    public key in PEM) has signed it.
    """
    content = opened_json(data, SIGNATURE, file=file, signer=signer)
    if not isinstance(content["goods"], list):
        raise UserError("This is no whole signature.", cure=AGAIN, file=file)
    return content


def opened_signature(data: bytes, *, file: str, signer: bytes | None = None) -> Sought:
    """Return the goods of a signature, ready to be looked for. Raises UserError as `read_signature`."""
    content = read_signature(data, file=file, signer=signer)
    try:
        text = dict.fromkeys([*IN_CLEAR, *DIGESTED], pl.String)
        rows = pl.DataFrame(content["goods"], schema=text, strict=True).with_row_index(LINE, offset=1)
    except (pl.exceptions.PolarsError, TypeError, ValueError) as cause:
        raise _no_goods(file) from cause
    found = sort_rows(rows.with_columns(pl.col(LINE).cast(pl.Int64)), Goods, file=file)
    if found.rejects.height or found.kept.is_empty() or not found.kept["id"].is_unique().all():
        raise _no_goods(file)
    goods = found.kept.drop(LINE)
    keys = source_keys(goods).drop(DIGESTED).join(rows.select("id", *DIGESTED), on="id", maintain_order="left")
    return Sought(goods, keys, str(content["salt"]))


def _no_goods(file: str) -> UserError:
    return UserError("This signature holds no goods that can be looked for.", cure=AGAIN, file=file)
