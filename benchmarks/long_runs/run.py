"""What does a screening of many offers need: memory at its peak, CPU time, disk; and do the parts change a byte?

    python benchmarks/long_runs/run.py 200000 800000 2000000

Writes invented offers (offers.py), screens them in a process of its own, Parquet to Parquet, and freezes the figures
in results.json. A number of offers that was measured before is replaced. 1000000 and 10000000 run the same way.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from offers import write_offers

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
RIGHTS = REPOSITORY / "examples" / "rights.csv"
RESULTS = HERE / "results.json"
MIB = 1 << 20


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("offers", type=int, nargs="+", help="how many offers")
    parser.add_argument("--memory", help="handed on to the command")
    asked = parser.parse_args()
    for count in asked.offers:
        figures = measured_in_its_own_process(count, asked.memory)
        print(json.dumps(figures))
        freeze(figures)


def measured_in_its_own_process(count: int, memory: str | None) -> dict[str, Any]:
    """Screen so many offers and return the figures of that process alone."""
    with TemporaryDirectory(prefix="counterfoil-long-run-") as folder:
        offers, out = Path(folder) / "offers.parquet", Path(folder) / "out"
        write_offers(offers, count)
        words = ["screen", str(offers), "--rights", str(RIGHTS), "-o", str(out), "--progress", "json"]
        told = Path(folder) / "progress.jsonl"
        with told.open("wb") as progress:
            command = [sys.executable, "-m", "counterfoil", *words, *(["--memory", memory] if memory else [])]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=progress)
            _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(told.read_text(encoding="utf-8")[-2000:])
        cpu = used.ru_utime + used.ru_stime
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        return {
            "offers": count,
            "memory": memory,
            "peak_mib": used.ru_maxrss // 1024,
            "cpu_seconds": round(cpu, 1),
            "offers_per_cpu_second": round(count / cpu),
            "seconds_by_step": _seconds_by_step(told.read_text(encoding="utf-8")),
            "offers_mib": round(offers.stat().st_size / MIB, 1),
            "results_mib": round(sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / MIB, 1),
            "marked_in_population": pl.scan_parquet(out / "population.parquet").select(pl.len()).collect().item(),
            "counts": record["counts"],
            "versions": record["versions"],
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "polars_threads": os.environ.get("POLARS_MAX_THREADS", "all"),
        }


def _seconds_by_step(told: str) -> dict[str, float]:
    """Return how long each step took, from its lines of progress; the clock of a shared machine."""
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    at = pl.DataFrame([line for line in lines if line["event"] == "progress"], infer_schema_length=None).select(
        "step", pl.col("at").str.to_datetime(time_zone="UTC")
    )
    spans = at.group_by("step", maintain_order=True).agg((pl.max("at") - pl.min("at")).dt.total_milliseconds() / 1000)
    return dict(spans.iter_rows())


def freeze(measured: dict[str, Any]) -> None:
    """Put the figures into results.json, in the place of those for the same number of offers and memory."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    made = figures_of(measured)
    names = {figure["name"] for figure in made}
    rest = [figure for figure in known if figure["name"] not in names]
    RESULTS.write_text(json.dumps([*rest, *made], indent=2) + "\n", encoding="utf-8")


def figures_of(measured: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures of one run as they are frozen."""
    given = f" --memory {measured['memory']}" if measured["memory"] else ""
    size = f"{measured['offers']:,} offers{given}"
    steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in measured["seconds_by_step"].items())
    alike = {
        "peers": [],
        "data": f"invented offers of {measured['offers_mib']} MiB, 2 % naming a mark; clock by step: {steps}; "
        f"{measured['machine']}, Polars threads: {measured['polars_threads']}",
        "command": f"python benchmarks/long_runs/run.py {measured['offers']}{given}",
        "commit": commit_name(),
    }
    return [
        {"name": f"peak memory, {size}", "value": measured["peak_mib"], "unit": "MiB", "target": "<= 1536", **alike},
        {"name": f"CPU time, {size}", "value": measured["cpu_seconds"], "unit": "s", "target": "", **alike},
        {
            "name": f"offers per CPU-second, files to files, {size}",
            "value": measured["offers_per_cpu_second"],
            "unit": "1/s",
            "target": ">= 100000",
            **alike,
        },
        {"name": f"results on disk, {size}", "value": measured["results_mib"], "unit": "MiB", "target": "", **alike},
    ]


if __name__ == "__main__":
    main()
