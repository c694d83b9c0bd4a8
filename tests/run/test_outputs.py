"""A file of results is whole or absent."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.outputs import SEAL, TableWriter, frames_of, staged, write_json, write_table

TABLE = pl.DataFrame({"id": ["a", "é"], "n": [1, None]})
READ = {".parquet": pl.read_parquet, ".csv": pl.read_csv, ".json": pl.read_json, ".jsonl": pl.read_ndjson}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail_in(folder: Path, fault: BaseException) -> None:
    with staged(folder) as work:
        (work / "findings.parquet").write_text("half")
        raise fault


@pytest.mark.parametrize("ending", sorted(READ))
def test_a_table_is_read_back_as_it_was_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "new" / f"prices{ending}"
    write_table(path, TABLE)
    assert READ[ending](path).equals(TABLE)
    assert names_in(path.parent) == [path.name]


@pytest.mark.parametrize("name", ["prices.xlsx", "prices", ".parquet"])
def test_another_ending_is_refused_with_the_cure(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"no table format. Use one of .parquet, .csv"):
        write_table(tmp_path / name, TABLE)
    assert names_in(tmp_path) == []


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken.csv").mkdir()
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "taken.csv", tmp_path / "file" / "prices.csv"):
        with pytest.raises(UserError, match="cannot be written"):
            write_table(path, TABLE)
    assert names_in(tmp_path) == ["file", "taken.csv"]


def test_a_finished_run_replaces_the_old_one_and_touches_nothing_else(tmp_path: Path) -> None:
    for name in (SEAL, "findings.parquet", "notes.txt"):
        (tmp_path / name).write_text("old")
    with staged(tmp_path) as work:
        (work / "findings.parquet").write_text("new")
        assert (tmp_path / SEAL).read_text() == "old"
        write_json(work / SEAL, {"rows": "é"})
    assert (tmp_path / "notes.txt").read_text() == "old"
    assert (tmp_path / "findings.parquet").read_text() == "new"
    assert json.loads((tmp_path / SEAL).read_text("utf-8")) == {"rows": "é"}
    assert not (tmp_path / ".partial").exists()


@pytest.mark.parametrize("fault", [UserError("No.", cure="Yes."), KeyboardInterrupt(), MemoryError()])
def test_a_failed_run_leaves_the_old_results_whole(tmp_path: Path, fault: BaseException) -> None:
    (tmp_path / SEAL).write_text("old")
    with pytest.raises(type(fault)):
        fail_in(tmp_path, fault)
    assert names_in(tmp_path) == [SEAL]


def test_a_full_disk_is_a_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be written \(No space left on device\)"), staged(tmp_path):
        raise OSError(28, os.strerror(28))


def test_frames_are_appended_and_read_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    with TableWriter(path, TABLE.clear()) as writer:
        for start in (0, 3, 3, 7):
            writer.append(pl.DataFrame({"id": [str(start)], "n": [start]}).head(start))
    assert writer.rows == 3
    assert [frame["n"].to_list() for frame in frames_of(path, rows=2)] == [[3, 3], [7]]
    with TableWriter(path, TABLE.clear()):
        pass
    assert pl.read_parquet(path).schema == TABLE.schema
