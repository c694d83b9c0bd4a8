"""Write a run's results so that a file is whole or absent.

Tables are written under other names and renamed at the end, `run.json` last: a folder without run.json holds
no finished run. What an earlier run left there is replaced, nothing else is touched.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from counterfoil.documents.flat import flat
from counterfoil.errors import UserError

SEAL = "run.json"
FILES = "files"  # of the unit of results: what moves up
SUFFIXES = (".parquet", ".csv", ".json", ".jsonl")
GROUP = 10_000  # rows of a row group


class TableWriter:
    """Append frames of one schema to a Parquet file, GROUP rows to a row group, however they come: memory does not
    grow, and the same rows give the same bytes."""

    def __init__(self, path: Path, empty: pl.DataFrame) -> None:
        self._schema = empty.to_arrow().schema
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting = empty.clear()
        self.rows = 0

    def append(self, frame: pl.DataFrame) -> None:
        """Take in the rows of a frame; they are written once there are enough."""
        self._waiting = pl.concat([self._waiting, frame]) if self._waiting.height else frame
        self.rows += frame.height
        while self._waiting.height >= GROUP:
            self._write(self._waiting.head(GROUP))
            self._waiting = self._waiting.slice(GROUP)

    def _write(self, rows: pl.DataFrame) -> None:
        self._writer.write_table(rows.rechunk().to_arrow().cast(self._schema))

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            with suppress(OSError):  # the disk may be full: what was raised before says so
                self._writer.close()
            return
        if self._waiting.height:
            self._write(self._waiting)
        self._writer.close()


def write_parquet(path: Path, table: pl.DataFrame) -> None:
    """Write a table as Parquet. Raises OSError on a full disk, which Polars tells as an error of its own."""
    with TableWriter(path, table.clear()) as writer:
        writer.append(table)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield a working folder inside `folder`; on success its files move up; on failure it is removed.

    Raises UserError where the folder cannot be made or the disk is full.
    """
    work = folder / ".partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
        promote(work, folder)
    except OSError as cause:
        raise _not_written(folder, cause) from cause
    finally:
        shutil.rmtree(work, ignore_errors=True)


def promote(results: Path, folder: Path) -> None:
    """Move the finished results into their folder, run.json last; a move that was interrupted is taken up again."""
    if (results / SEAL).exists():
        (folder / SEAL).unlink(missing_ok=True)
    for path in sorted(results.iterdir(), key=lambda path: path.name == SEAL):
        if path.is_dir():  # a folder does not take the place of one that is not empty
            shutil.rmtree(folder / path.name, ignore_errors=True)
        path.replace(folder / path.name)


def why(cause: OSError) -> str:
    """Return in words why something could not be written."""
    return os.strerror(cause.errno) if cause.errno else str(cause)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a JSON object for people and programs to read."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all. Raises UserError where it cannot be written."""
    with whole(path) as partial:
        partial.write_text(text, encoding="utf-8")


def checked_ending(path: Path) -> None:
    """Raise UserError where the name ends in no table format, before any work is done for it."""
    if path.suffix not in SUFFIXES:
        raise UserError(
            f"The ending {path.suffix or '(none)'} is no table format.",
            cure=f"Use one of {', '.join(SUFFIXES)}.",
            file=str(path),
        )


def write_table(path: Path, table: pl.DataFrame, *, for_people: bool = False) -> None:
    """Write a table in the format that the name ends in, whole or not at all.

    `for_people`: in CSV no text is one that a spreadsheet would run; a table that is read again stays as it is.
    Raises UserError for another ending, lists that are to be read again from CSV, or where the file cannot be written.
    """
    checked_ending(path)
    if path.suffix == ".csv" and for_people:
        table = flat(table)
    if path.suffix == ".csv" and any(dtype.is_nested() for dtype in table.dtypes):
        cure = "Name a file that ends in .parquet, .json or .jsonl."
        raise UserError("The table has lists, for which CSV has no room.", cure=cure, file=str(path))
    with whole(path) as partial:
        _write(partial, table, ending=path.suffix)


@contextmanager
def told_of_disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses while files are written into a folder into a UserError."""
    try:
        yield
    except OSError as cause:
        raise _not_written(folder, cause) from cause


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield a name beside `path` to write under; it takes the place of `path` on success and is gone on failure."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.replace(path)
    except OSError as cause:
        raise _not_written(path, cause) from cause
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _not_written(path: Path, cause: OSError) -> UserError:
    problem = f"The file cannot be written ({why(cause)})."
    return UserError(problem, cure="Free some space, or name another file.", file=str(path))


def _write(partial: Path, table: pl.DataFrame, *, ending: str) -> None:
    if ending == ".parquet":
        write_parquet(partial, table)
    elif ending == ".csv":
        table.write_csv(partial)
    elif ending == ".json":
        table.write_json(partial)
    else:
        table.write_ndjson(partial)


def frames_of(path: Path, *, rows: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of a Parquet file in frames of at most `rows`."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=rows):
            frame = pl.from_arrow(pa.Table.from_batches([batch]))
            assert isinstance(frame, pl.DataFrame)
            yield frame
