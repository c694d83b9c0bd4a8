"""Which kinds of evidence are seen in these rows? Rows in, findings out, still without their weights."""

from collections.abc import Sequence
from functools import cache, reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.evidence.kind import Kind, Sign
from counterfoil.evidence.seen import seen_in
from counterfoil.evidence.sentences import LONGEST_QUOTE, LONGEST_TOLD, places_in, quoted, sentences
from counterfoil.few_rows.column import STRING, column
from counterfoil.few_rows.table import few, table
from counterfoil.text.columns import columns_at

Numbers = npt.NDArray[np.int64]

TEXT_PLACES = ("mark", "owner", "field", "seen", "expected")
OBSERVED = {
    "subject_kind": STRING,
    "subject_id": STRING,
    "right_id": STRING,
    "kind": STRING,
    "field": STRING,
    "start": pl.Int64(),
    "end": pl.Int64(),
    "seen": STRING,
    "expected": STRING,
    "detail": STRING,
    "party_detail": STRING,
}
NOTHING = few(pl.DataFrame(schema=OBSERVED))
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
    found = []
    for kind, shown in seen_in(rows, kinds):
        places = np.flatnonzero(shown)
        if seen_twice and len(places) > 1:
            places = _first_of_each(rows, places)
        if len(places):  # few kinds show in a batch: only they are told
            found.append(_findings(rows, places, kind, subject_kind))
    return reduce(lambda above, below: above.vstack(below), found, NOTHING)


def _first_of_each(rows: pl.DataFrame, places: Numbers) -> Numbers:
    """Return the first of the places of each subject and right."""
    subjects = rows["subject_id"][places].to_list()
    rights = rows["right_id"][places].to_list() if "right_id" in rows.columns else [None] * len(places)
    firsts: dict[tuple[str, str | None], int] = {}
    for place, pair in zip(places.tolist(), zip(subjects, rights, strict=True), strict=True):
        firsts.setdefault(pair, place)
    return np.array(list(firsts.values()), dtype=np.int64)


def _findings(rows: pl.DataFrame, places: Numbers, kind: Kind, subject_kind: str) -> pl.DataFrame:
    """Return what one kind says of the rows in these places."""
    cells = _cells_of(kind, tuple(rows.columns))
    needed = table(columns_at(rows, cells.needed, places))
    made = needed.select(cells.made) if cells.made else needed
    read = {name: needed[own] for name, own in cells.read.items()} | {name: made[name] for name in cells.names}
    named = places_in(kind.sentence, kind.party_sentence)
    texts = {
        name: quoted(told.cast(STRING).to_list(), longest=LONGEST_TOLD if name in cells.whole else LONGEST_QUOTE)
        for name, told in read.items()
        if name in named
    }
    texts |= {"field": [name.replace("_", " ") for name in texts["field"]]} if "field" in named else {}
    told = read | {
        "subject_kind": column("", [subject_kind] * len(places), STRING),
        "kind": column("", [kind.name] * len(places), STRING),
        "detail": column("", sentences(kind.sentence, texts, len(places)), STRING),
        "party_detail": column("", sentences(kind.party_sentence, texts, len(places)), STRING),
    }
    return table([told[name].cast(dtype).alias(name) for name, dtype in OBSERVED.items()])


class Cells(NamedTuple):
    """What fills the cells and sentences of a kind: columns that are `read` as they are, by cell, and expressions that
    are `made` of columns; `needed` are the columns of both, `names` the cells of what is made;
    `whole` the cells that no sentence cuts."""

    read: dict[str, str]
    made: tuple[pl.Expr, ...]
    names: list[str]
    needed: list[str]
    whole: frozenset[str]


@cache
def _cells_of(kind: Kind, columns: tuple[str, ...]) -> Cells:
    """Return what fills the cells of a kind, in rows of such columns."""
    sign = kind.sign()
    row = {name: pl.col(name) if name in columns else otherwise for name, otherwise in _OF_THE_ROW.items()}
    cells = {
        "subject_id": pl.col("subject_id"),
        "right_id": row["right_id"],
        "field": _field(sign, row["field"]),
        "start": _place(sign.start, sign, row["start"]),
        "end": _place(sign.end, sign, row["end"]),
        "seen": sign.seen if sign.seen is not None else row["seen"],
        "expected": sign.expected if sign.expected is not None else _EMPTY_TEXT,
        "mark": row["mark"],
        "owner": row["owner"],
        **sign.words,
    }
    read = {name: cell.meta.output_name() for name, cell in cells.items() if cell.meta.is_column()}
    # a literal alone would be one row: laid over the subject it is one for each
    made = {name: _for_each_row(cell).alias(name) for name, cell in cells.items() if name not in read}
    roots = (root for cell in made.values() for root in cell.meta.root_names())
    return Cells(read, tuple(made.values()), list(made), list(dict.fromkeys([*read.values(), *roots])), sign.whole)


def _for_each_row(cell: pl.Expr) -> pl.Expr:
    return cell if cell.meta.root_names() else pl.when(pl.col("subject_id").is_not_null()).then(cell)


def _field(sign: Sign, of_the_row: pl.Expr) -> pl.Expr:
    if isinstance(sign.field, pl.Expr):
        return sign.field
    return pl.lit(sign.field) if sign.field else of_the_row


def _place(own: pl.Expr | None, sign: Sign, of_the_row: pl.Expr) -> pl.Expr:
    """Return the sign's own position, or the row's, unless the sign speaks of another field than the row's."""
    if own is None:
        return _NO_PLACE if sign.field is not None else of_the_row
    return own
