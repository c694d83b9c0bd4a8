"""Keep a register of rights up to date: apply what an office publishes daily, in the order of its transactions.

The register is a Parquet file of rights, read and written in frames, so that memory holds one file's marks and
PASS_ROWS more, whatever the size of the register. The columns that an office tells are replaced; what the owner added
(aliases, floors, dealers, recordation) stays. A mark that is older than what the register knows is passed over.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.rights import read_register
from counterfoil.run.inputs import mapping_in, opened
from counterfoil.run.outputs import TableWriter, frames_of, whole
from counterfoil.run.register_rows import NUMBER, Classed, classed, latest_of, with_known_ids
from counterfoil.tables.reject import Reject
from counterfoil.tables.right import Right, has_no_words, is_over

FRAME_ROWS = 50_000  # rows of the register in memory at a time
PASS_ROWS = 200_000  # updates gathered before the register is gone through
ENDING = ".parquet"
EMPTY = Right.create_empty()


@dataclass
class Applied:
    """Counts: marks read and set aside; of those read new, changed, dead (over now, not before), unchanged, older
    (the register or a later line knows better); and what the register then holds."""

    files: int = 0
    read: int = 0
    rejected: int = 0
    new: int = 0
    changed: int = 0
    dead: int = 0
    unchanged: int = 0
    older: int = 0
    rows: int = 0
    over: int = 0
    without_words: int = 0
    rejects: pl.DataFrame = field(default_factory=Reject.create_empty)

    def count(self, told: Classed) -> None:
        """Add the counts of a part of the register."""
        for name in {one.name for one in fields(self)} & set(told.counts):
            setattr(self, name, getattr(self, name) + told.counts[name])


def run_register(files: Sequence[Path], *, out: Path, mapping: Path | None, encoding: str | None) -> Applied:
    """Apply `files` in turn to the first, which may be a register or any file of rights, and write `out`.

    Raises UserError where a file cannot be read or `out` is no Parquet; `out` is then as it was, or absent.
    """
    if out.suffix != ENDING:
        raise UserError(f"A register is written as Parquet, not {out.suffix or 'without ending'}.",
                        cure=f"Name a file that ends in {ENDING}.", file=str(out))  # fmt: skip
    columns, done = mapping_in(mapping), Applied()
    base = files[0] if _is_register(files[0]) else None
    with _working_folder(out) as work:
        current = base
        for at, updates in enumerate(_passes(files[1:] if base else files, columns, encoding, done)):
            current = _passed(current, updates, work / f"{at}{ENDING}", done)
        with whole(out) as partial:
            shutil.copyfile(current or files[0], partial)
    return done


def _passes(
    files: Sequence[Path], columns: Mapping | None, encoding: str | None, done: Applied
) -> Iterator[pl.DataFrame]:
    """Yield what the files tell, in parts of about PASS_ROWS, with `place` in the order they came; one at least."""
    gathered, rows, place = [EMPTY.with_columns(place=pl.lit(0, dtype=pl.Int64)).clear()], 0, 0
    for path in files:
        with opened(path) as stream:
            told = read_register(stream, file=path.name, mapping=columns, encoding=encoding)
        done.files += 1
        done.read += told.kept.height + told.rejects.height
        done.rejected += told.rejects.height
        done.rejects = pl.concat([done.rejects, told.rejects])
        found = told.kept.select(EMPTY.columns)
        gathered.append(found.with_columns(place=pl.int_range(place, place + pl.len(), dtype=pl.Int64)))
        rows, place = rows + found.height, place + found.height
        if rows >= PASS_ROWS:
            yield pl.concat(gathered)
            gathered, rows = gathered[:1], 0
    yield pl.concat(gathered)


def _passed(current: Path | None, updates: pl.DataFrame, target: Path, done: Applied) -> Path:
    """Go through the register once and return the file that then is it: `current` itself where nothing changed."""
    latest = latest_of(with_known_ids(updates, _numbers(updates, current)))
    done.older += updates.height - latest.height
    done.rows = done.over = done.without_words = 0
    met, differs = latest.select("id").clear(), False
    with TableWriter(target, EMPTY) as writer:
        for frame in frames_of(current, rows=FRAME_ROWS) if current else ():
            told = classed(frame, latest)
            differs = differs or told.differs
            met = pl.concat([met, told.met])
            _written(told, writer, done)
        new = latest.join(met, on="id", how="anti", maintain_order="left").select(EMPTY.columns)
        for frame in new.iter_slices(FRAME_ROWS):
            _written(Classed(frame, met.clear(), {"new": frame.height}), writer, done)
    return target if differs or new.height or current is None else current


def _numbers(updates: pl.DataFrame, current: Path | None) -> pl.DataFrame:
    """Return id, office and registration number of the marks, in the register or among the updates, whose number a
    row of a list gives."""
    columns, number = ["id", *NUMBER], pl.col("registration_number")
    listed, of_office = pl.col("application_number").is_null(), pl.col("application_number").is_not_null()
    asked = updates.filter(listed & number.is_not_null())["registration_number"].unique()
    told = updates.filter(of_office & number.is_in(asked.implode())).select(columns)
    if current is None or asked.is_empty():
        return told.unique()
    in_register = pl.scan_parquet(current).filter(of_office & number.is_in(asked.implode())).select(columns).collect()
    return pl.concat([told, in_register]).unique()


def _written(told: Classed, writer: TableWriter, done: Applied) -> None:
    writer.append(told.rows)
    done.count(told)
    done.rows += told.rows.height
    over, wordless = told.rows.select(is_over().sum(), (has_no_words() & ~is_over()).sum()).row(0)
    done.over, done.without_words = done.over + over, done.without_words + wordless


def _is_register(path: Path) -> bool:
    """Tell whether the file is a register as this module writes it; any other is read as a list of rights."""
    with opened(path) as stream:
        if stream.read(4) != b"PAR1":
            return False
    try:
        return pl.read_parquet_schema(path) == EMPTY.schema
    except pl.exceptions.PolarsError:
        return False


@contextmanager
def _working_folder(out: Path) -> Iterator[Path]:
    """Yield a folder beside `out`, which is gone afterwards. Raises UserError where it cannot be made or filled."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as name:
            yield Path(name)
    except OSError as cause:
        problem = f"The register cannot be written ({cause.strerror or cause})."
        raise UserError(problem, cure="Free some space, or name another file.", file=str(out)) from cause
