"""Many cases at a time: read what is known of all of them, and write many new ones in seconds.

Tables are held against their contracts once, for all cases together, and then cut by case. The row of a case is written
last: a folder without case.parquet holds no case, and is written anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pyarrow.parquet as pq

from counterfoil.enforcement.cases.merging import Seen
from counterfoil.run.case_files import CASES, NEEDED, TABLES, CaseFiles, read_case
from counterfoil.run.outputs import told_of_disk, whole, write_parquet
from counterfoil.tables.case import Case


class KnownCases(NamedTuple):
    """All cases of a folder: their rows, their accounts (case_id, account_id), subjects and evidence; and by case the
    names of the exhibits' files, and the digests that events name."""

    rows: pl.DataFrame
    accounts: pl.DataFrame
    seen: Seen
    files: Mapping[str, frozenset[str]]
    told: Mapping[str, frozenset[str]]


def known_cases(out: Path) -> KnownCases:
    """Return what is known of the cases of a folder. Raises UserError that names the table which is damaged."""
    rows, subjects, evidence, exhibits, events = (all_of(case_folders(out), name) for name in _READ)
    accounts = subjects.filter(subject_kind="account").select("case_id", account_id="subject_id")
    files = exhibits.drop_nulls("file").select("case_id", told="file")
    digests = events.select("case_id", told="digests").explode("told").drop_nulls()
    shas = digests.with_columns(pl.col("told").str.split(" ").list.last())
    return KnownCases(rows, accounts, Seen(subjects, evidence), _by_case(files), _by_case(shas))


def _by_case(table: pl.DataFrame) -> dict[str, frozenset[str]]:
    return {case: frozenset(told) for case, told in table.group_by("case_id").agg("told").iter_rows()}


_READ = ("case", "subjects", "evidence", "exhibits", "events")


def case_folders(out: Path) -> list[Path]:
    """Return the folders of the cases in a folder."""
    return sorted(path.parent for path in out.glob("*/case.parquet"))


def read_cases(folders: Sequence[Path]) -> Iterator[CaseFiles]:
    """Yield the cases of folders, each table read for all of them at once. Raises UserError as `read_case`."""
    tables = {name: all_of(folders, name) for name in (*NEEDED, "exhibits")}
    besides = {name: contract.create_empty() for name, contract in TABLES.items() if name not in tables}
    named = {folder.name: folder for folder in folders}
    parts = {name: table.partition_by(_key(name), as_dict=True) for name, table in tables.items()}
    for case_id in tables["case"]["id"]:
        own = {name: parts[name].get((case_id,), table.clear()) for name, table in tables.items()}
        done = {
            name: all_of([named[case_id]], name) for name in besides if (named[case_id] / f"{name}.parquet").is_file()
        }
        yield CaseFiles(named[case_id], case_id, besides | own | done)


def all_of(folders: Sequence[Path], name: str) -> pl.DataFrame:
    """Return one of TABLES of all cases together. Raises UserError that names the table which is damaged."""
    empty: pl.DataFrame = TABLES[name].create_empty()
    paths = [path for folder in folders if (path := folder / f"{name}.parquet").is_file()]
    try:
        return pl.read_parquet(paths).select(empty.columns).cast(empty.schema) if paths else empty
    except (OSError, pl.exceptions.PolarsError):
        for folder in folders:
            read_case(folder)
        raise


def _key(name: str) -> str:
    return "id" if name == "case" else "case_id"


def write_new_cases(
    out: Path, tables: Mapping[str, pl.DataFrame], files: Mapping[str, Iterable[tuple[str, bytes]]]
) -> None:
    """Write the tables of new cases (all together, by the names of TABLES, `case` last) and the files of each case.

    Raises UserError where they cannot be written.
    """
    with told_of_disk(out):
        for case, own in files.items():
            (out / case / "exhibits").mkdir(parents=True, exist_ok=True)
            for name, data in own:
                (out / case / name).write_bytes(data)
        for name, table in tables.items():
            _write_by_case(out, name, TABLES[name].validate(table, cast=True))


def _write_by_case(out: Path, name: str, table: pl.DataFrame) -> None:
    key = _key(name)
    ordered = table.sort(key, maintain_order=True)
    arrow = ordered.to_arrow()
    cuts = ordered.with_row_index("first").group_by(key, maintain_order=True).agg(pl.col("first").first(), pl.len())
    for case, first, rows in cuts.iter_rows():
        pq.write_table(arrow.slice(first, rows), out / case / f"{name}.parquet", compression="zstd")


def write_list(out: Path) -> None:
    """Write cases.parquet anew from the cases of a folder."""
    with whole(out / CASES) as partial:
        write_parquet(partial, Case.validate(all_of(case_folders(out), "case"), cast=True))
