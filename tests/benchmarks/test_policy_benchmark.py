"""Does the policy benchmark say what N reviews a day reach, with the peers on the same rows?"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

HERE = Path(__file__).parents[2] / "benchmarks" / "policy"
KEYS = {"name", "value", "unit", "target", "peers", "data", "command", "commit"}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("policy_benchmark", HERE / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LABELLED = pl.DataFrame(
    {
        "infringes": [True] * 4 + [False] * 100,
        "weight": [900, 900, 100, None] + [100] + [None] * 99,
        "bad_word": [None] * 4 + [1] + [None] * 99,
        "below_floor": [1, None, None, None] + [None] * 100,
    },
    schema_overrides={"weight": pl.Int64, "bad_word": pl.Int64, "below_floor": pl.Int64},
)


def test_the_heaviest_are_reviewed_first_and_peers_see_the_same_rows(benchmark: ModuleType) -> None:
    figures = {figure.name: figure for figure in benchmark.figures_of(LABELLED)}
    assert len(figures) == 18
    recall = figures["recall at 1,000 reviews a day, 1.0% infringing"]
    # 1,000 of 100,000 infringe: 500 weigh 900; of the 250 and 990 that weigh 100, 500 / 1,240 are reviewed
    assert recall.value == pytest.approx(0.5 + 0.25 * 500 / 1240, abs=1e-4)
    assert recall.peers == {"bad word": 0.0, "below floor": 0.25}
    precision = figures["precision at 1,000 reviews a day, 1.0% infringing"]
    assert precision.value == pytest.approx(0.5 + 0.25 * 500 / 1240, abs=1e-4)
    assert precision.peers == {"bad word": 0.0, "below floor": 1.0}


def test_the_published_figures_are_of_the_development_half_and_carry_every_key() -> None:
    records = json.loads((HERE / "results.json").read_text("utf-8"))
    assert len(records) == 18
    for record in records:
        assert set(record) == KEYS
        assert "development half" in record["data"]
        assert [peer["name"] for peer in record["peers"]] == ["bad word", "below floor"]
