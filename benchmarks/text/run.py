"""How many listings per CPU-second are searched for how many marks, ours and others' in the same run?

    python benchmarks/text/run.py [--listings 20000]

Texts are real titles and descriptions of ../shared/data/listings, marks are ../shared/data/listings/brand_names.csv
and, beyond its 10,500, names made of syllables. Peers are installed by hand: pip install -r benchmarks/text/peers.txt.
"""

import argparse
import csv
import json
import random
import re
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from page import PAGE, written
from peers import PEERS
from rich.console import Console
from rich.table import Table
from single import alone, opened, second_start

from counterfoil.text.folding import fold_text
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import find_all, scanner_of
from counterfoil.text.tokens import key

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
LISTINGS = HERE.parents[2] / "shared" / "data" / "listings"
SIZES = (1_190, 20_000, 200_000)  # 1,190 marks is what a large owner holds
LENGTH = 400  # characters of a listing, at most; about 300 bytes on average
SHORTEST = 3  # letters of a mark
LONG = 2.0  # CPU seconds of a run that is not repeated
REPEATS = 3  # of which the fastest counts: the machine is shared


def main() -> None:
    """Measure, print the table and write results.json; without the files, say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=20_000)
    parser.add_argument("--page", action="store_true", help="write the page alone, from results.json")
    asked = parser.parse_args()
    if asked.page:
        write_page(json.loads((HERE / "results.json").read_text(encoding="utf-8")))
        return
    if not LISTINGS.exists():
        print(f"{LISTINGS} is absent: nothing is measured.")
        return
    texts = listings(asked.listings)
    records = [record for size in SIZES for record in measured(texts, marks(size))]
    (HERE / "results.json").write_text(json.dumps(records, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    write_page(records)
    show(records)


def write_page(records: list[dict[str, object]]) -> None:
    """Write the table of docs/benchmarks.md."""
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), records), encoding="utf-8")


def listings(wanted: int) -> list[str]:
    """Return real listings, repeated to the number wanted."""
    found = []
    for file, title, text in (
        ("retail_catalogue_myntra.csv", "ProductName", "Description"),
        ("retail_catalogue_sportswear.csv", "Product Name", "Description"),
    ):
        with (LISTINGS / file).open(encoding="utf-8", errors="replace", newline="") as stream:
            found += [f"{row[title]} {row[text]}"[:LENGTH] for row in csv.DictReader(stream)]
    return (found * (wanted // len(found) + 1))[:wanted]


def marks(size: int) -> list[str]:
    """Return brand names, drawn by a fixed seed, and made-up ones where there are not enough."""
    draw = random.Random(7)
    with (LISTINGS / "brand_names.csv").open(encoding="utf-8", newline="") as stream:
        names = sorted({row["name"] for row in csv.DictReader(stream) if re.match(r"\w.*\w$", row["name"])})
    names = [name for name in names if len(key(name)) >= SHORTEST]  # shorter ones stand inside every other word
    draw.shuffle(names)
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    while len(names) < size:
        names.append("".join(draw.choices(syllables, k=draw.randint(3, 5))).title())
    return names[:size]


def measured(texts: list[str], written: list[str]) -> list[dict[str, object]]:
    """Return the figures for one list of marks: speed with and without slips, peers, index, one listing alone."""
    column, names = pl.Series("text", texts), [Name(number, name) for number, name in enumerate(written)]
    scanner = scanner_of(names)
    find_all(column[:100], scanner)  # compiles, the first time on a machine
    with_slips = speed(len(texts), lambda: find_all(column, scanner))
    others = [{"name": name, "value": value} for name, value in peers(texts, written).items()]
    exact = speed(len(texts), lambda: find_all(column, scanner, slips=False))
    found = find_all(column, scanner)
    slipped = found.filter(pl.col("manner") != "plain")["row"].n_unique() / len(texts)
    middle, late = alone(texts, scanner)
    with tempfile.TemporaryDirectory() as folder:
        index, start = opened(names, Path(folder)), second_start(names, Path(folder))
    size = f"{len(names):,} marks"
    figures = [
        (f"listings per CPU-second, slips on, {size}", with_slips, "1/s", ">= 2 x hyperscan", others),
        (f"listings per CPU-second, slips off, {size}", exact, "1/s", "", others),
        (f"listings with a name not written plainly, {size}", slipped, "share", "", []),
        (f"one listing alone, median, {size}", middle, "µs of CPU", "<= 100", []),
        (f"one listing alone, 99th percentile, {size}", late, "µs of CPU", "", []),
        (f"index build, {size}", index["build"], "CPU s", "<= 5", []),
        (f"index digest, {size}", index["digest"], "CPU s", "", []),
        (f"index open, digest included, {size}", index["open"], "CPU s", "<= 0.05", []),
        (f"index file, {size}", index["size"], "MiB", "<= 200", []),
        (f"second start, to the first answer, {size}", start, "CPU s", "<= 2", []),
    ]
    return [record(name, value, unit, target, found_by, texts) for name, value, unit, target, found_by in figures]


def peers(texts: list[str], names: list[str]) -> dict[str, float | None]:
    """Return each peer's listings per CPU-second, or None where it is not installed."""
    folded = sorted({fold_text(name) for name in names})
    speeds: dict[str, float | None] = {}
    for name, prepare in PEERS.items():
        try:
            find = prepare(folded)
        except ModuleNotFoundError:
            speeds[name] = None
            continue
        speeds[name] = round(speed(len(texts), lambda find=find: find(texts)))
    return speeds


def speed(rows: int, work: object) -> float:
    """Return rows per CPU-second of the fastest of REPEATS runs, after one to warm up; of that one if it is LONG."""
    clock = time.process_time()
    work()  # type: ignore[operator]
    if (first := time.process_time() - clock) > LONG:
        return rows / first
    seconds = []
    for _ in range(REPEATS):
        clock = time.process_time()
        work()  # type: ignore[operator]
        seconds.append(time.process_time() - clock)
    return rows / min(seconds)


def record(name: str, value: float, unit: str, target: str, others: object, texts: list[str]) -> dict[str, object]:
    """Return one figure as it is frozen."""
    mean = sum(len(text.encode()) for text in texts) / len(texts)
    return {
        "name": name,
        "value": round(value, 4 if value < 1 else 1),
        "unit": unit,
        "target": target,
        "peers": others,
        "data": f"{len(texts):,} retail listings of {mean:.0f} bytes on average, brand_names.csv",
        "command": " ".join(["python benchmarks/text/run.py", *sys.argv[1:]]),
        "commit": commit_name(),
    }


def show(records: list[dict[str, object]]) -> None:
    """Print the figures and, once for each list of marks, the peers'."""
    table = Table("figure", "value", "unit", "target")
    for one in records:
        table.add_row(str(one["name"]), f"{one['value']:,}", str(one["unit"]), str(one["target"]))
        for peer in one["peers"] if "slips on" in str(one["name"]) else []:  # type: ignore[attr-defined]
            value = "not installed" if peer["value"] is None else f"{peer['value']:,}"
            table.add_row(f"  {peer['name']}", value, "1/s", "")
    Console().print(table)


if __name__ == "__main__":
    main()
