"""How long does a scorecard over 50 million event rows take? CPU seconds, wall clock, memory, in its own process.

python benchmarks/estimation/scorecard_speed.py              50 million events, with their notices and listings
python benchmarks/estimation/scorecard_speed.py --events N   as many as that; nothing is written

The log is invented (`platform_events`), and what a scorecard has to say of it was worked out beforehand: a run whose
numbers are others ends here. Drawing the log and writing it is not counted.
"""

import argparse
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import platform_events  # noqa: E402

EVENTS = 50_000_000
TARGET, CORES = 60, 2  # seconds of wall clock on so many cores
NEAR = 0.02  # the ends of the ten months cut some cases off
COMMAND = "python benchmarks/estimation/run.py scorecard-speed"
DATA = (
    "an invented platform's log of {:,} events, {:,} notices and {:,} listings, ten months, as Parquet; the ten of 2020"
)


def figures(events: int = EVENTS) -> list[dict[str, Any]]:
    """Return the figures, an object each: name, value, unit, target, peers, data, command."""
    with tempfile.TemporaryDirectory() as folder:
        platform_events.write_platform(Path(folder) / "log", events)
        before = os.getloadavg()[0]
        asked = [sys.executable, __file__, "--measured", folder]
        environment = os.environ | {"POLARS_MAX_THREADS": str(CORES)}
        done = subprocess.run(asked, check=True, capture_output=True, text=True, env=environment)
    return _figures(json.loads(done.stdout.splitlines()[-1]), events, load=before)


def _figures(told: dict[str, Any], events: int, *, load: float) -> list[dict[str, Any]]:
    cases = events // platform_events.PER_CASE
    notices = cases * platform_events.NOTICES
    data = DATA.format(events, notices, notices * platform_events.LISTINGS)
    is_full = events == EVENTS
    rows = (
        ("CPU", round(told["cpu"], 1), "CPU-s", f"<= {CORES * TARGET}" if is_full else None),
        ("wall clock", round(told["wall"], 1), "s", f"<= {TARGET}" if is_full else None),
        ("most memory", told["mib"], "MiB", None),
        ("cases of evidence written", told["evidence"], "rows", None),
        ("load of the machine before", round(load, 2), f"processes on {os.cpu_count()} cores", None),
    )
    return [
        {
            "name": f"scorecard over {events:,} events: {name}",
            "value": value,
            "unit": unit,
            "target": target,
            "peers": {},
            "data": data,
            "command": COMMAND,
        }
        for name, value, unit, target in rows
    ]


def _measured(folder: Path) -> None:
    from counterfoil.run.scorecard_inputs import ScorecardRequest  # what it imports is not counted
    from counterfoil.run.scorecards import run_scorecard

    first = platform_events.FIRST
    request = ScorecardRequest(
        tables=(folder / "log",),
        platform=platform_events.PLATFORM,
        first=first,
        last=first + dt.timedelta(days=platform_events.DAYS - 1),
        day=first + dt.timedelta(days=platform_events.DAYS),
        out=folder / "card",
    )
    began, started = time.monotonic(), time.process_time()
    done = run_scorecard(request)
    told = {"cpu": time.process_time() - started, "wall": time.monotonic() - began}
    _hold(dict(done.card.trends.unique("measure").select("measure", "value").iter_rows()))
    told |= {"evidence": done.record["counts"]["evidence"]}
    print(json.dumps(told | {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def _hold(values: dict[str, float | None]) -> None:
    """End here where a number is not what the log was drawn to give."""
    for name, expected in platform_events.EXPECTED.items():
        value = values[name]
        assert value is not None, name
        assert abs(value - expected) <= NEAR * max(1.0, expected), (name, value, expected)


def main() -> None:
    """Measure and print; `run.py scorecard-speed` keeps the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=EVENTS)
    options.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measured:
        _measured(asked.measured)
        return
    for one in figures(asked.events):
        print(f"{one['value']:>12,} {one['unit']:<10} {one['name']}")


if __name__ == "__main__":
    main()
