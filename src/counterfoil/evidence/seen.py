"""In which rows is which kind of evidence seen?

Most kinds are decided by flags alone, and of these few combinations occur: each is asked about once, and the answer
kept. It depends on the flags and the kind, and on nothing else, so an offer has the same answer alone and in any batch.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.evidence.kind import Kind
from counterfoil.few_rows.table import FewRows

Numbers = npt.NDArray[np.int64]
Seen = npt.NDArray[np.bool_]
FLAGS = (pl.Boolean, pl.Enum, pl.Int8)  # types of columns that hold few different values
LARGEST = 1 << 62
VALUES = 257  # that a flag may have, and none besides


class Asked(NamedTuple):
    """Kinds that flags alone decide, with these flags and their values as numbers, none as the last of VALUES; and the
    kinds for which the rows themselves must be read."""

    flags: tuple[str, ...]
    codes: tuple[pl.Expr, ...]
    by_flags: tuple[Kind, ...]
    by_row: tuple[Kind, ...]


def seen_in(rows: pl.DataFrame, kinds: Sequence[Kind]) -> Iterator[tuple[Kind, Seen]]:
    """Yield each kind that may be seen with whether it is, row by row; those not yielded are seen in none."""
    asked = _asked(tuple(kinds), tuple(rows.columns), tuple(map(type, rows.dtypes)))
    answers = _of_flags(rows, asked) if asked.by_flags else {}
    by_row = [kind for kind in asked.by_row if kind.needs is None or rows[kind.needs].null_count() < rows.height]
    if by_row:
        read = rows.select(_all_named(tuple(by_row)))
        answers |= {column.name: column.to_numpy() for column in read}
    for kind in kinds:
        if kind.name in answers:
            yield kind, answers[kind.name]


def _of_flags(rows: pl.DataFrame, asked: Asked) -> dict[str, Seen]:
    """Return whether each kind is seen that flags alone decide; combinations not met before are asked about."""
    if rows.is_empty():
        return {}
    known = _answers(asked.flags, asked.by_flags)
    if isinstance(rows, FewRows):
        return _of_few(rows, asked, known)
    table: npt.NDArray[np.int16] = rows.select(asked.codes).to_numpy().T
    _, first, number = np.unique(_as_one(table), return_index=True, return_inverse=True)
    combinations = [column.tobytes() for column in np.ascontiguousarray(table[:, first].T)]
    new = [place for place, combination in enumerate(combinations) if combination not in known]
    if new:
        told = rows[first[new]].select(_all_named(asked.by_flags))
        known.update({combinations[place]: row for place, row in zip(new, told.rows(), strict=True)})
    answers = np.array([known[combination] for combination in combinations], dtype=np.bool_)
    return {kind.name: answers[number.ravel(), place] for place, kind in enumerate(asked.by_flags)}


def _of_few(rows: FewRows, asked: Asked, known: dict[Any, tuple[bool, ...]]) -> dict[str, Seen]:
    """Return the same of few rows, whose flags themselves are the combination."""
    combinations = list(zip(*(rows.values(name) for name in asked.flags), strict=True))
    if any(combination not in known for combination in combinations):
        told = rows.select(_all_named(asked.by_flags))
        known.update(zip(combinations, told.rows(), strict=True))
    answers = np.array([known[combination] for combination in combinations], dtype=np.bool_)
    return {kind.name: answers[:, place] for place, kind in enumerate(asked.by_flags)}


def _as_one(table: npt.NDArray[np.int16]) -> Numbers:
    """Return one number for each column of the table, equal for equal columns alone."""
    together, bound = np.zeros(table.shape[1], dtype=np.int64), 1
    for codes in table:
        size = int(codes.max()) + 1
        if bound * size > LARGEST:
            together = np.unique(together, return_inverse=True)[1]
            bound = table.shape[1]
        together, bound = together * size + codes, bound * size
    return together


@cache
def _asked(kinds: tuple[Kind, ...], columns: tuple[str, ...], types_of_columns: tuple[type, ...]) -> Asked:
    types = dict(zip(columns, types_of_columns, strict=True))
    roots = {kind: _when(kind).meta.root_names() for kind in kinds}
    by_flags = [kind for kind in kinds if roots[kind] and all(issubclass(types[name], FLAGS) for name in roots[kind])]
    flags = dict.fromkeys(name for kind in by_flags for name in roots[kind])
    codes = tuple(pl.col(name).to_physical().cast(pl.Int16).fill_null(VALUES - 1) for name in flags)
    return Asked(tuple(flags), codes, tuple(by_flags), tuple(kind for kind in kinds if kind not in by_flags))


@cache
def _answers(flags: tuple[str, ...], kinds: tuple[Kind, ...]) -> dict[Any, tuple[bool, ...]]:
    """Return what is known of combinations of flags so far, whether each of the kinds is seen there."""
    del flags, kinds  # each have answers of their own
    return {}


@cache
def _all_named(kinds: tuple[Kind, ...]) -> tuple[pl.Expr, ...]:
    return tuple(map(_named, kinds))


@cache
def _named(kind: Kind) -> pl.Expr:
    return _when(kind).alias(kind.name)


@cache
def _when(kind: Kind) -> pl.Expr:
    return kind.sign().when.fill_null(value=False)
