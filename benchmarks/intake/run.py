"""How many megabytes of each format are read in a CPU-second, and how much memory does it take?

    python benchmarks/intake/run.py [--rows 20000] [--only CSV]

Rows are invented (formats.py). "As text" ends with rows of text under our names; "checked" with typed rows held
against the contract, as every command reads them. Peers (peers.py) read the same bytes in the same run; ijson is
installed by hand. Memory is the growth of a process that reads one file and then one four times as long.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from formats import FORMATS, Measured
from peers import PEERS
from rich.console import Console
from rich.table import Table

from counterfoil.intake.mapping import NO_MAPPING
from counterfoil.intake.reader import Wanted
from counterfoil.intake.source import raw_batches
from counterfoil.intake.table_kinds import sorted_batches

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
REPEATS = 3  # of which the fastest counts: the machine is shared
LONGER = 4  # times the rows, for the growth of memory
MEGABYTE = 1_000_000


def main() -> None:
    """Measure every format, print the table and write results.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help="of every format; default: each format's own number")
    parser.add_argument("--only", help="one format, not written down")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory_of:
        print(json.dumps(peak_of(Path(asked.memory_of), named(asked.only))))
        return
    wanted = [one for one in FORMATS if asked.only in (None, one.name)]
    records = [measured(one, asked.rows or one.rows) for one in wanted]
    if asked.only is None:
        (HERE / "results.json").write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")
    show(records)


def named(name: str) -> Measured:
    """Return the format of that name."""
    return next(one for one in FORMATS if one.name == name)


def measured(one: Measured, rows: int) -> dict[str, object]:
    """Return the figures of one format, in MB per CPU-second and MiB."""
    content = one.write(one.generate(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        assert as_text(path, one) == rows
        assert checked(path, one) == rows
        figures = {
            "as_text": speed(len(content), lambda: as_text(path, one)),
            "checked": speed(len(content), lambda: checked(path, one)),
            "peers": peers(one.name, content),
            "memory_mib": memory(path, one),
        }
        path.write_bytes(one.write(one.generate(rows * LONGER)))
        figures["memory_mib_four_times_as_long"] = memory(path, one)
    return {
        "name": one.name,
        "unit": "MB per CPU-second",
        "table": one.kind.name,
        "target": one.target,
        **figures,
        "data": f"{rows:,} invented {one.kind.name}, {len(content) / MEGABYTE:.1f} MB",
        "command": " ".join(["python benchmarks/intake/run.py", *sys.argv[1:]]),
        "commit": commit_name(),
    }


def as_text(path: Path, one: Measured) -> int:
    """Return the number of rows read as text."""
    wanted = Wanted(path.name, one.kind.columns, one.kind.required, NO_MAPPING)
    with path.open("rb") as stream:
        return sum(batch.rows.height for batch in raw_batches(stream, wanted, product_feeds=one.kind.name == "offers"))


def checked(path: Path, one: Measured) -> int:
    """Return the number of rows kept."""
    with path.open("rb") as stream:
        return sum(batch.kept.height for batch in sorted_batches(one.kind.read(stream, file=path.name)))


def speed(size: int, work: Callable[[], object]) -> float:
    """Return megabytes per CPU-second (of all threads) of the fastest of REPEATS runs."""
    seconds = []
    for _ in range(REPEATS):
        clock = time.process_time()
        work()
        seconds.append(time.process_time() - clock)
    return round(size / MEGABYTE / min(seconds), 1)


def peers(name: str, content: bytes) -> list[dict[str, object]]:
    """Return the speed of each peer, None where it is not installed."""
    found: list[dict[str, object]] = []
    for peer, read in PEERS.get(name, {}).items():
        try:
            read(content)
            value: float | None = speed(len(content), lambda read=read: read(content))  # type: ignore[misc]
        except ModuleNotFoundError:
            value = None
        found.append({"name": peer, "value": value})
    return found


def memory(path: Path, one: Measured) -> float:
    """Return by how many MiB a fresh process grows while it reads the file, above what it needs to start."""
    command = [sys.executable, __file__, "--memory-of", str(path), "--only", one.name]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    return float(json.loads(done.stdout))


def peak_of(path: Path, one: Measured) -> float:
    """Return the growth of this process's peak memory in MiB."""
    before = high_water()
    checked(path, one)
    return round((high_water() - before) / 1024, 1)


def high_water() -> int:
    """Return the most memory that this process has held, in KiB: getrusage would count its parent's, too."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def show(records: list[dict[str, object]]) -> None:
    """Print a line for each format."""
    table = Table(
        "format", "as text", "checked", "target", "MiB", f"MiB, {LONGER} x", "peers", box=None, pad_edge=False
    )
    for one in records:
        others = ", ".join(f"{peer['name']} {peer['value'] or 'not installed'}" for peer in one["peers"])  # type: ignore[attr-defined]
        figures = (one["as_text"], one["checked"], one["target"] or "")
        memories = (one["memory_mib"], one["memory_mib_four_times_as_long"])
        table.add_row(str(one["name"]), *map(str, figures), *map(str, memories), others)
    Console().print("MB per CPU-second", table)


if __name__ == "__main__":
    main()
