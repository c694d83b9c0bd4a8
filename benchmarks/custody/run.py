"""How long does a bundle take, and how much memory? Each part in a process of its own, the figures frozen."""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
COMMAND = "python benchmarks/custody/run.py"
EVENTS, FILES, FILE_BYTES = 100_000, 64, 16 << 20
DATA = f"simulated: a case of {EVENTS:,} events and {FILES} exhibits of 16 MiB (1 GiB)"
PARTS = ("imports", "bundle", "verify", "edition", "standalone")
AT = dt.datetime(2026, 11, 9, tzinfo=dt.UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=PARTS, help="measure one part in --folder and print it as JSON")
    arguments.add_argument("--folder", type=Path)
    asked = arguments.parse_args()
    if asked.part:
        print(json.dumps(measured(asked.part, asked.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder / "case")
        told = {part: _in_a_process(part, folder) for part in PARTS}
    figures = _figures(told)
    for figure in figures:
        print(f"{figure['value']:>10} {figure['unit']:<24} {figure['name']} (target {figure['target'] or '–'})")
    (HERE / "results.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_case(folder: Path, *, events: int = EVENTS, files: int = FILES, size: int = FILE_BYTES) -> None:
    """Write a case of so many events and exhibits; the bytes of an exhibit are its number and a pattern."""
    from counterfoil.run.case_files import write_case_table
    from counterfoil.tables import case, case_evidence, case_subject, event

    (folder / "exhibits").mkdir(parents=True)
    for number in range(files):
        block = bytes((number * 31 + at) % 251 for at in range(1 << 16))
        with (folder / "exhibits" / f"scan-{number:03}.bin").open("wb") as stream:
            for _ in range(size // len(block)):
                stream.write(block)
    numbers = pl.int_range(1, events + 1, eager=True)
    rows = pl.concat([event.EXAMPLE] * events).with_columns(
        number=numbers,
        actor=pl.format("reviewer:{}", numbers % 40),
        subject_kind=pl.lit("offer"),
        subject_id=pl.format("o-{}", numbers),
        what=pl.format("Offer o-{} was looked at and left as it is.", numbers),
    )
    examples = {"subjects": case_subject.EXAMPLE, "evidence": case_evidence.EXAMPLE, "case": case.EXAMPLE}
    for name, table in {**examples, "events": rows}.items():
        write_case_table(folder, name, table)


def measured(part: str, folder: Path) -> dict[str, Any]:
    """Return CPU seconds and the most memory (GB) of one part; imports are not counted as seconds."""
    sys.path.insert(0, str(HERE.parents[1] / "tools"))
    import verify_bundle
    from counterfoil.run.custody import bundle, verify

    made, profile = folder / "case.bundle", "events.actor,events.subject_id"

    def edition() -> None:
        bundle(made, folder / "short.bundle", at=AT, key=None, redact=profile, timestamp=None)

    work: dict[str, Callable[[], object]] = {
        "imports": lambda: None,
        "bundle": lambda: bundle(folder / "case", made, at=AT, key=None, redact=None, timestamp=None),
        "verify": lambda: verify(made),
        "edition": edition,
        "standalone": lambda: verify_bundle.check(made),
    }
    before = time.process_time()
    work[part]()
    seconds = time.process_time() - before
    size = made.stat().st_size if made.exists() else 0
    return {"seconds": seconds, "gigabytes": _peak(), "bytes": size}


def _peak() -> float:
    """Return the most memory that this process took, in GB; getrusage would tell that of a larger parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1e6


def _in_a_process(part: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "run.py"), "--part", part, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"measured {part}", file=sys.stderr, flush=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _figures(told: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    names = {
        "bundle": "a bundle made, and checked",
        "verify": "a bundle verified",
        "edition": "an edition made without two fields of each event, checked and searched",
        "standalone": "the same bundle checked by tools/verify_bundle.py",
    }
    targets = {"bundle": "<= 60", "verify": "<= 30"}
    figures = [_figure(names[part], told[part]["seconds"], "CPU-seconds", targets.get(part, "")) for part in names]
    idle = told["imports"]["gigabytes"]
    memory = {part: told[part]["gigabytes"] - idle for part in ("bundle", "verify", "edition")}
    figures += [_figure(f"{names[part]}: memory beyond the imports", memory[part], "GB", "<= 0.5") for part in memory]
    size = told["bundle"]["bytes"] - FILES * FILE_BYTES
    return [*figures, _figure("size of the records of one event", size / EVENTS, "bytes", "")]


def _figure(name: str, value: float, unit: str, target: str) -> dict[str, Any]:
    figure = {"name": name, "value": round(value, 2), "unit": unit, "target": target, "peers": []}
    return {**figure, "data": DATA, "command": COMMAND, "commit": commit_name()}


if __name__ == "__main__":
    main()
