"""How long does a signature take through 10 million stock lines? CPU seconds, wall clock and memory, each in a process.

python benchmarks/targeting/stock_lines.py              10 million lines as Parquet and as CSV; 1 million in full
python benchmarks/targeting/stock_lines.py --lines N    as many lines as that; nothing is written

The stock is invented (`stock_lines_invented`), with the goods of a confirmed fake among it in a known number: a run
that does not find every one of them ends here. Drawing the stock and writing it is not counted.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from stock_lines_invented import Planted, goods, planted, stock_lines  # noqa: E402

from measured_at import commit_name  # noqa: E402

LINES, FULL, PART = 10_000_000, 1_000_000, 500_000
TARGET = 60  # seconds on two cores
COMMAND = "python benchmarks/targeting/run.py stock_lines"
DATA = "{:,} invented stock lines (seed 20261109), {:,} of the product that is looked for, {:,} of them from its source"


def figures(lines: int = LINES, full: int = FULL) -> list[dict[str, Any]]:
    """Return the figures, an object each: name, value, unit, target, peers, data, command, commit."""
    made_at, found = commit_name(), []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _signature(work)
        for kind in ("parquet", "csv"):
            path, told = _written(work, lines, kind)
            found += _of_run(_run(work, path, first_look=True), f"{lines:,} stock lines, {kind}", told, lines)
            path.unlink()
        path, told = _written(work, full, "parquet")
        name = f"{full:,} stock lines, parquet, each compared in full"
        found += _of_run(_run(work, path, first_look=False), name, told, full)[:2]
    return [one | {"peers": {}, "command": COMMAND, "commit": made_at} for one in found]


def _signature(work: Path) -> None:
    """Write the goods and sign them, as they travel to a facility."""
    goods().write_csv(work / "goods.csv")
    for words in (["key", "-o", "key"], ["make", "goods.csv", "--key", "key", "-o", "signature.json"]):
        subprocess.run(
            [sys.executable, "-m", "counterfoil", "signature", *words], cwd=work, check=True, capture_output=True
        )


def _written(work: Path, lines: int, kind: str) -> tuple[Path, Planted]:
    """Write the stock part by part; return its file, and what of the goods is among it."""
    path, every, writer = work / f"stock.{kind}", Planted(0, 0, 0), None
    with path.open("wb") as stream:
        for first in range(0, lines, PART):
            wanted = min(PART, lines - first)
            rows = stock_lines(wanted, first=first)
            every = Planted(*(sum(both) for both in zip(every, planted(wanted, first=first), strict=True)))
            if kind == "csv":
                rows.write_csv(stream, include_header=first == 0)
                continue
            table = rows.to_arrow()
            writer = writer or pq.ParquetWriter(stream, table.schema, compression="zstd")
            writer.write_table(table, row_group_size=PART)
        if writer is not None:
            writer.close()
    return path, every


def _run(work: Path, path: Path, *, first_look: bool) -> dict[str, Any]:
    """Match in a process of its own, so that its CPU seconds and memory are of the match alone."""
    asked = [sys.executable, __file__, "--measured", str(work), str(path), str(int(first_look))]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _measured(work: Path, path: Path, *, first_look: bool) -> None:
    from counterfoil.run.matching import MatchRequest, run_matching  # what it imports is not counted

    warm = work / "warm.csv"  # compiled code is read from disk once
    stock_lines(1_000).write_csv(warm)
    run_matching(MatchRequest(goods=work / "signature.json", items=(warm,), out=work / "warm"))
    request = MatchRequest(goods=work / "signature.json", items=(path,), out=work / "out", first_look=first_look)
    began, started = time.monotonic(), time.process_time()
    counts = run_matching(request)["counts"]
    told = {"cpu": time.process_time() - started, "wall": time.monotonic() - began, "counts": counts}
    print(json.dumps(told | {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def _of_run(told: dict[str, Any], name: str, among: Planted, lines: int) -> list[dict[str, Any]]:
    counts = told["counts"]
    assert counts["items_kept"] == lines, counts
    assert counts["identical offending goods"] == among.offending, (counts, among)
    data = DATA.format(lines, sum(among), among.offending)
    target = f"<= {TARGET}" if lines == LINES else None
    cpu_target = f"<= {2 * TARGET}" if lines == LINES else None
    return [
        {"name": f"{name}: CPU", "value": round(told["cpu"], 1), "unit": "CPU-s", "target": cpu_target, "data": data},
        {"name": f"{name}: wall clock", "value": round(told["wall"], 1), "unit": "s", "target": target, "data": data},
        {"name": f"{name}: most memory", "value": told["mib"], "unit": "MiB", "target": None, "data": data},
        {
            "name": f"{name}: offending goods found",
            "value": counts["identical offending goods"],
            "unit": f"of {among.offending:,}",
            "target": f">= {among.offending}",
            "data": data,
        },
    ]


def main() -> None:
    """Measure and print; `run.py stock_lines` keeps the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--lines", type=int, default=LINES)
    options.add_argument("--measured", nargs=3, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measured:
        work, path, first_look = asked.measured
        _measured(Path(work), Path(path), first_look=first_look == "1")
        return
    found = figures(asked.lines, min(FULL, asked.lines))
    for one in found:
        print(f"{one['value']:>12,} {one['unit']:<10} {one['name']}")


if __name__ == "__main__":
    main()
