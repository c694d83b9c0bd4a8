"""What does the next start cost, and one listing alone? Each start is a process of its own."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

from counterfoil.run.mark_index_files import scanner_in
from counterfoil.text.mark_file import digest_of_names
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, find_one

SINGLE = 2_000  # listings searched one by one
STARTS = 3  # of which the fastest counts
_START = """
import sys, time
from pathlib import Path
from counterfoil.run.mark_index_files import scanner_in
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import find_one
names = [Name(number, written) for number, written in enumerate(Path(sys.argv[2]).read_text("utf-8").split("\\0"))]
assert find_one(names[0].written, scanner_in(Path(sys.argv[1]), names))
print(time.process_time())
"""


def alone(texts: list[str], scanner: Scanner) -> tuple[float, float]:
    """Return the median and the 99th percentile, in µs of CPU, of searching one listing in a call of its own."""
    times = []
    for text in texts[:SINGLE]:
        clock = time.process_time()
        find_one(text, scanner)
        times.append((time.process_time() - clock) * 1e6)
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[98]


def opened(names: list[Name], folder: Path) -> dict[str, float]:
    """Return the CPU seconds that naming, building and opening an index take, and the MiB of its file."""
    times = {}
    for step, work in (
        ("digest", lambda: digest_of_names(names)),
        ("build", lambda: scanner_in(folder, names)),
        ("open", lambda: scanner_in(folder, names)),
    ):
        clock = time.process_time()
        work()
        times[step] = time.process_time() - clock
    (file,) = folder.glob("*.marks")
    return {**times, "size": file.stat().st_size / 2**20}


def second_start(names: list[Name], folder: Path) -> float:
    """Return the CPU seconds of a new process from its start to its first answer, index and code being kept."""
    written = folder / "names.txt"
    written.write_text("\0".join(name.written for name in names), encoding="utf-8")
    command = [sys.executable, "-c", _START, str(folder), str(written)]
    seconds = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(STARTS)]
    return min(seconds)
