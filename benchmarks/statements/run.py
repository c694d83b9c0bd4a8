"""100,000 statements of reasons, from actions on disk to texts and checked batches on disk. See README.md."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
COMMAND = "python benchmarks/statements/run.py"
COUNT, SEED = 100_000, 2026
PARTS = ("whole", "rules", "jsonschema", "pydantic")
DATA = f"{COUNT:,} simulated actions, one in 50 with facts that are far too long; a table of offers beside them"


def main() -> None:
    """Measure every part in a process of its own and write results.json."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=PARTS, help="measure one part here and print it as JSON")
    arguments.add_argument("--folder", type=Path, help="where the whole was written, for the other parts")
    asked = arguments.parse_args()
    if asked.part:
        print(json.dumps(measured(asked.part, asked.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _write_inputs(Path(folder))
        told = {part: _in_a_process(part, folder) for part in PARTS}
    figures = _figures(told)
    for figure in figures:
        print(f"{figure['value']:>10} {figure['unit']:<14} {figure['name']} (target {figure['target'] or '–'})")
    (HERE / "results.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def measured(part: str, folder: Path) -> dict[str, float]:
    """Return CPU-seconds and seconds of one part, what it counted, and the memory that its process took at most."""
    work = {"whole": _whole, "rules": _rules, "jsonschema": _jsonschema, "pydantic": _pydantic}[part]
    task = work(folder)  # imports, and reading what is compared, are left out of the checks and counted in the whole
    cpu, wall = time.process_time(), time.perf_counter()
    counted = task()
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall} | counted
    return told | {"gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def _whole(folder: Path) -> Callable[[], dict[str, float]]:
    def task() -> dict[str, float]:
        import datetime as dt

        from counterfoil.run.statement_inputs import StatementRequest
        from counterfoil.run.statements import run_statements

        told = run_statements(
            StatementRequest(
                actions=folder / "actions.parquet",
                offers=folder / "offers.parquet",
                out=folder / "out",
                platform="Tidewater Market",
                at=dt.datetime(2026, 11, 8, tzinfo=dt.UTC),
            )
        )["counts"]
        return {name: told[name] for name in ("statements", "rejected", "batches", "shortened")}

    return task


def _rules(folder: Path) -> Callable[[], dict[str, float]]:
    from counterfoil.enforcement.statements.payload_rules import violations

    payloads = _payloads(folder)
    return lambda: {"passed": sum(not violations(one) for one in payloads)}


def _jsonschema(folder: Path) -> Callable[[], dict[str, float]]:
    from payload_peers import json_schema_validator

    payloads, validator = _payloads(folder), json_schema_validator()
    return lambda: {"passed": sum(validator.is_valid(one) for one in payloads)}


def _pydantic(folder: Path) -> Callable[[], dict[str, float]]:
    from payload_peers import passes_pydantic

    payloads = _payloads(folder)
    return lambda: {"passed": sum(passes_pydantic(one) for one in payloads)}


def _payloads(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "out" / "batches").glob("*.json"))
    return [one for file in files for one in json.loads(file.read_bytes())["statements"]]


def _write_inputs(folder: Path) -> None:
    from action_simulator import simulated

    actions, offers = simulated(COUNT, seed=SEED)
    actions.write_parquet(folder / "actions.parquet")
    offers.write_parquet(folder / "offers.parquet")


def _in_a_process(part: str, folder: str) -> dict[str, float]:
    command = [sys.executable, str(HERE / "run.py"), "--part", part, "--folder", folder]
    environment = os.environ | {"POLARS_MAX_THREADS": "2"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    print(f"measured {part}", file=sys.stderr, flush=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _figures(told: dict[str, dict[str, float]]) -> list[dict[str, Any]]:
    whole = told["whole"]
    peers = {
        "jsonschema, every rule that it can say": told["jsonschema"]["cpu"],
        "pydantic, every rule that it can say": told["pydantic"]["cpu"],
    }
    assert told["rules"]["passed"] == told["jsonschema"]["passed"] == told["pydantic"]["passed"] == whole["statements"]
    return [
        _figure("100,000 statements end to end: CPU", whole["cpu"], "CPU-seconds", "<= 30"),
        _figure("100,000 statements end to end: wall clock", whole["wall"], "seconds", "<= 30"),
        _figure("100,000 statements end to end: memory", whole["gigabytes"], "GB", ""),
        _figure("statements made", whole["statements"], "of 100,000", ""),
        _figure("actions that became rejects", whole["rejected"], "of 100,000", ""),
        _figure("shortened at the end of a sentence", whole["shortened"], "of 100,000", ""),
        _figure("checking the payloads alone, personal data too", told["rules"]["cpu"], "CPU-seconds", "", peers),
    ]


def _figure(name: str, value: float, unit: str, target: str, peers: dict[str, float] | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "target": target,
        "peers": [{"name": peer, "value": round(worth, 2)} for peer, worth in (peers or {}).items()],
        "data": DATA,
        "command": COMMAND,
        "commit": commit_name(),
    }


if __name__ == "__main__":
    main()
