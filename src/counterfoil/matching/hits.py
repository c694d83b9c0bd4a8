"""What does a facility send back that does not share its stock? Its hits alone, in one signed file.

Canonical JSON (RFC 8785), signed by the facility's key (Ed25519, RFC 8032) where one is given. Identical offending
goods and goods to be examined, with units, place, lot, grades and whose they are. Nothing else of the stock leaves: not
genuine stock of the same product, not how many lines were looked through.
"""

from typing import NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.codes.pieces import whole_pieces
from counterfoil.codes.signed_json import AGAIN, SIGNED_BY, SignedKind, opened_json, signed_json
from counterfoil.codes.signing_keys import fingerprint
from counterfoil.errors import UserError
from counterfoil.tables.contract import completed
from counterfoil.tables.hit import TOLD, Hit

HITS = SignedKind("counterfoil_hits", 1, "list of hits", frozenset({"made_on", "looked_for", "hits"}), unsigned=True)
FOUND_IN = {"stock": "stock", "shipment": "receipt", "receipt": "receipt", "return": "return"}  # by kind of an item
_UNREADABLE = (pl.exceptions.PolarsError, dy.exc.ValidationError, dy.exc.SchemaError, TypeError, ValueError)


class Hits(NamedTuple):
    """What a list of hits says: its `lines` (contract Hit), the day, the SHA-256 of the file of goods that was looked
    for, and the fingerprint of the facility's key, empty where nobody signed it."""

    lines: pl.DataFrame
    made_on: str
    looked_for: str
    fingerprint: str


def hit_lines(matches: pl.DataFrame, items: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
    """Return the hits (contract Hit) among matches, one to an item, offers and catalogues left out.

    `matches` hold the gravest of each item (contract Match), `items` what is known of it by its `id`, and `shared` the
    places (goods_id, facility) in which goods of several sources lie.
    """
    told = matches.filter(pl.col("verdict").is_in(TOLD)).join(
        items, left_on="item_id", right_on="id", maintain_order="left"
    )
    mixed = shared.select("goods_id", "facility", mixed=pl.lit(value=True))
    lying = told.filter(pl.col("kind").is_in(list(FOUND_IN))).join(
        mixed, on=["goods_id", "facility"], how="left", maintain_order="left"
    )
    is_one = pl.col("product_grade") == "identical"
    rows = lying.with_columns(
        units=whole_pieces(),
        is_commingled=pl.col("mixed").fill_null(value=False) & is_one,
        why=pl.col("party_reasons").list.join(" "),
        found_in=pl.col("kind").replace_strict(FOUND_IN, return_dtype=pl.String),
    )
    return Hit.validate(completed(rows, Hit), cast=True)


def make_hits(lines: pl.DataFrame, *, looked_for: str, made_on: str, key: bytes | None = None) -> bytes:
    """Return the file of hits (contract Hit); `looked_for` is the SHA-256 of the file of goods, `made_on` a day, `key`
    the facility's Ed25519 private key in PEM. Raises UserError where the key is none."""
    content = {
        HITS.mark: HITS.version,
        "made_on": made_on,
        "looked_for": looked_for,
        "hits": [
            {name: value for name, value in row.items() if value is not None} for row in lines.iter_rows(named=True)
        ],
    }
    return signed_json(content, key=key)


def read_hits(data: bytes, *, file: str, signer: bytes | None = None) -> Hits:
    """Return what a list of hits says, once it is certain that nothing of it was changed.

    Raises UserError where anything was, where it is none, and where another key than `signer` (an Ed25519 public key in
    PEM), or none, has signed it.
    """
    content = opened_json(data, HITS, file=file, signer=signer)
    schema = Hit.create_empty().schema
    try:
        if any(set(row) - set(schema) for row in content["hits"]):
            raise ValueError
        lines = Hit.validate(pl.DataFrame(content["hits"], schema=schema, strict=True))
    except _UNREADABLE as cause:
        raise UserError("This list holds no hits that can be read.", cure=AGAIN, file=file) from cause
    key = fingerprint(str(content[SIGNED_BY])) if SIGNED_BY in content else ""
    return Hits(lines, str(content["made_on"]), str(content["looked_for"]), key)
