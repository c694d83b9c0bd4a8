"""How long does it take to rank a million shipments and to draw the day's worklists? CPU seconds and memory.

Run by run.py; alone: `python benchmarks/targeting/speed.py [--shipments N]`. A process of its own measures its memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from invented_shipments import LAST_DAY, invented_shipments

HERE = Path(__file__).parent
SHIPMENTS, TARGET = 1_000_000, 60  # CPU seconds of all threads: on two cores the clock shows no more
CAPACITY, SEED = 50, 7
FORMS = ("parquet", "csv")


def figures(count: int = SHIPMENTS) -> list[dict[str, object]]:
    """Return the figures: CPU seconds and memory of the whole command, for each form of file."""
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        drawn = invented_shipments(count)
        for form in FORMS:
            path = Path(folder) / f"shipments.{form}"
            drawn.write_parquet(path) if form == "parquet" else drawn.write_csv(path)
            told = json.loads(
                subprocess.run(
                    [sys.executable, __file__, "--measure", str(path)], check=True, capture_output=True
                ).stdout
            )
            assert told["shipments"] == count, told
            assert told["selected"] == told["facilities"] * CAPACITY, told
            target = f"<= {TARGET}" if count == SHIPMENTS else None
            name = f"{count:,} shipments ({form})"
            found.append(_figure(f"{name}: read, ranked and drawn", told["cpu"], "CPU seconds", target))
            found.append(_figure(f"{name}: most memory", told["memory"], "MiB", None))
    return found


def _figure(name: str, value: float, unit: str, target: str | None) -> dict[str, object]:
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "target": target,
        "peers": {},
        "data": "invented_shipments.py",
        "command": "python benchmarks/targeting/run.py speed",
    }


def measure(path: Path) -> dict[str, float]:
    """Return what one run of the command takes in this process."""
    from counterfoil.run.targeting import TargetRequest, run_targeting
    from counterfoil.run.targeting_inputs import Asked

    with tempfile.TemporaryDirectory() as out:
        request = TargetRequest(
            asked=Asked(shipments=(path,), capacity=CAPACITY), day=LAST_DAY, seed=SEED, out=Path(out), sheets=False
        )
        begun = time.process_time()
        record = run_targeting(request)
        cpu = time.process_time() - begun
    return {
        "cpu": round(cpu, 1),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "shipments": record["counts"]["shipments"],
        "selected": record["counts"]["selected"],
        "facilities": len(record["facilities"]),
    }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shipments", type=int, default=SHIPMENTS)
    arguments.add_argument("--measure", type=Path)
    given = arguments.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
    else:
        for figure in figures(given.shipments):
            print(f"{figure['value']:>10} {figure['unit']:<12} {figure['name']}")
