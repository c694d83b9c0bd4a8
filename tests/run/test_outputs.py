"""A file of results is whole or absent."""

import errno
import json
import os
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.outputs import SEAL, TableWriter, frames_of, promote, why, write_json, write_parquet, write_table

TABLE = pl.DataFrame({"id": ["a", "é"], "n": [1, None]})
READ = {".parquet": pl.read_parquet, ".csv": pl.read_csv, ".json": pl.read_json, ".jsonl": pl.read_ndjson}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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


def finished(folder: Path) -> Path:
    """Return a folder of finished results."""
    (folder / "replay").mkdir(parents=True)
    for name in ("findings.parquet", "replay/rights.parquet"):
        (folder / name).write_text("new")
    write_json(folder / SEAL, {"rows": "é"})
    return folder


def test_a_finished_run_replaces_the_old_one_and_touches_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "replay").mkdir(parents=True)
    for name in (SEAL, "findings.parquet", "notes.txt", "replay/stale.parquet"):
        (out / name).write_text("old")
    promote(finished(tmp_path / "results"), out)
    assert (out / "notes.txt").read_text() == "old"
    assert (out / "findings.parquet").read_text() == "new"
    assert names_in(out / "replay") == ["rights.parquet"]
    assert json.loads((out / SEAL).read_text("utf-8")) == {"rows": "é"}
    assert names_in(tmp_path / "results") == []


def test_a_move_that_was_interrupted_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, results = tmp_path / "out", finished(tmp_path / "results")
    out.mkdir()
    (out / SEAL).write_text("old")
    moved = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == SEAL:
            raise KeyboardInterrupt
        return moved(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            promote(results, out)
    assert SEAL not in names_in(out)
    promote(results, out)
    promote(results, out)
    assert names_in(out) == ["findings.parquet", "replay", SEAL]


def test_a_full_disk_is_an_error_of_the_system_whatever_writes(tmp_path: Path) -> None:
    many = pl.DataFrame({"id": [str(number * 7919) for number in range(50_000)]})
    with pytest.raises(OSError, match="No space left") as caught:
        write_parquet(Path("/dev/full"), many)
    assert why(caught.value) == os.strerror(errno.ENOSPC)


def test_the_same_rows_give_the_same_bytes_however_they_come(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": [f"é{number % 700}" for number in range(25_000)], "n": range(25_000)})
    for size in (25_000, 9_999, 777):
        with TableWriter(tmp_path / str(size), rows.clear()) as writer:
            for part in rows.iter_slices(size):
                writer.append(part)
    assert len({(tmp_path / str(size)).read_bytes() for size in (25_000, 9_999, 777)}) == 1
    assert pl.read_parquet(tmp_path / "777").equals(rows)


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


def test_lists_are_refused_in_csv_that_is_to_be_read_again(tmp_path: Path) -> None:
    table = pl.DataFrame({"id": ["=1"], "alias": [["a", "b"]]})
    with pytest.raises(UserError, match=r"has no room.*parquet"):
        write_table(tmp_path / "t.csv", table)
    assert list(tmp_path.iterdir()) == []
    write_table(tmp_path / "t.csv", table, for_people=True)
    assert (tmp_path / "t.csv").read_text() == "id,alias\n'=1,a; b\n"
