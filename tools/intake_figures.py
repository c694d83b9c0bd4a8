"""Which figures of the intake benchmark does docs/benchmarks.md show? Those of the frozen results.

python tools/intake_figures.py            write the table
python tools/intake_figures.py --check    write nothing; exit 1 and name the page that differs
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
BLOCK = "intake"
Record = dict[str, Any]


def table(records: list[Record]) -> str:
    """Return a line for each format, and what was measured."""
    commits = " and ".join(f"`{commit}`" for commit in dict.fromkeys(record["commit"] for record in records))
    lines = [
        f"Measured at commit {commits} by `{records[0]['command']}`, in MB per CPU-second.",
        "",
        "| format | as | as text | checked | target | MiB | MiB, four times as long |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for record in records:
        sizes = (record["memory_mib"], record["memory_mib_four_times_as_long"])
        cells = (record["name"], record["table"], record["as_text"], record["checked"], _target(record), *sizes)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _target(record: Record) -> str:
    if not record["target"]:
        return "–"
    return f"≥ {record['target']}" + ("" if record["as_text"] >= record["target"] else ", missed")


def main() -> int:
    """Write or check the table and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the page that differs")
    check = parser.parse_args().check
    records = json.loads((ROOT / "benchmarks" / "intake" / "results.json").read_text(encoding="utf-8"))
    page = ROOT / "docs" / "benchmarks.md"
    differing = settle({page: filled(page.read_text(encoding="utf-8"), BLOCK, table(records))}, check=check)
    for path in differing:
        print(f"{path.name} {'differs: run python tools/intake_figures.py' if check else 'written'}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
