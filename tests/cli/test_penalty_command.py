"""`counterfoil penalty` tells the sums, what proves them and what is not known, and writes all of it as JSON."""

import json
from pathlib import Path

from click.testing import CliRunner

from counterfoil.cli.main import cli

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "penalty_case.toml")


def test_the_example_is_told_on_the_terminal_and_in_a_file(tmp_path: Path) -> None:
    out = tmp_path / "exposure.json"
    told = CliRunner().invoke(cli, ["penalty", EXAMPLE, "--day", "2026-11-08", "-o", str(out)], env={"COLUMNS": "160"})
    assert told.exit_code == 0
    assert "(640 × $129) × 1 = $82,560" in told.output
    assert "has no suggested retail price" in told.output
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["exposure"][0]["most"] == "82560.00"
    assert written["exposure"][1]["most"] is None
    assert {element["state"] for element in written["exposure"][1]["elements"]} == {"proven", "missing", "contradicted"}


def test_a_case_without_facts_says_so(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('id = "c"\nperson = "p"\n', encoding="utf-8")
    told = CliRunner().invoke(cli, ["penalty", str(case)])
    assert told.exit_code == 0
    assert "nothing that a penalty follows from" in told.output
