"""The benchmark of estimates: its frame, the intervals of others, what follows from seasons, and Chicago's draws."""

import json
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "estimation"
FIGURE = {"name": "a", "value": 1, "unit": "s", "target": None, "peers": {"b": 2}, "data": "d", "command": "c"}


@pytest.fixture(scope="module", autouse=True)
def _beside() -> Any:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(FOLDER))
        yield


@pytest.fixture
def frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the frame with its results in a folder of the test, and parts that say what they are."""
    told = runpy.run_path(str(FOLDER / "run.py"))
    told["_keep"].__globals__["HERE"] = tmp_path
    told["figures_of"].__globals__["commit_name"] = lambda: "abc1234"
    for part, name in told["PARTS"].items():
        module = types.ModuleType(name)
        module.figures = lambda part=part: [FIGURE | {"name": part}]  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, module)
    return told


def test_figures_of_parts_that_did_not_run_are_kept(
    frame: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def kept() -> list[dict[str, Any]]:
        return list(json.loads((tmp_path / "results.json").read_text("utf-8")))

    frame["main"](["chicago"])
    frame["main"](["coverage"])
    assert [one["name"] for one in kept()] == ["coverage", "chicago"]
    assert kept()[0] == {"part": "coverage", **FIGURE, "name": "coverage", "commit": "abc1234"} | {
        "peers": [{"name": "b", "value": 2}]
    }
    frame["main"]([])
    assert [one["name"] for one in kept()] == list(frame["PARTS"])
    assert "beside b 2" in capsys.readouterr().out


def test_an_unknown_part_is_refused(frame: dict[str, Any]) -> None:
    with pytest.raises(SystemExit):
        frame["main"](["coverge"])


def test_the_frozen_figures_stand_in_the_order_of_the_parts() -> None:
    parts = list(runpy.run_path(str(FOLDER / "run.py"))["PARTS"])
    told = [figure["part"] for figure in json.loads((FOLDER / "results.json").read_text("utf-8"))]
    assert told
    assert told == sorted(told, key=parts.index)


@pytest.mark.parametrize(
    ("name", "finds", "units", "low", "high"),
    [
        ("Wilson", 8, 10, 0.4902, 0.9433),
        ("Wilson", 0, 10, 0.0, 0.2775),
        ("Clopper-Pearson", 0, 300, 0.0, 0.01222),  # 1 - .025^(1/300)
        ("Clopper-Pearson", 8, 10, 0.4439, 0.9748),
        ("mid-P", 0, 10, 0.0, 0.25887),  # 1 - .05^(1/10)
        ("mid-P", 10, 10, 0.74113, 1.0),
        ("Wald", 5, 100, 0.00728, 0.09272),
        ("Wald", 0, 100, 0.0, 0.0),
    ],
)
def test_the_textbook_intervals(name: str, finds: int, units: int, low: float, high: float) -> None:
    from simple_intervals import SIMPLE

    told = SIMPLE[name](np.array([float(finds)]), np.array([float(units)]))
    assert [float(bound[0]) for bound in told] == pytest.approx([low, high], abs=6e-5)


def test_the_mid_p_interval_is_the_engines_where_units_are_equal() -> None:
    from simple_intervals import mid_p

    from counterfoil.intervals.mid_p import interval_of_share

    finds = np.array([0.0, 1.0, 7.0, 300.0, 500.0])
    low, high = mid_p(finds, np.full(5, 500.0))
    for at, found in enumerate(finds):
        assert interval_of_share(found / 500, 500) == pytest.approx((low[at], high[at]), abs=1e-6)


def test_the_yardstick_is_the_mean_width_over_what_a_simple_sample_may_find() -> None:
    from math import comb

    from simple_intervals import mid_p, mid_p_width

    low, high = mid_p(np.arange(21.0), np.full(21, 20.0))
    mean = sum(comb(20, x) * 0.3**x * 0.7 ** (20 - x) * (high[x] - low[x]) for x in range(21))
    assert mid_p_width(0.3, 20) == pytest.approx(mean)


def made_up(design: str, *, seasons: int = 10) -> pl.DataFrame:
    """Return rows of a design as if played: the truth is .2, and ours misses it once in ten, above."""
    return pl.DataFrame(
        {
            "design": [design] * seasons,
            "seed": range(seasons),
            "truth": [0.20] * seasons,
            "estimate": [0.18, 0.22] * (seasons // 2),
            "low": [0.15] * seasons,
            "high": [0.25] * (seasons - 1) + [0.19],
            "cpu_seconds": [0.001] * seasons,
            "examined": [500] * seasons,
            "finds": [90, 110] * (seasons // 2),
            "certain": [0] * seasons,
            "certain_finds": [0] * seasons,
            "units": [50_000.0] * seasons,
            "weighted": [0.18, 0.22] * (seasons // 2),
            "weighted_error": [0.001] * seasons,
        }
    )


def test_coverage_width_and_bias_follow_from_the_rows() -> None:
    from interval_coverage import of_design
    from simple_intervals import mid_p

    told = of_design(made_up("common 20 %, n 500"), pl.DataFrame(schema={"name": pl.String}))
    low, high = mid_p(np.array([90.0, 110.0]), np.array([500.0, 500.0]))
    yardstick = (high - low).mean()
    ours = told["ours"]
    assert (ours["coverage"], ours["above"], ours["below"]) == (0.9, 0.1, 0.0)
    assert ours["width"] == pytest.approx((9 * 0.1 + 0.04) / 10 / yardstick)
    assert ours["bias"] == pytest.approx(0)
    assert told["mid-P"]["width"] == pytest.approx(1)
    assert told["weighted, Wald"]["coverage"] == 0
    assert told["finds only"]["bias"] == pytest.approx(-0.99)


def test_where_the_sample_is_not_simple_the_yardstick_is_one_that_is_as_sure() -> None:
    from interval_coverage import of_design
    from simple_intervals import mid_p_width

    others = pl.DataFrame({"seed": [0, 1], "name": ["svy", "svy"], "estimate": [0.2, 0.3], "low": [0.1, None]})
    told = of_design(made_up("few sellers"), others.with_columns(high=pl.col("low") + 0.15))
    assert told["ours"]["effective"] == 400  # .2 * .8 / .02 ** 2
    assert told["ours"]["width"] == pytest.approx(0.094 / mid_p_width(0.2, 400))
    assert told["svy"]["coverage"] == 0.5  # what gives no interval holds nothing
    assert told["svy"]["bias"] == pytest.approx(0.25)


def test_figures_have_targets_and_the_mean_over_the_rare_designs() -> None:
    from interval_coverage import figures_of
    from season_designs import RARE

    rows = pl.concat([made_up(design.name) for design in RARE] + [made_up("reviewer error, hard cases")])
    told = {one["name"]: one for one in figures_of(rows, pl.DataFrame(schema={"design": pl.String}))}
    assert told["coverage: rare, mean of the designs"]["value"] == 0.9
    assert told["coverage: rare, mean of the designs"]["target"] == ">= .93"
    assert told["width: rare, mean of the designs"]["target"] == "<= 1.15"
    assert told["coverage: reviewer error, hard cases"]["target"] is None
    assert "bias: rare .05 %, n 2,000" not in told  # judged from 10,000 examined on
    assert told["bias: rare .05 %, n 10,000"]["target"] == "-.02 to .02"
    assert set(told["coverage: rare .1 %, n 2,000"]["peers"]) == {
        *("Wald", "Wilson", "Clopper-Pearson", "mid-P", "weighted, Wald", "finds only")
    }


def test_seasons_of_every_kind_are_told_and_the_others_fail_where_they_must() -> None:
    from interval_coverage import of_design
    from interval_seasons import rows_of

    for name in ("common 20 %, n 500", "few sellers", "selective, n 600", "drifting, n 1,200"):
        rows = pl.DataFrame(rows_of((name, range(1, 61))))
        told = of_design(rows, pl.DataFrame(schema={"name": pl.String}))
        assert told["ours"]["coverage"] > 0.85, name
        assert told["finds only"]["coverage"] == 0
    assert told["Wald"]["coverage"] == 0
    assert told["targeted finds"]["bias"] > 1


def test_the_survey_package_is_given_weights_parts_and_clusters() -> None:
    from interval_seasons import sample_of

    selective = sample_of("selective, n 600", 1)
    assert selective.group_by("part").len().sort("part").rows() == [("-", 300), ("certain", 300)]
    assert not selective["is_clustered"].any()
    assert selective.filter(pl.col("part") == "certain")["units"].unique().to_list() == [300]
    clustered = sample_of("few sellers", 1)
    assert clustered["is_clustered"].all()
    assert clustered["cluster"].n_unique() == 25


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module of Chicago with an invented town of 400 places in its stead."""
    import audited_inspections

    chance = np.random.default_rng(3)
    score = np.round(chance.beta(2, 8, 400), 3)
    invented = audited_inspections.Window(score, chance.random(400) < score)
    monkeypatch.setattr(audited_inspections, "window", lambda: invented)
    return audited_inspections


