"""By which forms do the sources of two lots of goods meet? Names and ids folded, and digested where they travel.

Equality is all that is asked of seller, party, supplier and shipment. So a signature carries digests of their folded
forms, and what a warehouse knows is folded and digested in the same way: spellings of one name still meet, and the
names themselves do not leave. Lots, serial numbers and faults of labels are compared by more than equality and stay.
Source: RFC 2104 (HMAC).
"""

import hmac

import polars as pl

from counterfoil.codes import lot
from counterfoil.tables.sought_goods import DIGESTED
from counterfoil.text.each_once import each_once
from counterfoil.text.names.forms import name_form
from counterfoil.text.names.vocabulary import general_words
from counterfoil.text.tokens import key

KEYS = {"id": pl.String} | dict.fromkeys(DIGESTED, pl.String) | {"lot_key": pl.String, "lot_is_short": pl.Boolean}
DIGITS = 32  # of a digest in hexadecimal: 128 bits, so that no two names meet by chance


def source_keys(goods: pl.DataFrame, salt: str = "") -> pl.DataFrame:
    """Return the forms (KEYS) by which the sources of goods (contract Goods) are compared, in the order of the goods.

    With a `salt`, those of DIGESTED are keyed digests; null stays null.
    """
    keys = goods.select(
        "id",
        seller_key=_plain_id("external_seller_id"),
        party_key=_plain_id("party_id"),
        supplier_key=each_once(goods["supplier"], supplier_key),
        shipment_key=_plain_id("shipment_id").str.replace_all(r"[^\p{L}\p{N}]", ""),
        lot_key=lot.normalised(pl.col("lot")),
        lot_is_short=lot.is_short(pl.col("lot")),
    ).with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in DIGESTED)
    if salt:
        keys = keys.with_columns(
            each_once(keys[name], lambda text: digest(text, salt)).alias(name) for name in DIGESTED
        )
    return keys


def supplier_key(name: str) -> str:
    """Return the words of the name that are its own, in small Latin letters run together.

    Legal forms and what many businesses call themselves ("general trading") are left out; where nothing else is left,
    the whole name counts.
    """
    return "".join(word for word in name_form(name).words if word not in general_words()) or key(name)


def digest(text: str, salt: str) -> str:
    """Return the keyed digest (HMAC-SHA256, DIGITS in hexadecimal) under which equal texts meet."""
    return hmac.digest(salt.encode(), text.encode(), "sha256").hex()[:DIGITS]


def _plain_id(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.to_uppercase()
