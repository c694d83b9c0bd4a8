"""A whole tracking report on small files: what is written, what is set aside, and what is left after a failure."""

import errno
import json
import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from counterfoil.cli.track import track
from counterfoil.errors import UserError
from counterfoil.run.inputs import digest_of

EXAMS = """shipment_id,facility,selected_for,examined_at,inspector,result
SHP-1,9529001000013,2026-09-28,2026-09-28T17:10:00Z,inspector:4,counterfeit
SHP-2,9529001000013,2026-09-28,2026-09-28T18:10:00Z,inspector:4,nothing found
SHP-3,9529001000020,2026-09-28,2026-09-28T18:10:00Z,inspector:7,nothing found
"""
BAD = "SHP-4,9529001000020,2026-09-28,2026-09-28T18:10:00Z,inspector:7,perhaps\n"
SHIPMENTS = """shipment_id,consignor,external_seller_id,declared_value,currency
SHP-1,Jo Moss,s-1,100.00,USD
SHP-2,9529001000013,s-2,200.00,USD
SHP-3,"=cmd|' /C calc'!A0",s-2,300.00,USD
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    exams, shipments = tmp_path / "examinations.csv", tmp_path / "shipments.csv"
    exams.write_text(EXAMS, encoding="utf-8")
    shipments.write_text(SHIPMENTS, encoding="utf-8")
    return exams, shipments


def called(*words: object) -> Result:
    return CliRunner().invoke(track, [str(word) for word in words], env={"COLUMNS": "100"})


def test_the_page_its_tables_and_its_queries_are_written_and_sealed(files: tuple[Path, Path], tmp_path: Path) -> None:
    page, folder = tmp_path / "out" / "tracking.html", tmp_path / "out" / "tracking"
    result = called(*files, "--day", "2026-10-01", "-o", page)
    assert result.exit_code == 0, result.output
    assert "1 of 3 shipments opened held counterfeits." in result.output
    assert "Not shown" in result.output
    record = json.loads((folder / "run.json").read_text("utf-8"))
    assert {name for name in record["outputs"] if name != page.name} | {"run.json"} == {
        path.name for path in folder.iterdir()
    }
    assert all(
        digest_of(page if name == page.name else folder / name) == digest for name, digest in record["outputs"].items()
    )
    found = pl.read_csv(folder / "found_by_facility.csv", schema_overrides={"label": pl.String})
    assert found.select("label", "value", "cases").rows() == [("9529001000013", 0.5, 2), ("9529001000020", 0.0, 1)]
    assert "-- found_by_facility: " in (folder / "queries.sql").read_text("utf-8")
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert not re.search(r"""(?:src|href)=["']https?:""", html)


def test_no_name_of_a_consignor_is_written_and_no_cell_runs(files: tuple[Path, Path], tmp_path: Path) -> None:
    page = tmp_path / "tracking.html"
    assert called(*files, "--day", "2026-10-01", "-o", page).exit_code == 0
    written = [path for path in (tmp_path / "tracking").iterdir() if path.suffix in (".csv", ".json", ".sql")]
    for path in (page, *written):
        text = path.read_text("utf-8")
        assert "Moss" not in text
        assert "calc" not in text


def test_a_bad_row_is_told_and_the_others_count(files: tuple[Path, Path], tmp_path: Path) -> None:
    exams, shipments = files
    exams.write_text(EXAMS + BAD, encoding="utf-8")
    result = called(exams, shipments, "--day", "2026-10-01", "-o", tmp_path / "tracking.html")
    assert result.exit_code == 0, result.output
    assert "examinations.csv, line 5: result is one of five (“perhaps”)" in result.output
    rejects = pl.read_parquet(tmp_path / "tracking" / "rejects.parquet")
    assert rejects["line"].to_list() == [5]


def test_costs_are_read_and_noted(files: tuple[Path, Path], tmp_path: Path) -> None:
    costs = tmp_path / "costs.toml"
    costs.write_text('currency = "EUR"\n[rates]\ninspector = "60"\n[minutes]\n"opened of shipment" = "10"\n', "utf-8")
    result = called(*files, "--costs", costs, "--day", "2026-10-01", "-o", tmp_path / "tracking.html")
    assert "EUR 30.00 for each counterfeit shipment found" in result.output
    record = json.loads((tmp_path / "tracking" / "run.json").read_text("utf-8"))
    assert {"role": "costs", "name": "costs.toml"}.items() <= record["files"][-1].items()


@pytest.mark.parametrize(
    ("out", "more", "problem"),
    [
        ("page.pdf", (), "The page is one of HTML."),
        ("page.html", ("--costs", "examinations.csv"), "This is no TOML"),
        ("page.html", ("--costs", "nowhere.toml"), "There is no such file."),
        ("page.html", ("--prevalence", "nowhere"), "There is no such file."),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_left(
    files: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    out: str,
    more: tuple[str, ...],
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = called(*files, *more, "--day", "2026-10-01", "-o", out)
    assert isinstance(result.exception, UserError)
    assert problem in str(result.exception)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_without_tables_says_what_to_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = called(empty, "--day", "2026-10-01", "-o", tmp_path / "page.html")
    assert "None of these folders holds a table." in str(result.exception)


@pytest.mark.parametrize("failing", ["write_json", "write_table", "digest_of"])
def test_what_fails_while_it_is_written_leaves_page_and_folder_as_they_were(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    out = tmp_path / "out"
    assert called(*files, "--day", "2026-10-01", "-o", out / "tracking.html").exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"counterfoil.run.tracking.{failing}", full)
    result = called(*files, "--day", "2026-10-02", "-o", out / "tracking.html")
    assert isinstance(result.exception, UserError)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_page_that_cannot_be_put_in_its_place_leaves_the_folder_as_it_was(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (out / "tracking.html" / "a folder of that name").mkdir(parents=True)
    result = called(*files, "--day", "2026-10-02", "-o", out / "tracking.html")
    assert isinstance(result.exception, UserError)
    assert [path for path in out.rglob("*") if path.is_file()] == []
