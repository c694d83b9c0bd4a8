"""Does the measurement of a scorecard's speed measure what it says? A small log, whose numbers are known beforehand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

HERE = Path(__file__).parents[2] / "benchmarks" / "estimation"
EVENTS = 100_000


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorecard_speed", HERE / "scorecard_speed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    kept = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = kept
    return module


def test_a_figure_has_what_a_benchmark_keeps_and_the_numbers_are_those_of_the_log(speed: ModuleType) -> None:
    told = speed.figures(EVENTS)
    assert [one["unit"] for one in told][:3] == ["CPU-s", "s", "MiB"]
    for one in told:
        assert one.keys() == {"name", "value", "unit", "target", "peers", "data", "command"}
        assert "100,000 events, 4,000 notices and 16,000 listings" in one["data"]
        assert one["target"] is None  # which holds for 50 million alone
    assert [
        one["target"] for one in speed._figures({"cpu": 1, "wall": 1, "mib": 1, "evidence": 1}, speed.EVENTS, load=0)
    ][:2] == ["<= 120", "<= 60"]


def test_a_log_whose_numbers_are_others_is_refused(speed: ModuleType) -> None:
    expected = dict(speed.platform_events.EXPECTED)
    speed._hold(expected)
    with pytest.raises(AssertionError, match="hours-to-takedown-median"):
        speed._hold(expected | {"hours-to-takedown-median": 20.0})


def test_parts_that_are_drawn_one_by_one_make_one_log(
    speed: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = speed.platform_events
    whole = events.write_platform(tmp_path / "whole", 5_000)
    monkeypatch.setattr(events, "CASES_A_PART", 30)
    parts = events.write_platform(tmp_path / "parts", 5_000)
    assert pl.read_parquet(whole[0]).height == 5_000
    for one, other in zip(whole, parts, strict=True):
        assert pl.read_parquet(one).equals(pl.read_parquet(other))
