"""`counterfoil estimate trade`: files in, tables and run.json out, and what a user's mistake is told as."""

import json
from pathlib import Path

import polars as pl
import pytest

from cli.called import called

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SEIZURES, IMPORTS = str(EXAMPLES / "trade_seizures.csv"), str(EXAMPLES / "trade_imports.csv")


def asked(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    return called(monkeypatch, "estimate", "trade", *arguments)


def test_indexes_pairs_ceilings_and_series_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--fixed-point", ".1", "--resample", "40", "--seed", "3"]
    assert asked(monkeypatch, SEIZURES, IMPORTS, *more, "-o", str(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "Hong Kong (HK)" in shown
    assert "unverified" in shown
    indexes = pl.read_csv(tmp_path / "indexes.csv")
    assert indexes.group_by("axis").len().sort("axis").rows() == [("product", 6), ("provenance", 5)]
    assert (indexes["low"] < indexes["high"]).all()
    assert pl.read_csv(tmp_path / "pairs.csv").height == 30
    assert pl.read_csv(tmp_path / "ceilings.csv")["fixed_point"].to_list() == [0.1]
    assert set(pl.read_csv(tmp_path / "series.csv")["series"]) == {1}
    record = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert (record["years"], record["currency"], record["resampled"]) == ([2018, 2019, 2020], "USD", 40)
    assert {"indexes.csv", "pairs.csv", "ceilings.csv", "series.csv", "rejects.parquet"} == set(record["outputs"])


def test_without_a_fixed_point_no_value_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, SEIZURES, IMPORTS, "-o", str(tmp_path)) == 0
    assert "No value is told" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--years", "2030"], "The years told of are 2018 to 2020."),
        (["--years", "2020-2018"], "is no span of years"),
        (["--fixed-point", "0"], "fixed-point"),
    ],
)
def test_a_mistake_is_told_with_its_cure(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asked(monkeypatch, SEIZURES, IMPORTS, *arguments, "-o", str(tmp_path / "out")) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out" / "run.json").exists()


def test_bad_rows_are_set_aside_and_countries_and_codes_are_read_as_people_write_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Path(SEIZURES).read_text("utf-8").replace(",CN,", ",China,").replace(",42,", ",4202.21,")
    (tmp_path / "seizures.csv").write_text(text + "US,2019,42,Nowhere,1.00,USD,1,seizures\n", encoding="utf-8")
    for name, file in (("plain", SEIZURES), ("written", str(tmp_path / "seizures.csv"))):
        assert asked(monkeypatch, file, IMPORTS, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / "plain" / "indexes.csv").read_bytes() == (tmp_path / "written" / "indexes.csv").read_bytes()
    rejects = pl.read_parquet(tmp_path / "written" / "rejects.parquet")
    assert rejects.select("field", "value").rows() == [("provenance", "Nowhere")]


def test_numbers_are_never_joined_across_the_break_of_2021(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, path in (("seizures.csv", SEIZURES), ("imports.csv", IMPORTS)):
        (tmp_path / name).write_text(Path(path).read_text("utf-8").replace(",2020,", ",2021,"), encoding="utf-8")
    files = [str(tmp_path / "seizures.csv"), str(tmp_path / "imports.csv"), "-o", str(tmp_path / "out")]
    assert asked(monkeypatch, *files, "--measure", "number") == 2
    assert "2018 to 2019: seizures; 2021 to 2021: seizures" in capsys.readouterr().err
    assert asked(monkeypatch, *files, "--measure", "number", "--years", "2018-2019") == 0
