"""Which kinds of evidence are seen in these rows? Rows in, findings out, still without their weights."""

from collections.abc import Sequence

import polars as pl

from counterfoil.evidence.kind import Kind, Sign, rendered

TEXT_PLACES = ("mark", "owner", "field", "seen", "expected")
_EMPTY_TEXT = pl.lit(None, dtype=pl.String)
_NO_PLACE = pl.lit(None, dtype=pl.Int64)


def observe(rows: pl.DataFrame, kinds: Sequence[Kind], *, subject_kind: str) -> pl.DataFrame:
    """Return the findings of `kinds` in `rows`, all of one scope, one per subject, right and kind (the first seen).

    `rows` has `subject_id`, and by scope `right_id`, `mark`, `owner`, `field`, `start`, `end`, `seen`.
    Columns out: those of the Finding contract without `weight` and `rule_version`.
    """
    found = [_seen(rows, kind, subject_kind=subject_kind) for kind in kinds]
    together = pl.concat(found) if found else _seen(rows, _NEVER, subject_kind=subject_kind)
    return together.unique(["subject_id", "right_id", "kind"], keep="first", maintain_order=True)


def _seen(rows: pl.DataFrame, kind: Kind, *, subject_kind: str) -> pl.DataFrame:
    sign = kind.sign()
    hits = rows.filter(sign.when)
    cells = {
        "field": _field(sign, rows),
        "seen": sign.seen if sign.seen is not None else _column(rows, "seen", _EMPTY_TEXT),
        "expected": sign.expected if sign.expected is not None else _EMPTY_TEXT,
        "mark": _column(rows, "mark", _EMPTY_TEXT),
        "owner": _column(rows, "owner", _EMPTY_TEXT),
    }
    places = {**cells, **sign.words, "field": cells["field"].str.replace_all("_", " ")}
    return hits.select(
        subject_kind=pl.lit(subject_kind),
        subject_id=pl.col("subject_id"),
        right_id=_column(rows, "right_id", _EMPTY_TEXT),
        kind=pl.lit(kind.name),
        field=cells["field"],
        start=_place(sign, rows, "start"),
        end=_place(sign, rows, "end"),
        seen=cells["seen"].cast(pl.String),
        expected=cells["expected"].cast(pl.String),
        detail=rendered(kind.sentence, places),
        party_detail=rendered(kind.party_sentence, places),
    )


def _column(rows: pl.DataFrame, name: str, otherwise: pl.Expr) -> pl.Expr:
    return pl.col(name) if name in rows.columns else otherwise


def _field(sign: Sign, rows: pl.DataFrame) -> pl.Expr:
    if isinstance(sign.field, pl.Expr):
        return sign.field
    return pl.lit(sign.field) if sign.field else _column(rows, "field", _EMPTY_TEXT)


def _place(sign: Sign, rows: pl.DataFrame, name: str) -> pl.Expr:
    """Return the sign's own position, or the row's, unless the sign speaks of another field than the row's."""
    own: pl.Expr | None = getattr(sign, name)
    if own is not None:
        return own.cast(pl.Int64)
    return _NO_PLACE if sign.field is not None else _column(rows, name, _NO_PLACE).cast(pl.Int64)


_NEVER = Kind(
    name="",
    scope="offer",
    sentence="–",
    party_sentence="–",
    source="",
    sign=lambda: Sign(when=pl.lit(value=False)),
)
