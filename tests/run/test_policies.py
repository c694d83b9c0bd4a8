"""Policies on a real run: the shadow changes nothing, the back-test and the capacity say what would change."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result

from counterfoil.errors import UserError
from counterfoil.evidence.policy_file import read_policy
from counterfoil.run.policies import CapacityRequest, run_backtest, run_capacity
from counterfoil.run.shadow import SHADOW
from counterfoil.tables.decision import DECISIONS, Decision
from integration.commands import EXAMPLES, called, screen_example

STRICTER = EXAMPLES / "stricter.toml"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain") / "out"
    assert called(*screen_example(out)).exit_code == 0
    return out


@pytest.fixture(scope="module")
def shadowed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    out = tmp_path_factory.mktemp("shadowed") / "out"
    return out, called(*screen_example(out, "--shadow-policy", str(STRICTER), "--review-capacity", "20"))


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    truth = pl.read_csv(EXAMPLES / "truth.csv")
    path = tmp_path_factory.mktemp("labels") / "labels.csv"
    truth.select(
        subject_id="offer_id",
        label=pl.col("truth").replace("unrelated", "genuine"),
        origin=pl.lit("blind review"),
        selection_probability=pl.lit(1.0),
    ).write_csv(path)
    return path


def counted(out: Path, name: str) -> dict[str, int]:
    return dict(pl.read_parquet(out / name).group_by("decision").len().iter_rows())


def test_with_a_shadow_every_live_byte_is_the_same(plain: Path, shadowed: tuple[Path, Result]) -> None:
    out, result = shadowed
    assert result.exit_code == 0, result.output
    for name in ("decisions", "assessments", "findings", "offers"):
        assert (out / f"{name}.parquet").read_bytes() == (plain / f"{name}.parquet").read_bytes(), name


def test_the_shadow_decides_every_offer_and_its_changes_are_counted(shadowed: tuple[Path, Result]) -> None:
    out, result = shadowed
    live, shadow = pl.read_parquet(out / "decisions.parquet"), pl.read_parquet(out / SHADOW)
    Decision.validate(shadow)
    assert shadow["subject_id"].equals(live["subject_id"])
    assert shadow["policy"].unique().to_list() == ["stricter-1"]
    said = json.loads((out / "run.json").read_text("utf-8"))["shadow"]
    changed = (live["decision"] != shadow["decision"]).sum()
    assert said["offers_changed"] == changed == sum(change["offers"] for change in said["changes"]) > 0
    assert f"would decide {changed} offers otherwise" in " ".join(result.output.split())


def test_the_back_test_finds_what_the_shadow_found(plain: Path, shadowed: tuple[Path, Result], tmp_path: Path) -> None:
    result = run_backtest([plain], STRICTER, out=tmp_path / "touched")
    changes = json.loads((shadowed[0] / "run.json").read_text("utf-8"))["shadow"]["changes"]
    moved = result.transitions.filter(pl.col("was") != pl.col("becomes"))
    assert moved.rows() == [(change["from"], change["to"], change["offers"]) for change in changes]
    assert pl.read_csv(tmp_path / "touched" / "touched.csv").height == result.touched.height
    assert (
        json.loads((tmp_path / "touched" / "backtest.json").read_text())["touched"]["offers"] == result.touched.height
    )


def test_the_back_test_names_nobody(plain: Path, tmp_path: Path) -> None:
    run_backtest([plain], STRICTER, out=tmp_path)
    written = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    people = pl.read_csv(EXAMPLES / "sellers.csv")["name"].drop_nulls()
    assert not [name for name in people if name in written]


def test_a_screening_without_a_shadow_leaves_none_behind(tmp_path: Path) -> None:
    assert called(*screen_example(tmp_path, "--shadow-policy", str(STRICTER))).exit_code == 0
    assert called(*screen_example(tmp_path)).exit_code == 0
    assert not (tmp_path / SHADOW).exists()


def test_capacity_is_kept_and_the_policy_written_is_the_one_that_keeps_it(
    plain: Path, labels: Path, tmp_path: Path
) -> None:
    target = tmp_path / "solved.toml"
    answer = run_capacity(CapacityRequest(folder=plain, reviews=20, labels=labels, out=target))
    assert read_policy(target.read_bytes()) == answer.solved.policy
    again = tmp_path / "again"
    assert called(*screen_example(again, "--policy", str(target))).exit_code == 0
    before, after = counted(plain, "decisions.parquet"), counted(again, "decisions.parquet")
    assert after["review"] == answer.solved.reviewed <= 20
    assert {name: before.get(name) for name in DECISIONS[2:]} == {name: after.get(name) for name in DECISIONS[2:]}
    assert answer.now is not None
    assert answer.then is not None
    assert answer.then.found.value < answer.now.found.value  # type: ignore[operator]


def test_a_new_version_goes_beside_the_old_one(plain: Path, tmp_path: Path) -> None:
    first = run_capacity(CapacityRequest(folder=plain, reviews=11))
    assert run_capacity(CapacityRequest(folder=plain, reviews=11)).file == first.file
    second = run_capacity(CapacityRequest(folder=plain, reviews=12))
    assert second.file != first.file
    assert second.solved.policy.version > first.solved.policy.version
    taken = tmp_path / "taken.toml"
    taken.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        run_capacity(CapacityRequest(folder=plain, reviews=12, out=taken))
    assert taken.read_text() == "mine"


def test_seven_days_have_seven_times_the_reviews(plain: Path, tmp_path: Path) -> None:
    week = CapacityRequest(folder=plain, reviews=2, days=7, out=tmp_path / "week.toml")
    day = CapacityRequest(folder=plain, reviews=14, out=tmp_path / "day.toml")
    assert run_capacity(week).solved.threshold == run_capacity(day).solved.threshold


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("policy", "check", STRICTER), ["stricter, version 1", "the weight is at least 2,500", "No faults"]),
        (("policy", "backtest", "PLAIN", "--policy", STRICTER), ["stricter-1 would change", "Most surprising"]),
        (
            ("policy", "capacity", "PLAIN", "--review-capacity", 9),
            ["not switched on", "250,000 reviews", "1,282 people"],
        ),
        (("policy", "capacity", "PLAIN", "--review-capacity", 999, "--labels", "LABELS"), ["not cleared (recall)"]),
    ],
)
def test_what_the_commands_say(words: tuple[object, ...], said: list[str], plain: Path, labels: Path) -> None:
    given = {"PLAIN": plain, "LABELS": labels}
    result = called(*(given.get(str(word), word) for word in words))
    assert result.exit_code == 0, result.output
    assert not [part for part in said if part not in " ".join(result.output.split())]


def test_a_folder_without_a_screening_and_a_bad_policy_are_refused(plain: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no finished run"):
        run_backtest([tmp_path], STRICTER, out=None)
    bad = tmp_path / "bad.toml"
    bad.write_text('name = "x"\nversion = 1\n[[rule]]\ndecision = "hold"\nwhen = "prise > 1"\n')
    with pytest.raises(UserError, match=r"line 5, column 9"):
        run_backtest([plain], bad, out=None)
    assert isinstance(called(*screen_example(tmp_path / "out", "--shadow-policy", str(bad))).exception, UserError)
