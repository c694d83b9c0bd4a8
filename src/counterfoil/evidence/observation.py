"""Which kinds of evidence are seen in these rows? Rows in, findings out, still without their weights."""

from collections.abc import Sequence
from functools import cache

import polars as pl

from counterfoil.evidence.kind import Kind, Sign, rendered

TEXT_PLACES = ("mark", "owner", "field", "seen", "expected")
OBSERVED = {
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "right_id": pl.String,
    "kind": pl.String,
    "field": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "seen": pl.String,
    "expected": pl.String,
    "detail": pl.String,
    "party_detail": pl.String,
}
NOTHING = pl.DataFrame(schema=OBSERVED)
_EMPTY_TEXT = pl.lit(None, dtype=pl.String)
_NO_PLACE = pl.lit(None, dtype=pl.Int64)
_OF_THE_ROW = dict.fromkeys(("right_id", "mark", "owner", "field", "seen"), _EMPTY_TEXT) | {
    "start": _NO_PLACE,
    "end": _NO_PLACE,
}


def observe(rows: pl.DataFrame, kinds: Sequence[Kind], *, subject_kind: str, seen_twice: bool = True) -> pl.DataFrame:
    """Return the findings of `kinds` in `rows`, all of one scope, one per subject, right and kind (the first seen).

    `rows` has `subject_id`, and by scope `right_id`, `mark`, `owner`, `field`, `start`, `end`, `seen`.
    `seen_twice`: several rows may be of one subject and right.
    Columns out: those of the Finding contract without `weight` and `rule_version`.
    """
    if rows.is_empty() or not kinds:
        return NOTHING
    seen = rows.select(_when(kind).alias(_flag(kind)) for kind in kinds)
    shown = [kind for kind in kinds if seen[_flag(kind)].any()]  # few kinds show in a batch: only they are told
    columns, flagged = tuple(rows.columns), rows.lazy().with_columns(seen)
    found = [flagged.filter(pl.col(_flag(kind))).select(_findings(kind, columns, subject_kind)) for kind in shown]
    together = pl.concat([NOTHING.lazy(), *found]).collect() if found else NOTHING
    if together.height < 2 or not seen_twice:
        return together
    return together.unique(["subject_id", "right_id", "kind"], keep="first", maintain_order=True)


def _flag(kind: Kind) -> str:
    return f"seen:{kind.name}"


@cache
def _when(kind: Kind) -> pl.Expr:
    return kind.sign().when.fill_null(value=False)


@cache
def _findings(kind: Kind, columns: tuple[str, ...], subject_kind: str) -> list[pl.Expr]:
    """Return the columns of a finding, as expressions over rows of such columns."""
    sign = kind.sign()
    row = {name: pl.col(name) if name in columns else otherwise for name, otherwise in _OF_THE_ROW.items()}
    field = _field(sign, row["field"])
    cells = {
        "field": field,
        "seen": sign.seen if sign.seen is not None else row["seen"],
        "expected": sign.expected if sign.expected is not None else _EMPTY_TEXT,
        "mark": row["mark"],
        "owner": row["owner"],
    }
    places = {**cells, **sign.words, "field": field.str.replace_all("_", " ", literal=True)}
    told = {
        "subject_kind": pl.lit(subject_kind),
        "subject_id": pl.col("subject_id"),
        "right_id": row["right_id"],
        "kind": pl.lit(kind.name),
        "field": field,
        "start": _place(sign.start, sign, row["start"]),
        "end": _place(sign.end, sign, row["end"]),
        "seen": cells["seen"].cast(pl.String),
        "expected": cells["expected"].cast(pl.String),
        "detail": rendered(kind.sentence, places),
        "party_detail": rendered(kind.party_sentence, places),
    }
    return [expression.alias(name) for name, expression in told.items()]


def _field(sign: Sign, of_the_row: pl.Expr) -> pl.Expr:
    if isinstance(sign.field, pl.Expr):
        return sign.field
    return pl.lit(sign.field) if sign.field else of_the_row


def _place(own: pl.Expr | None, sign: Sign, of_the_row: pl.Expr) -> pl.Expr:
    """Return the sign's own position, or the row's, unless the sign speaks of another field than the row's."""
    if own is None:
        own = _NO_PLACE if sign.field is not None else of_the_row
    return own.cast(pl.Int64)
