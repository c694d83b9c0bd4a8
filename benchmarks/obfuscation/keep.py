"""What does the benchmark leave behind? Two printed tables, results.json and a line in openings.csv.

Counts only: no word of the sample files, which carry no licence.
"""

import json
import sys
from pathlib import Path

from figures import Figure, as_json
from rich.console import Console
from rich.table import Table
from tell import WAYS

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
OPENED = ("dropped letter: found by the mark index", "clean rows decided review or above")


def print_tables(figures: list[Figure], half: str) -> None:
    """Print a line per kind of disguise, and a line per count of clean rows."""
    by_name = {figure.name: figure for figure in figures}
    kinds = dict.fromkeys(name.split(": ")[0] for name in by_name if ": " in name)
    peers = list(dict.fromkeys(peer for figure in figures for peer in figure.peers))
    recall = Table("kind", *WAYS.values(), "target", *peers, title=f"Altered marks, {half}")
    for kind in kinds:
        ours = [by_name[f"{kind}: {counted}"] for counted in WAYS.values()]
        theirs = [_percent(ours[0].peers.get(peer)) for peer in peers]
        recall.add_row(kind, *(_percent(one.value) for one in ours), ours[0].target, *theirs)
    clean = Table("in 100,000", "rows", "target", *peers, "measured on", title=f"Clean texts, {half}")
    for figure in (figure for figure in figures if ": " not in figure.name):
        theirs = [f"{figure.peers[peer]:,}" if peer in figure.peers else "" for peer in peers]
        clean.add_row(figure.name, f"{figure.value:,}", figure.target, *theirs, figure.data)
    Console().print(recall, clean)


def write_results(figures: list[Figure], half: str, *, out: Path = HERE) -> None:
    """Write results.json, or results-<half>.json of a half: a look at one half leaves the frozen figures."""
    command = f"python benchmarks/obfuscation/run.py --half {half}"
    records = [as_json(figure, command=command, commit=commit_name()) for figure in figures]
    name = "results.json" if half == "all" else f"results-{half}.json"
    (out / name).write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def append_opening(figures: list[Figure], *, half: str, date: str, out: Path = HERE) -> None:
    """Add a line to openings.csv, unless only development cases were looked at."""
    if half == "development":
        return
    values = {figure.name: figure.value for figure in figures}
    line = ",".join([date, commit_name(), half, *(f"{values[name]:g}" for name in OPENED)])
    with (out / "openings.csv").open("a", encoding="utf-8") as openings:
        openings.write(line + "\n")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