def test_every_way_of_drawing_gives_as_many_as_there_are_places_each_as_often_as_it_says(town: Any) -> None:
    for name, way in town.WAYS.items():
        probability = way(town.window().score, 40)
        assert probability.sum() == pytest.approx(40), name
        assert ((probability > 0) & (probability <= 1)).all()
        drawn = [town.drawn(probability, seed) for seed in range(2_000)]
        assert {len(rows) for rows in drawn} == {40}
        often = np.bincount(np.concatenate(drawn), minlength=400) / len(drawn)
        assert often == pytest.approx(probability, abs=0.055), name
    top = town.top_and_random(town.window().score, 40)
    assert (top == 1).sum() == 36
    assert (town.top_and_by_score(town.window().score, 40) == 1).sum() >= 20


def test_of_each_way_the_share_its_width_and_what_it_costs_are_told(town: Any) -> None:
    rows = pl.DataFrame([row for way in town.WAYS for row in town.rows_of((way, range(1, 41)))])
    told = {one["name"]: one for one in town.figures_of(rows, "invented")}
    truth = town.window().found.mean()
    assert told["Chicago, share told in the mean: plain random"]["value"] == pytest.approx(truth, abs=0.03)
    top = told["Chicago, share told in the mean: top-N and a random tenth"]
    assert top["value"] == pytest.approx(truth, abs=0.06)
    assert top["peers"]["finds of the highest scores"] > 1.5 * truth
    assert (
        told["Chicago, finds lost: plain random"]["value"]
        > told["Chicago, finds lost: proportional to the score"]["value"]
    )
    assert told["Chicago, width: plain random"]["value"] < told["Chicago, width: top-N and a random tenth"]["value"]


@pytest.mark.shared
def test_in_chicago_a_critical_violation_was_found_in_158_of_1000() -> None:
    from audited_inspections import window

    assert window().found.mean() == pytest.approx(0.158, abs=0.0005)
