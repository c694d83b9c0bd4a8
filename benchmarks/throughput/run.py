"""How many offers are screened per CPU-second with all evidence but pictures, and how long does one take alone?

    python benchmarks/throughput/run.py [--offers 50000]

Offers are drawn from real listings (market.py), the rights are those of the screening benchmark, alone and among
20,000 marks. What is timed is the engine: tables in memory in, findings, assessments and decisions out. Files, long
runs and their memory: benchmarks/long_runs.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import quantiles

import market
import polars as pl
from rich.console import Console
from rich.table import Table

from counterfoil.screening.marks import build_marks
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population.comparisons import keys_of_each
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.screening.screen import screen

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
LISTS = (0, 20_000)  # marks; 0: the rights of the screening benchmark alone
BATCH = 10_000  # offers at a time, as a run screens them at most
SINGLE = 400  # offers screened one by one
REPEATS = 3  # of which the fastest counts: the machine is shared
TARGET = 100_000
P50, P99 = 3.0, 12.0  # milliseconds


def main() -> None:
    """Measure, print the table and write results.json; without the files, say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--offers", type=int, default=50_000)
    wanted = parser.parse_args().offers
    if not market.LISTINGS.exists():
        print(f"{market.LISTINGS} is absent: nothing is measured.")
        return
    offers = market.offers(wanted)
    records = [record for marks in LISTS for record in measured(offers, marks)]
    (HERE / "results.json").write_text(json.dumps(records, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    show(records)


def measured(offers: pl.DataFrame, marks: int) -> list[dict[str, object]]:
    """Return the figures for one list of rights."""
    rights = market.rights(marks)
    references = of_marks_alone(build_marks(rights))
    batches = [offers[start : start + BATCH] for start in range(0, offers.height, BATCH)]
    ready = [prepared(batch) for batch in batches]
    naming = sum(screen(batch, references).assessments["subject_id"].n_unique() for batch in ready) / offers.height
    steps = {
        "read for goods and brand": speed(batches, prepared),
        "compared with each other (keys)": speed(ready, keys_of_each),
        "screened": speed(ready, lambda batch: screen(batch, references)),
    }
    alone = quantiles(single(offers, references), n=100)
    size = f"{rights.height:,} rights" if not marks else f"{marks:,} marks"
    data = f"{offers.height:,} offers from real listings, {naming:.0%} with a mark or a sign; {size}"
    figures = [(f"offers per CPU-second, {step}", value, "1/s", None) for step, value in steps.items()]
    whole = 1 / sum(1 / value for value in steps.values())
    figures += [
        ("offers per CPU-second, all evidence but pictures", whole, "1/s", f">= {TARGET}"),
        ("one offer alone, median", alone[49], "ms of CPU", f"<= {P50}"),
        ("one offer alone, 99th percentile", alone[98], "ms of CPU", f"<= {P99}"),
    ]
    return [record(f"{name}, {size}", value, unit, target, data) for name, value, unit, target in figures]


def speed(batches: list[pl.DataFrame], work: object) -> float:
    """Return offers per CPU-second of the fastest of REPEATS runs over all batches."""
    seconds = []
    for _ in range(REPEATS):
        clock = time.process_time()
        for batch in batches:
            work(batch)  # type: ignore[operator]
        seconds.append(time.process_time() - clock)
    return sum(batch.height for batch in batches) / min(seconds)


def single(offers: pl.DataFrame, references: References) -> list[float]:
    """Return the CPU time in milliseconds of each of SINGLE offers, screened in a call of its own."""
    times = []
    for number in range(SINGLE):
        clock = time.process_time()
        screen(prepared(offers[number : number + 1]), references)
        times.append((time.process_time() - clock) * 1e3)
    return times[SINGLE // 10 :]  # the first ones warm up


def record(name: str, value: float, unit: str, target: str | None, data: str) -> dict[str, object]:
    """Return one figure as it is frozen."""
    return {
        "name": name,
        "value": round(value, 1) if value < TARGET / 1000 else round(value),
        "unit": unit,
        "target": target,
        "peers": [],
        "data": data,
        "command": "python benchmarks/throughput/run.py",
        "commit": commit_name(),
    }


def show(records: list[dict[str, object]]) -> None:
    """Print the figures."""
    table = Table("figure", "value", "unit", "target")
    for one in records:
        table.add_row(str(one["name"]), f"{one['value']:,}", str(one["unit"]), str(one["target"] or ""))
    Console().print(table)


if __name__ == "__main__":
    main()
