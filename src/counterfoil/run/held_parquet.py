"""Which rows of a Parquet file that others wrote keep to its contract? The others are set aside as rejects.

One streaming pass over the columns of the contract (0.14 CPU seconds for a million events), so that 50 million rows are
held to every rule that one row can break. Not looked for: a key that is used twice, which only all rows together show;
measures count each case once. Text in a column of times, days or amounts is read as it is from a text file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import dataframely as dy
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from counterfoil.errors import UserError
from counterfoil.intake.by_contract import conversions_of
from counterfoil.intake.convert import Conversion, converted
from counterfoil.tables.contract import LINE, keeps, sort_rows
from counterfoil.tables.reject import Reject

_UNREAD: Final = "could not be read"  # no contract has a column with blanks in its name

_CURE: Final = "Ask who made the file to write it by the contract."


class Held(NamedTuple):
    """`kept`: the contract's columns and the place of each row, lazily; `rejects`: a row for each that was left out."""

    kept: pl.LazyFrame
    rejects: pl.DataFrame


class _Form(NamedTuple):
    """What a contract asks of a file: the types of its columns, how text becomes them, the lists that must be there."""

    types: Mapping[str, pl.DataType]
    texts: Mapping[str, Conversion]
    lists: frozenset[str]


@cache  # case folders have thousands of small files
def _form(contract: type[dy.Schema]) -> _Form:
    columns: Mapping[str, Any] = contract.columns()
    lists = frozenset(name for name, one in columns.items() if isinstance(one, dy.List) and not one.nullable)
    return _Form(dict(contract.create_empty().schema), {one.field: one for one in conversions_of(contract)}, lists)


def columns_of(path: Path) -> list[str]:
    """Return the names of the columns of a Parquet file. Raises UserError for one that is damaged."""
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as cause:
        raise _damaged(path) from cause


def held_parquet(path: Path, contract: type[dy.Schema], *, shown: str, place: str) -> Held:
    """Return the rows that keep to `contract`, with their number from 1 in the column `place`; a reject for each other.

    `shown` names the file in the rejects. Raises UserError for a file that is damaged, and for a column of another kind
    altogether, of which no value can be read.
    """
    form = _form(contract)
    try:
        rows = pl.scan_parquet(path, row_index_name=place, row_index_offset=1)
        there = dict(rows.collect_schema())
        _refuse_other_kinds(there, form, path)
        rows = rows.with_columns(_without_blanks(name) for name in _texts(there, form))
        read = _read(there, form)
        kept = rows.select(place, **read)
        found = rows.select(place, _is_unread(there, read, form), **read)
        bad = found.filter(pl.col(_UNREAD) | ~keeps(contract)).select(place).collect(engine="streaming")[place]
        if bad.is_empty():
            return Held(kept, Reject.create_empty())
        broken = rows.filter(pl.col(place).is_in(bad.implode())).collect(engine="streaming")
    except (pl.exceptions.InvalidOperationError, pl.exceptions.SchemaError) as cause:
        problem = f"Its columns have not the types of the table {contract.__name__}."
        raise UserError(problem, cure=_CURE, file=path.name) from cause
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise _damaged(path) from cause
    rejects = _explained(broken.rename({place: LINE}), contract, shown)
    return Held(kept.filter(~pl.col(place).is_in(rejects[LINE].implode())), rejects)


def _explained(rows: pl.DataFrame, contract: type[dy.Schema], shown: str) -> pl.DataFrame:
    """Return a reject for each row, in their order, as those of a text file are told."""
    form = _form(contract)
    texts, whole = _texts(rows.schema, form), _read(rows.schema, form)
    lists = [whole[name].alias(name) for name in form.lists if name not in texts]
    conversions = [form.texts[name] for name in texts]
    read = converted(rows.with_columns(pl.col(LINE).cast(pl.Int64), *lists), conversions, file=shown)
    return pl.concat([read.rejects, sort_rows(read.kept, contract, file=shown).rejects]).sort(LINE)


def _read(there: Mapping[str, pl.DataType], form: _Form) -> dict[str, pl.Expr]:
    """Return how each column of the contract is read in its type; a list that must be there and is not, is empty."""
    found: dict[str, pl.Expr] = {}
    for name, kind in form.types.items():
        given = there.get(name)
        if given is None:
            found[name] = pl.lit(None, kind)
        elif given == kind:
            found[name] = pl.col(name)
        else:
            own = form.texts[name].typed if given == pl.String and name in form.texts else pl.col(name)
            found[name] = own.cast(kind, strict=False)
        if name in form.lists:
            found[name] = found[name].fill_null(pl.lit([], kind))
    return found


def _is_unread(there: Mapping[str, pl.DataType], read: Mapping[str, pl.Expr], form: _Form) -> pl.Expr:
    """Return whether a value stands in a row that could not be read in the type of its column."""
    other = [name for name in read if there.get(name, form.types[name]) != form.types[name]]
    lost = [pl.col(name).is_not_null() & read[name].is_null() for name in other]
    return pl.any_horizontal(pl.lit(False), *lost).alias(_UNREAD)


def _texts(there: Mapping[str, pl.DataType], form: _Form) -> list[str]:
    """Return the columns that hold text where the contract wants something else."""
    return [name for name in form.texts if there.get(name) == pl.String]


def _without_blanks(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def _refuse_other_kinds(there: Mapping[str, pl.DataType], form: _Form, path: Path) -> None:
    """Raise UserError for a column of which no value is one of ours; a number is no time: it does not say its unit."""
    for name, kind in form.types.items():
        given = there.get(name, kind)
        is_other = given.is_nested() != kind.is_nested() or isinstance(given, pl.Struct)
        is_no_time = kind.is_temporal() and not given.is_temporal()
        if given not in (pl.String, pl.Null, kind) and (is_other or is_no_time):
            raise UserError(f"Its column {name} holds {given}; it must hold {kind}.", cure=_CURE, file=path.name)


def _damaged(path: Path) -> UserError:
    return UserError("This Parquet file is damaged.", cure="Ask for it again.", file=path.name)
