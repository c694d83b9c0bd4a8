"""What does the benchmark leave behind? A printed table, results.json, misses.csv and a line in openings.csv.

Counts, row numbers and kinds of finding only: no word of the files, which carry no licence.
"""

import json
import sys
from pathlib import Path

import polars as pl
from figures import Figure, as_json
from files import HERE
from rich.console import Console
from rich.table import Table

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

OPENED = (
    "replica recall",
    "false alarms retail_myntra",
    "false alarms retail_sportswear",
    "false alarms hard_negatives_keyword",
)


def print_table(figures: list[Figure], *, title: str = "Screening of the real files") -> None:
    """Print one line per figure, with target, peers and data."""
    table = Table(title=title)
    for heading in ("figure", "value", "target", "peers", "data"):
        table.add_column(heading, overflow="fold")
    for figure in figures:
        peers = ", ".join(f"{name} {_shown(value)}" for name, value in figure.peers.items())
        table.add_row(figure.name, _shown(figure.value), figure.target, peers, figure.data)
    Console().print(table)


def write_results(figures: list[Figure], half: str, *, out: Path = HERE) -> None:
    """Write results.json, or results-<half>.json of a half: a look at one half leaves the frozen figures."""
    command = f"python benchmarks/screening/run.py --half {half}"
    records = [as_json(figure, command=command, commit=commit_name()) for figure in figures]
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    (out / _named("results.json", half)).write_text(text, encoding="utf-8")


def write_misses(misses: pl.DataFrame, half: str, *, out: Path = HERE) -> None:
    """Write misses.csv, or misses-<half>.csv of a half."""
    misses.write_csv(out / _named("misses.csv", half))


def append_opening(figures: list[Figure], *, half: str, date: str, out: Path = HERE) -> None:
    """Add a line to openings.csv, unless only development rows were looked at."""
    if half == "development":
        return
    values = {figure.name: figure.value for figure in figures}
    line = ",".join([date, commit_name(), half, *(_shown(values.get(name)) for name in OPENED)])
    with (out / "openings.csv").open("a", encoding="utf-8") as openings:
        openings.write(line + "\n")


def _named(name: str, half: str) -> str:
    return name if half == "all" else name.replace(".", f"-{half}.")


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
