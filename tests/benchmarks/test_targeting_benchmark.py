"""The frame of the benchmark of targeting keeps what did not run; its shipments are the same every time."""

import json
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.tables.contract import completed
from counterfoil.tables.shipment import Shipment

FOLDER = Path(__file__).parents[2] / "benchmarks" / "targeting"
FIGURE = {"name": "a", "value": 1, "unit": "s", "target": None, "peers": {"b": 2}, "data": "d", "command": "c"}


@pytest.fixture
def frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the frame with its results in a folder of the test, and parts that say what they are."""
    told = runpy.run_path(str(FOLDER / "run.py"))
    told["_keep"].__globals__["HERE"] = tmp_path
    told["figures_of"].__globals__["commit_name"] = lambda: "abc1234"
    for part in told["PARTS"]:
        module = types.ModuleType(part)
        module.figures = lambda part=part: [FIGURE | {"name": part}]  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, part, module)
    return told


def test_figures_of_parts_that_did_not_run_are_kept(frame: dict[str, Any], tmp_path: Path) -> None:
    def names() -> list[str]:
        return [one["name"] for one in json.loads((tmp_path / "results.json").read_text("utf-8"))]

    frame["main"](["speed"])
    assert names() == ["speed"]
    frame["main"](["customs"])
    assert names() == ["customs", "speed"]
    frame["main"]([])
    assert names() == list(frame["PARTS"])
    first = json.loads((tmp_path / "results.json").read_text("utf-8"))[0]
    listed = {"peers": [{"name": "b", "value": 2}]}
    assert first == {"part": "customs", **FIGURE, **listed, "name": "customs", "commit": "abc1234"}


def test_figures_measured_apart_are_taken_over_once(frame: dict[str, Any], tmp_path: Path) -> None:
    kept = tmp_path / "results.json"
    frame["main"](["speed", "season"])
    own = {"part": "season", **FIGURE, "name": "measured apart", "commit": "fff0000"}
    (tmp_path / "results-season.json").write_text(json.dumps([own]), encoding="utf-8")
    frame["main"](["--fold"])
    told = json.loads(kept.read_text("utf-8"))
    assert [(one["part"], one["name"]) for one in told] == [("season", "measured apart"), ("speed", "speed")]
    assert told[0] == own
    assert list(tmp_path.iterdir()) == [kept]
    (tmp_path / "results-other.json").write_text(json.dumps([own | {"part": "other"}]), encoding="utf-8")
    with pytest.raises(KeyError, match="no such part: other"):
        frame["main"](["--fold"])
    assert (tmp_path / "results-other.json").exists()


def test_all_frozen_figures_stand_in_one_file_in_the_order_of_the_parts() -> None:
    assert [path.name for path in FOLDER.glob("results*.json")] == ["results.json"]
    parts = runpy.run_path(str(FOLDER / "run.py"))["PARTS"]
    told = [figure["part"] for figure in json.loads((FOLDER / "results.json").read_text("utf-8"))]
    assert told == sorted(told, key=parts.index)


def test_an_unknown_part_is_refused(frame: dict[str, Any]) -> None:
    with pytest.raises(SystemExit):
        frame["main"](["sped"])


def test_the_invented_shipments_are_the_same_every_time_and_keep_the_contract() -> None:
    made = runpy.run_path(str(FOLDER / "invented_shipments.py"))["invented_shipments"]
    drawn = made(500)
    assert drawn.equals(made(500))
    assert not drawn.equals(made(500, seed=9))
    Shipment.validate(
        completed(drawn.with_columns(pl.col("declared_value", "net_mass_kg").cast(pl.Decimal(18, 4))), Shipment),
        cast=True,
    )
