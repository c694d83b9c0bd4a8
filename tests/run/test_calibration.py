"""From the example screening and its labels to a calibrated model that screens again, and to an evaluation."""

import json
import sys
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.tables.accuracy import Accuracy
from integration.commands import EXAMPLES, called, screen_example

LABELS = EXAMPLES / "labels.csv"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screened") / "out"
    assert called(*screen_example(folder)).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def model(out: Path) -> Path:
    written = out.parent / "screening-2.toml"
    result = called("calibrate", "screening", out, "--labels", LABELS, "-o", written)
    assert result.exit_code == 0, result.output
    assert "all screened offers" in result.output
    return written


def error_of(*words: object) -> UserError:
    raised = called(*words).exception
    assert isinstance(raised, UserError), raised
    return raised


def test_a_calibrated_model_screens_the_examples_with_probabilities(model: Path, tmp_path: Path) -> None:
    result = called(*screen_example(tmp_path / "again", "--model", model))
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "again" / "run.json").read_text("utf-8"))["model"] == "screening-2"
    assessed = pl.read_parquet(tmp_path / "again" / "assessments.parquet").sort("weight")
    assert assessed["probability"].is_between(0, 1).all()
    assert assessed["probability"].equals(assessed["probability"].round(6))
    assert assessed["probability"].diff().drop_nulls().ge(0).all()


def test_the_same_labels_and_seed_give_the_same_file(out: Path, model: Path, tmp_path: Path) -> None:
    again = tmp_path / "new folder" / "model.toml"
    assert called("calibrate", "screening", out, "--labels", LABELS, "-o", again).exit_code == 0
    assert again.read_bytes() == model.read_bytes()
    assert [path.name for path in again.parent.iterdir()] == ["model.toml"]


def test_without_audit_labels_the_terminal_and_the_file_say_so(out: Path, tmp_path: Path) -> None:
    labels = pl.read_csv(LABELS, infer_schema=False)
    genuine = labels.filter(pl.col("label") == "genuine").with_columns(origin=pl.lit("upheld appeal"))
    reviewed = pl.concat([labels.filter(pl.col("origin") != "random audit"), genuine]).unique("subject_id")
    reviewed.write_csv(tmp_path / "reviewed.csv")
    words = ("--labels", tmp_path / "reviewed.csv", "-o", tmp_path / "m.toml")
    result = called("calibrate", "screening", out, *words)
    assert result.exit_code == 0, result.output
    assert "valid among reviewed only" in result.output
    assert 'valid_for = "valid among reviewed only"' in (tmp_path / "m.toml").read_text("utf-8")
    assert called(*screen_example(tmp_path / "again", "--model", tmp_path / "m.toml")).exit_code == 0
    assert pl.read_parquet(tmp_path / "again" / "assessments.parquet")["probability"].null_count() > 0


def test_a_model_is_never_overwritten(out: Path, model: Path) -> None:
    before = model.read_bytes()
    error = error_of("calibrate", "screening", out, "--labels", LABELS, "-o", model)
    assert "never overwritten" in error.problem
    assert model.read_bytes() == before


def test_a_place_that_cannot_be_written_to_is_explained(out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = error_of("calibrate", "screening", out, "--labels", LABELS, "-o", tmp_path / "file" / "m.toml")
    assert error.problem.startswith("The file cannot be written")


def test_without_the_extra_the_cure_is_named(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("counterfoil.run.calibration", "counterfoil.calib"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    error = error_of("calibrate", "screening", out, "--labels", LABELS, "-o", tmp_path / "m.toml")
    assert error.problem == "Calibration needs the library scipy.optimize, which is not installed."
    assert "counterfoil[learn]" in error.cure


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    words = ("--labels", LABELS, "-o", tmp_path / "m.toml")
    assert "no finished run" in error_of("calibrate", "screening", tmp_path, *words).problem
    assert not (tmp_path / "m.toml").exists()


def test_labels_set_aside_are_named(out: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(LABELS.read_text("utf-8") + "o-1,,fake,random audit,1,\n", encoding="utf-8")
    result = called("evaluate", out, "--labels", tmp_path / "labels.csv")
    assert result.exit_code == 0
    assert "1 rows set aside" in result.output
    assert "(“fake”)" in result.output.replace("\n", " ")


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "jsonl"])
def test_an_evaluation_is_written_by_its_ending(out: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"accuracy.{ending}"
    result = called("evaluate", out / "decisions.parquet", "--labels", LABELS, "-o", file)
    assert result.exit_code == 0, result.output
    read = {"csv": pl.read_csv, "json": pl.read_json, "parquet": pl.read_parquet, "jsonl": pl.read_ndjson}[ending]
    rows = Accuracy.validate(read(file), cast=True)
    assert set(rows["slice"]) == {"all", "label", "origin", "mark"}
    assert "Recall" in result.output
    assert "False alarms" in result.output


def test_labels_of_no_decided_offer_are_an_error(out: Path, tmp_path: Path) -> None:
    header, row = "subject_id,label,origin,selection_probability", "elsewhere,genuine,random audit,1"
    (tmp_path / "labels.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    error = error_of("evaluate", out, "--labels", tmp_path / "labels.csv")
    assert "None of the labels" in error.problem


def test_an_unknown_ending_is_refused_before_any_work(out: Path) -> None:
    assert ".xls is no table format" in error_of("evaluate", out, "--labels", LABELS, "-o", "a.xls").problem
