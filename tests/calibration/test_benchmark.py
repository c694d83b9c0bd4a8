"""Are the published figures of the calibration benchmark whole, met, and the ones that its README tells?"""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "calibration"
RECORDS = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_a_figure_is_whole_and_told(record: dict[str, object]) -> None:
    assert set(record) == {"name", "value", "unit", "target", "peers", "data", "command", "commit"}
    assert record["peers"]
    assert f"| {record['name']} | {record['value']:g} |" in README


@pytest.mark.parametrize(
    "record", [record for record in RECORDS if record["target"]], ids=lambda record: record["name"]
)
def test_targets_are_met(record: dict[str, float | str]) -> None:
    sign, _, bound = str(record["target"]).rpartition(" ")
    value = float(record["value"])
    assert {"<=": value <= float(bound), ">=": value >= float(bound), "": value == float(bound)}[sign]
