"""What is this file: its format, the table that it fits best, its columns, and what a reading would set aside?

The file is passed over twice: once for its columns in its own words, once as the table, through the mapping that is
given or drafted. So what is told of kept and rejected rows is what the next command will find.
"""

import io
from collections.abc import Callable
from itertools import islice
from typing import BinaryIO, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.inspection.column_guess import Guess, claim, guesses
from counterfoil.intake.inspection.columns import Columns, columns_of
from counterfoil.intake.inspection.mapping_draft import mapping_text
from counterfoil.intake.mapping import NO_MAPPING, Mapping, read_mapping
from counterfoil.intake.reader import OFFERS, Format, Wanted
from counterfoil.intake.source import opened, raw_batches
from counterfoil.intake.table_kinds import TABLE_KINDS, TableKind, sorted_batches
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject

_SHOWN = 5  # rejects
_CLOSE = 0.25  # a table whose claim is so near to the best is named, too

Open = Callable[[], BinaryIO]


class Asked(NamedTuple):
    """The display name of a file, and what the user says of it."""

    file: str
    table: str | None = None
    mapping: Mapping | None = None
    encoding: str | None = None


class Reading(NamedTuple):
    """What came of reading the file as the table: rows kept and rejected, the first rejects, and why it failed."""

    kept: int = 0
    rejected: int = 0
    rejects: pl.DataFrame | None = None
    failure: UserError | None = None


class Inspection(NamedTuple):
    """What a file is. `kind` is the table (`fits`: all that it must have was found), `others` come close; `draft` is
    the text of a mapping, empty where none is needed."""

    format: str
    kind: TableKind
    fits: bool
    others: list[str]
    columns: Columns
    found: dict[str, Guess]
    draft: str
    reading: Reading


def inspect(stream_of: Open, asked: Asked) -> Inspection:
    """Return what the file is; `stream_of` opens it anew from its beginning.

    Raises UserError where its format is not known, and where it cannot be read as the table the user names.
    """
    mapping = asked.mapping or NO_MAPPING
    wanted = Wanted(asked.file, (), (), mapping._replace(columns={}, constants={}), asked.encoding)
    with stream_of() as stream:
        found, _, encoding = opened(stream, wanted, product_feeds=True, others_first=asked.table != TABLE_KINDS[0].name)
    wanted = wanted._replace(encoding=encoding)
    if found.names is None:
        return _of_known_columns(stream_of, asked, found, wanted)
    with stream_of() as stream:
        names = found.names(stream, wanted)
    with stream_of() as stream:
        columns = columns_of(stream, found, wanted, names)
    every = {kind.name: guesses(columns.columns, kind) for kind in TABLE_KINDS}
    claims = {kind.name: claim(every[kind.name], kind, len(names)) for kind in TABLE_KINDS}
    kind = _named(asked) or _mapped_to(mapping, claims) or _best(claims)
    guessed = every[kind.name] if asked.mapping is None else _as_mapped(every[kind.name], mapping, columns)
    made = {"id"} if len(kind.required) > 1 else set()  # an id can be made; where it is all there is, it cannot
    stated = {*mapping.columns, *mapping.constants}
    # long texts alone are no titles: an offer without any sure column has a price at least
    sure = bool(stated) or "price" in guessed or any(guess.sure for guess in guessed.values())
    fits = sure and set(kind.required) <= {*guessed, *stated, *made}
    by_name = {ours for ours, guess in guessed.items() if guess.by_name}
    needed = asked.mapping is None and not {*kind.required, *guessed} <= by_name
    draft = mapping_text(guessed, kind, columns.columns, file=asked.file, encoding=asked.encoding) if needed else ""
    others = [
        other.name
        for other in TABLE_KINDS
        if other != kind
        and set(other.required) <= set(every[other.name])
        and 0 < claims[other.name] > claims[kind.name] - _CLOSE
    ]
    reading = _read(stream_of, asked, kind, draft) if fits else Reading()
    return Inspection(found.name, kind, fits, others, columns, guessed, draft, reading)


def _named(asked: Asked) -> TableKind | None:
    return next((kind for kind in TABLE_KINDS if kind.name == asked.table), None)


def _best(claims: dict[str, float]) -> TableKind:
    """Return the table with the highest claim; offers where none has any."""
    best = max(TABLE_KINDS, key=lambda kind: claims[kind.name])
    return best if claims[best.name] > 0 else TABLE_KINDS[0]


def _mapped_to(mapping: Mapping, claims: dict[str, float]) -> TableKind | None:
    """Return the table that has all columns which the mapping names, the likeliest if several have."""
    ours = {*mapping.columns, *mapping.constants}
    having = [kind for kind in TABLE_KINDS if ours and ours <= set(kind.columns)]
    return max(having, key=lambda kind: (len(ours & set(kind.required)), claims[kind.name]), default=None)


def _as_mapped(guessed: dict[str, Guess], mapping: Mapping, columns: Columns) -> dict[str, Guess]:
    """Return the columns that the mapping names, and those that have our own names."""
    by_name = {column.name: column for column in columns.columns}
    named = {ours: Guess(by_name[theirs], True, False) for ours, theirs in mapping.columns.items() if theirs in by_name}
    return {ours: guess for ours, guess in guessed.items() if guess.by_name} | named


def _of_known_columns(stream_of: Open, asked: Asked, found: Format, wanted: Wanted) -> Inspection:
    """Return what a file of a format is whose reader knows the columns itself."""
    holding = [kind for kind in TABLE_KINDS if found.name in kind.formats] or TABLE_KINDS[:1]
    kind = _named(asked) or max(holding, key=lambda kind: filled_columns(stream_of, asked, found, kind))
    with stream_of() as stream:
        columns = columns_of(stream, found, wanted, list(kind.columns))
    present = [column for column in columns.columns if column.filled]
    guessed = {column.name: Guess(column, sure=True, by_name=True) for column in present}
    reading = _read(stream_of, asked, kind, "")
    return Inspection(found.name, kind, True, [], columns._replace(columns=present), guessed, "", reading)


def filled_columns(stream_of: Open, asked: Asked, found: Format, kind: TableKind) -> int:
    """Return how many of the table's columns the first batch fills, 0 where one that it must have is empty."""
    is_offer = kind is TABLE_KINDS[0]
    if found.holds == OFFERS and not is_offer:
        return 0
    wanted = Wanted(asked.file, kind.columns, (), asked.mapping or NO_MAPPING, asked.encoding)
    try:
        with stream_of() as stream:
            batch = next(iter(islice(raw_batches(stream, wanted, product_feeds=is_offer), 1)), None)
    except UserError:
        return 0
    if batch is None:
        return 0
    filled = {name for name in batch.rows.columns if name != LINE and batch.rows[name].drop_nulls().len()}
    return len(filled) if set(kind.required) <= filled else 0


def _read(stream_of: Open, asked: Asked, kind: TableKind, draft: str) -> Reading:
    mapping = read_mapping(io.BytesIO(draft.encode()), file="the drafted mapping") if draft else asked.mapping
    kept = rejected = 0
    first: pl.DataFrame = Reject.create_empty()
    try:
        with stream_of() as stream:
            given = kind.read(stream, file=asked.file, mapping=mapping, encoding=asked.encoding)
            for batch in sorted_batches(given):
                kept += batch.kept.height
                rejected += batch.rejects.height
                first = pl.concat([first, batch.rejects.head(_SHOWN)]).head(_SHOWN)
    except UserError as failure:
        return Reading(kept, rejected, first, failure)
    return Reading(kept, rejected, first)
