"""Is the command run as a user would run it, and is what it left written down?"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import command
import polars as pl
import pytest
import report
from figures import Figure
from files import DEALER, HERE, MYNTRA, ROW

import run

KEYS = {"name", "value", "unit", "target", "peers", "data", "command", "commit"}
FIGURES = [Figure("replica recall", 0.5, "share of rows", ">= 0.80", {"bad word": 0.0}, "a.csv: 1 of 2 rows")]
ROWS = pl.DataFrame(
    {
        "ProductName": ["Cap", "Coat"],
        "ProductBrand": ["A", "B"],
        "Price (INR)": ["9", "8"],
        "Description": ["", ""],
        "Gender": ["", ""],
    }
).with_row_index(ROW, offset=1)


def leave_outputs(arguments: list[str], **_: Any) -> SimpleNamespace:
    out = Path(arguments[arguments.index("-o") + 1])
    out.mkdir()
    pl.DataFrame({"subject_id": ["2"], "decision": ["hold"]}).write_parquet(out / "decisions.parquet")
    finding = {
        "subject_kind": "offer",
        "subject_id": "2",
        "right_id": "r-1",
        "kind": "price",
        "weight": 1,
        "field": "price",
    }
    pl.DataFrame([finding, {**finding, "subject_kind": "seller", "subject_id": "s"}]).write_parquet(
        out / "findings.parquet"
    )
    pl.DataFrame({"line": [2]}).write_parquet(out / "rejects.parquet")
    return SimpleNamespace(returncode=0, stderr="")


def test_decisions_come_back_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.subprocess, "run", leave_outputs)
    screened = command.screen(ROWS, MYNTRA, tmp_path, prices=None)
    assert screened.rows.select(ROW, "decision").rows() == [(1, command.REJECTED), (2, "hold")]
    assert screened.findings.rows() == [(2, "r-1", "price", 1, "price")]
    assert screened.rejects == 1


def test_only_mapped_columns_reach_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.subprocess, "run", leave_outputs)
    command.screen(ROWS, MYNTRA, tmp_path, prices=None)
    written = pl.read_csv(tmp_path / MYNTRA.name)
    assert written.columns == [ROW, "ProductName", "ProductBrand", "Price (INR)", "Description"]


@pytest.mark.parametrize(("source", "given"), [(MYNTRA, True), (DEALER, False)], ids=["tested", "reference"])
def test_reference_prices_never_judge_the_catalogue_they_come_from(
    source: Any, given: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(command.subprocess, "run", lambda line, **_: seen.append(line) or leave_outputs(line))
    rows = ROWS.with_columns(pl.lit("").alias(name) for name in ("name", "brand", "price", "reference", "condition"))
    command.screen(rows, source, tmp_path, prices=tmp_path / "prices.parquet")
    assert ("--prices" in seen[0]) is given


def test_a_failing_command_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        command.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=2, stderr="No such file.")
    )
    with pytest.raises(command.CommandError, match="screen ended with 2: No such file"):
        command.screen(ROWS, MYNTRA, tmp_path, prices=None)


@pytest.mark.parametrize(("half", "name"), [("all", "results.json"), ("held-out", "results-held-out.json")])
def test_results_are_written_with_every_key(half: str, name: str, tmp_path: Path) -> None:
    report.write_results(FIGURES, half, out=tmp_path)
    records = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    assert [set(record) for record in records] == [KEYS]
    assert records[0]["command"] == f"python benchmarks/screening/run.py --half {half}"


def test_frozen_results_have_every_key() -> None:
    frozen = HERE / "results.json"
    if not frozen.is_file():
        pytest.skip("no results are frozen yet: make benchmark")
    records = json.loads(frozen.read_text(encoding="utf-8"))
    assert records
    assert all(set(record) == KEYS for record in records)


@pytest.mark.parametrize(("half", "lines"), [("development", 0), ("held-out", 1), ("all", 1)])
def test_looks_at_held_out_rows_are_counted(half: str, lines: int, tmp_path: Path) -> None:
    (tmp_path / "openings.csv").write_text("", encoding="utf-8")
    report.append_opening(FIGURES, half=half, date="2026-11-01", out=tmp_path)
    written = (tmp_path / "openings.csv").read_text(encoding="utf-8").splitlines()
    assert len(written) == lines
    assert all(line.startswith("2026-11-01,") and line.endswith(f",{half},0.5,,,") for line in written)


def test_without_the_files_it_says_so_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "LISTINGS", tmp_path / "absent")
    monkeypatch.setattr("sys.argv", ["run.py"])
    run.main()
    assert "nothing was measured" in capsys.readouterr().out
