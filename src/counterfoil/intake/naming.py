"""Which columns of a file are ours? By the user's mapping, else by name.

Names are compared without regard to case, and blanks, hyphens and points count as underscores, so that
Google's "image link" is image_link (both spellings: https://support.google.com/merchants/answer/7052112).
"""

from collections.abc import Mapping, Sequence
from itertools import chain

import polars as pl

from counterfoil.errors import UserError
from counterfoil.few_rows.column import STRING, Column, are_few, column
from counterfoil.few_rows.table import table
from counterfoil.intake import advice
from counterfoil.intake.header_names import plain as plain
from counterfoil.intake.mapping import LINE_NAME
from counterfoil.intake.reader import Wanted
from counterfoil.tables.contract import LINE


def resolve(theirs: Sequence[str], wanted: Wanted, *, complete: bool = True) -> dict[str, int]:
    """Return, for each of our columns that the file has, its position in `theirs`.

    Raises UserError with all faults of the mapping at once, or where a required column is found nowhere.
    `complete=False` is for later parts of a file without a header, where absent columns are merely empty.
    """
    mapping = wanted.mapping
    named = {ours: name for ours, name in mapping.columns.items() if name != LINE_NAME}
    filled = {ours for ours in mapping.columns if ours not in named} | set(mapping.constants)
    others = {ours: ours for ours in wanted.columns if ours not in named and ours not in filled}
    exact, alike = _places(theirs), _places([plain(name) for name in theirs])
    found = {ours: exact.get(name) or alike.get(plain(name), []) for ours, name in (named | others).items()}
    faults = advice.unknown_names(wanted)
    if complete:
        faults += [advice.missing(ours, theirs, wanted) for ours in named if not found[ours]]
    faults += [advice.doubled(ours, len(at), wanted) for ours, at in found.items() if len(at) > 1]
    if faults:
        raise UserError(" ".join(faults), cure=advice.CORRECT, file=mapping.file or wanted.file)
    absent = [name for name in wanted.required if not found.get(name) and name not in filled]
    if complete and absent:
        raise advice.required(absent, theirs, wanted)
    return {ours: at[0] for ours, at in found.items() if at}


def frame_of(columns: Mapping[str, Sequence[str | None]], lines: Sequence[int], wanted: Wanted) -> pl.DataFrame:
    """Return the columns as text, with `line` and what the mapping fills in."""
    series = [pl.Series(name, values, dtype=pl.String) for name, values in columns.items()]
    return filled_in(pl.DataFrame([*series, pl.Series(LINE, lines, dtype=pl.Int64)]), wanted)


def filled_in(frame: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Return the frame with the constants of the mapping, and line numbers where it asks for them."""
    numbered = [ours for ours, name in wanted.mapping.columns.items() if name == LINE_NAME]
    if not numbered and not wanted.mapping.constants:
        return frame
    return frame.with_columns(
        *(pl.lit(value).alias(ours) for ours, value in wanted.mapping.constants.items()),
        *(pl.col(LINE).cast(pl.String).alias(ours) for ours in numbered),
    )


def frame_of_records(records: list[dict[str, str]], lines: list[int], wanted: Wanted, *, first: bool) -> pl.DataFrame:
    """Return the frame of records that each name their own columns, as XML items and JSON objects do.

    Raises UserError as `resolve` does; only the `first` batch of a file is held to have every column.
    """
    theirs = list(dict.fromkeys(chain.from_iterable(records)))
    positions = resolve(theirs, wanted, complete=first)
    named = {ours: theirs[at] for ours, at in positions.items()}
    return filled_in(table([*_texts_of(records, named), column(LINE, lines, pl.Int64())]), wanted)


def _texts_of(records: list[dict[str, str]], named: Mapping[str, str]) -> list[pl.Series]:
    """Return the column of each of our names: its texts by their own name, null where a record has none."""
    if are_few(len(records)):
        return [Column(ours, [one.get(name) for one in records], STRING) for ours, name in named.items()]
    read = pl.DataFrame(records, schema=dict.fromkeys(named.values(), pl.String))
    return [read[name].alias(ours) for ours, name in named.items()]


def _places(names: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name, []).append(at)
    return places


def frame_of_known(known: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Return the wanted columns of a frame in our names, as readers of formats whose columns are known make it.

    Raises UserError as `resolve` does. Columns may be text or lists of texts; `line` is kept.
    """
    theirs = [name for name in known.columns if name != LINE]
    positions = resolve(theirs, wanted)
    return filled_in(known.select(*(pl.col(theirs[at]).alias(ours) for ours, at in positions.items()), LINE), wanted)
