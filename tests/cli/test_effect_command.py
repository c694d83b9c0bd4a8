"""`counterfoil estimate effect`: files in, tables and run.json out, in words, and what a user's mistake is told as."""

import json
from pathlib import Path

import polars as pl
import pytest

from cli.called import called
from counterfoil.tables import scorecard_measure

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
OUTCOMES, TREATED = str(EXAMPLES / "effect_outcomes.csv"), str(EXAMPLES / "effect_treated.csv")
QUICK = ("--assignments", "300", "--seed", "3")


def asked(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    return called(monkeypatch, "estimate", "effect", *arguments)


def test_effects_placebos_and_power_are_written_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, OUTCOMES, "--treated", TREATED, "--matters", ".03", *QUICK, "-o", str(tmp_path)) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Effect: the outcome fell by 0.0" in shown
    assert "8 of 12 units treated, 14 periods before and 20 after" in shown
    assert "Held against 300 of 277,200 ways" in shown
    effects = pl.read_csv(tmp_path / "effects.csv", try_parse_dates=True)
    assert effects.group_by("group").len().sort("group")["len"].to_list() == [20, 14, 9]
    assert effects.columns[:5] == ["group", "period", "effect", "low", "high"]
    events = pl.read_csv(tmp_path / "event_study.csv")
    assert events["after"].to_list() == list(range(-7, 20))
    placebo = pl.read_csv(tmp_path / "placebo.csv")
    assert placebo.group_by("kind").len().sort("kind").rows() == [
        ("spread", 1),
        ("time", 1),
        ("trend", 1),
        ("unit", 4),
        ("without", 8),
    ]
    record = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert record["verdict"]["word"] == "effect"
    assert record["effect"]["low"] < -0.05 < record["effect"]["high"]
    assert set(record["outputs"]) == {
        *("effects.csv", "event_study.csv", "placebo.csv", "power.csv", "paths.csv"),
        *("effect.html", "rejects.parquet"),
    }
    assert pl.read_csv(tmp_path / "power.csv")["detectable"].to_list() == [record["power"]["detectable"]]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "again"):
        assert asked(monkeypatch, OUTCOMES, "--treated", TREATED, *QUICK, "-o", str(tmp_path / name)) == 0
    for file in ("effects.csv", "event_study.csv", "placebo.csv", "effect.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


def test_a_plan_says_what_could_be_told_and_nothing_of_the_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ["--treated", TREATED, "--plan", "--matters", ".03", *QUICK]
    assert asked(monkeypatch, OUTCOMES, *plan, "-o", str(tmp_path)) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "could be told after 12 periods" in shown
    assert not (tmp_path / "effects.csv").exists()
    power = pl.read_csv(tmp_path / "power.csv")
    assert power["periods_after"].to_list() == [3, 6, 12, 24]
    assert power["detectable"].is_sorted(descending=True)
    record = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert "verdict" not in record
    assert "effect" not in record


def test_one_unit_is_held_against_those_that_never_have_the_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = ["--treated", TREATED, "--unit", "Harbour Goods", "--design", "series"]
    assert asked(monkeypatch, OUTCOMES, *one, "-o", str(tmp_path)) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "5 units, 1 with the measure" in shown
    assert "Cannot tell." in shown
    assert "the mean of the treated less that of 4 untreated units" in shown
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["design"] == "series"


def test_measures_of_scorecards_are_a_panel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = pl.read_csv(OUTCOMES, try_parse_dates=True)
    rows = outcomes.select(
        platform="unit",
        edition=pl.lit("outside"),
        practice=pl.lit("dhs-4"),
        measure=pl.lit("relisted"),
        period_from="period",
        period_until=pl.col("period").dt.month_end(),
        unit=pl.lit("share"),
        standing=pl.lit("measured"),
        cases="denominator",
        reached="numerator",
        value=pl.col("numerator") / pl.col("denominator"),
        low=pl.lit(None, pl.Float64),
        high=pl.lit(None, pl.Float64),
        is_at_least=pl.lit(value=False),
        why=pl.lit(None, pl.String),
    )
    other = rows.with_columns(measure=pl.lit("gated"), practice=pl.lit("dhs-2"))
    twice = rows.with_columns(practice=pl.lit("dhs-9"))  # one number under two practices is one outcome
    made = scorecard_measure.ScorecardMeasure.cast(pl.concat([rows, other, twice]))
    made.write_csv(tmp_path / "measures.csv")
    made.write_parquet(tmp_path / "measures.parquet")
    for file in ("measures.csv", "measures.parquet"):
        given = [str(tmp_path / file), "--treated", TREATED, *QUICK, "-o", str(tmp_path / file.replace(".", "-"))]
        assert asked(monkeypatch, *given) == 2
        assert "--measure: gated, relisted." in capsys.readouterr().err
        assert asked(monkeypatch, *given, "--measure", "relisted") == 0
    assert asked(monkeypatch, OUTCOMES, "--treated", TREATED, *QUICK, "-o", str(tmp_path / "plain")) == 0
    for folder in ("measures-csv", "measures-parquet"):
        assert (tmp_path / folder / "effects.csv").read_bytes() == (tmp_path / "plain" / "effects.csv").read_bytes()


def test_cases_weigh_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pl.read_csv(OUTCOMES).with_columns(
        pl.when(pl.col("unit") == "Keel & Co").then(pl.col("denominator") * 1).otherwise("denominator")
    )
    few = rows.filter(pl.col("period") >= "2025-01-01")
    few.write_csv(tmp_path / "few.csv")
    given = [str(tmp_path / "few.csv"), "--treated", TREATED, "--assignments", "100"]
    assert asked(monkeypatch, *given, "-o", str(tmp_path / "alike")) == 0
    assert asked(monkeypatch, *given, "--weighted", "-o", str(tmp_path / "weighed")) == 0
    told = [json.loads((tmp_path / name / "run.json").read_text("utf-8"))["effect"] for name in ("alike", "weighed")]
    assert told[0]["estimate"] != told[1]["estimate"]
    assert told[0]["estimate"] == pytest.approx(told[1]["estimate"], abs=0.02)


def test_bad_rows_are_set_aside_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(OUTCOMES).read_text("utf-8") + "Keel & Co,soon,1,2\nKeel & Co,2026-11-01,9,2\n"
    (tmp_path / "outcomes.csv").write_text(text, encoding="utf-8")
    given = [str(tmp_path / "outcomes.csv"), "--treated", TREATED, *QUICK, "-o", str(tmp_path / "out")]
    assert asked(monkeypatch, *given) == 0
    assert "2 rows set aside" in " ".join(capsys.readouterr().out.split())
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects.select("field", "line").rows() == [("period", 410), ("numerator", 411)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give --from with a day"),
        (["--from", "2031-01-01"], "No unit has the measure within the periods."),
        (["--from", "2025-03-01", "--unit", "Nobody"], "There are no outcomes of Nobody."),
        (["--treated", OUTCOMES], "Give --from with a day"),
        (["--treated", TREATED, "--design", "series"], "A series has one date"),
        (["--treated", TREATED, "--matters", "0"], "matters"),
        (["--from", "soon"], "soon"),
    ],
)
def test_a_mistake_is_told_with_its_cure(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asked(monkeypatch, OUTCOMES, *arguments, "-o", str(tmp_path / "out")) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out" / "run.json").exists()


def test_a_table_of_something_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, str(EXAMPLES / "sellers.csv"), "--treated", TREATED, "-o", str(tmp_path / "out")) == 2
    assert "holds no outcomes" in capsys.readouterr().err
