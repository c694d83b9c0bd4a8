"""Which accounts give a number that only one party can have, and what else do they have in common?

A number that very many accounts give is a form's example or an agent's, and brings nobody together.
"""

import polars as pl

from counterfoil.codes.redacted import last_four
from counterfoil.vetting.references import ENDED, RETURNS

NUMBERS = {"taxNumber": "tax number", "vatCode": "VAT number", "leiCode": "LEI", "bankAccount": "account",
           "idNumber": "identity number"}  # fmt: skip
BESIDE = {"phone": "phone", "email": "e-mail", "address": "address"}  # that two parties may share
MOST = 20  # accounts with one number


def same_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts with a number of an ended one (columns RETURNS, `reasons` empty), each pair once."""
    parts = [_same(rows, column) for column in NUMBERS]
    return pl.concat(parts).unique(["seller_id", "known_seller_id"], maintain_order=True)


def _same(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    keyed = rows.select("subject_id", "status", key=_folded(column)).filter(pl.col("key").str.len_chars() > 0)
    few = keyed.filter(pl.len().over("key").is_between(2, MOST))
    ended = few.filter(pl.col("status").is_in(ENDED)).select("key", known_seller_id="subject_id", known_status="status")
    met = few.select("key", seller_id="subject_id").join(ended, on="key").filter(
        pl.col("seller_id") != pl.col("known_seller_id")
    )  # fmt: skip
    return met.with_columns(reasons=pl.lit([], dtype=pl.List(pl.String))).select(list(RETURNS))


def with_same_details(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (RETURNS), what both accounts give alike told in `reasons`, numbers by their last four."""
    columns = NUMBERS | BESIDE
    shown = rows.select("subject_id", *columns)
    both = pairs.join(shown, left_on="seller_id", right_on="subject_id", maintain_order="left").join(
        shown, left_on="known_seller_id", right_on="subject_id", suffix="_known", maintain_order="left"
    )
    alike = [
        pl.when((_folded(column) == _folded(f"{column}_known")) & (_folded(column) != "")).then(_said(column, word))
        for column, word in columns.items()
    ]
    said = pl.concat_list(
        pl.concat_str(pl.lit("same "), pl.concat_list("reasons", *alike).list.drop_nulls().list.join(", "))
    )
    return (
        both.with_columns(reasons=said)
        .select(list(RETURNS))
        .unique(["seller_id", "known_seller_id"], maintain_order=True)
    )


def _said(column: str, word: str) -> pl.Expr:
    return pl.lit(word) if column in ("address", "email") else pl.concat_str(
        pl.lit(f"{word} "), last_four(column)
    )  # fmt: skip


def _folded(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(r"[^\p{L}\p{N}]", "").str.to_uppercase()
