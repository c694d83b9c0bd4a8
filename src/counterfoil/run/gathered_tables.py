"""Gather tables of many kinds from files and result folders: each file is known by its columns, Parquet stays lazy.

A scorecard, a tracking report and a transparency report all begin here. A folder gives every table in it that is known
here, also those of cases and runs below it; a file that the user names must be one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import dataframely as dy
import polars as pl
import pyarrow.parquet as pq

from counterfoil.errors import UserError
from counterfoil.intake.actions import read_actions
from counterfoil.intake.by_contract import read_as, required_of
from counterfoil.intake.inspection.inspect import Asked, inspect
from counterfoil.intake.mapping import NO_MAPPING
from counterfoil.intake.order_files import read_duty_acts, read_payouts
from counterfoil.intake.reader import Wanted
from counterfoil.intake.source import opened as format_of
from counterfoil.intake.table_kinds import TABLE_KINDS, Read, TableKind, sorted_batches
from counterfoil.run.held_parquet import columns_of, held_parquet
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.action import Action
from counterfoil.tables.contract import LINE
from counterfoil.tables.duty_act import DutyAct
from counterfoil.tables.payout import Payout
from counterfoil.tables.reject import Reject
from counterfoil.tables.table_names import CONTRACTS

_READERS: Final[dict[type[dy.Schema], Read]] = {Action: read_actions, DutyAct: read_duty_acts, Payout: read_payouts}
SOURCE, ROW = "source", "row"  # beside the columns of every gathered table
OWN: Final = "own_"  # before the name of a contract's own column that is called so too
_PLACE: Final = "place in the file"
NOT_OURS: Final = ("replay", "images")  # folders of a run that hold copies of its inputs


@dataclass
class Gathered:
    """Tables by the name of their contract's file (event, notice, dossier …); one that was not given is missing here.

    Each has the columns of its contract, `source` (the file, as the user would find it) and `row` (its place there,
    from 1; the line of a text file). A contract's own column of such a name (how an action came to be known) is
    `own_source` or `own_row` here. `inputs` remembers digests and rejects for run.json.
    """

    tables: Mapping[str, pl.LazyFrame]
    inputs: Inputs = field(default_factory=Inputs)

    def of(self, name: str) -> pl.LazyFrame | None:
        """Return a table by the name of its contract, or None where no file of it was given."""
        return self.tables.get(name)

    def rejects(self) -> pl.DataFrame:
        """Return the rows that could not be used (contract Reject); their file as `source` names it."""
        return pl.concat([Reject.create_empty(), *self.inputs.rejects])


def gathered(paths: Iterable[Path]) -> Gathered:
    """Return all tables of the files and folders. Raises UserError for a named file that is no table of ours."""
    inputs = Inputs()
    parts: dict[str, list[pl.LazyFrame]] = {}
    for path, shown, is_named in _files(paths):
        found = _table_of(path, shown, inputs, is_named=is_named)
        if found is not None:
            name, frame = found
            parts.setdefault(name, []).append(frame)
    tables = {name: pl.concat(parts[name], how="vertical") for name in CONTRACTS if name in parts}
    return Gathered(tables, inputs)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str, bool]]:
    """Yield each file once, under the name that a reader would look for it by, and whether the user named it."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
        for file in inside:
            within = file.relative_to(path.parent)
            skipped = path.is_dir() and any(part in NOT_OURS or part.startswith(".") for part in within.parts)
            if skipped or file.resolve() in seen:
                continue
            seen.add(file.resolve())
            yield file, within.as_posix(), not path.is_dir()


def _table_of(path: Path, shown: str, inputs: Inputs, *, is_named: bool) -> tuple[str, pl.LazyFrame] | None:
    with opened(path) as stream:
        is_parquet = stream.read(4) == b"PAR1"
    if not is_parquet:
        return _text_table(path, inputs)
    name = _fitting(columns_of(path), path.stem)
    if name is None:
        if is_named:
            raise UserError(
                "Its columns are of no table that is known here.",
                cure=f"Run: counterfoil inspect {path}",
                file=path.name,
            )
        return None
    held = held_parquet(path, CONTRACTS[name], shown=shown, place=_PLACE)
    inputs.note(name, path, rows=pq.read_metadata(path).num_rows - held.rejects.height)
    inputs.rejects.append(held.rejects)
    return name, _typed(held.kept, CONTRACTS[name], shown)


def _typed(frame: pl.LazyFrame, contract: type[dy.Schema], shown: str) -> pl.LazyFrame:
    """Return the columns of the contract in its order and types, those that are missing empty, and where rows are."""
    there = frame.collect_schema().names()
    types = contract.create_empty().schema
    own = {
        name: (pl.col(name) if name in there else pl.lit(None)).cast(kind).alias(name) for name, kind in types.items()
    }
    placed = {SOURCE: pl.lit(shown).alias(SOURCE), ROW: pl.col(_PLACE).cast(pl.Int64).alias(ROW)}
    told = {OWN + name: own[name].alias(OWN + name) for name in placed if name in own}
    return frame.select(list((own | placed | told).values()))


def _fitting(columns: list[str], stem: str) -> str | None:
    """Return the contract whose needed columns are all there, and which has all others; of several, by the name."""
    fits = [
        name
        for name, contract in CONTRACTS.items()
        if set(required_of(contract)) <= set(columns)
        and (set(columns) <= set(contract.column_names()) or stem.startswith(name))  # results may carry more
    ]
    fits.sort(key=lambda name: (not stem.startswith(name), len(CONTRACTS[name].column_names()) - len(columns)))
    return fits[0] if fits else None


def _text_table(path: Path, inputs: Inputs) -> tuple[str, pl.LazyFrame]:
    """Return a table from text: under our own names by its contract, else as `inspect` knows it."""
    with opened(path) as stream:
        wanted = Wanted(path.name, (), (), NO_MAPPING, None)
        found, whole, encoding = format_of(stream, wanted, product_feeds=True, others_first=True)
        names = found.names(whole, wanted._replace(encoding=encoding)) if found.names else []
    name = _fitting(names, path.stem) if names else None
    kinds = {kind.contract: kind.read for kind in TABLE_KINDS} | _READERS
    if name is None:
        inspected = _inspected(path).contract
        name = next(one for one, contract in CONTRACTS.items() if contract is inspected)
    read = kinds.get(CONTRACTS[name], partial(read_as, contract=CONTRACTS[name]))
    with opened(path) as stream:
        results = list(sorted_batches(read(stream, file=path.name)))
    kept = pl.concat([one.kept for one in results])
    inputs.note(name, path, rows=kept.height)
    inputs.rejects.extend(one.rejects for one in results)
    numbered = kept.with_columns(pl.col(LINE).alias(_PLACE)).drop(LINE).lazy()
    return name, _typed(numbered, CONTRACTS[name], path.name)


def _inspected(path: Path) -> TableKind:
    found = inspect(lambda: opened(path), Asked(path.name))
    if not found.fits or found.draft or found.kind.contract not in CONTRACTS.values():
        raise UserError(
            "This file is no table that is known here under our column names.",
            cure=f"Run: counterfoil inspect {path} --draft-mapping mapping.toml",
            file=path.name,
        )
    return found.kind
