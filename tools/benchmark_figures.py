"""Which figures of the screening benchmark do README.md and docs/benchmarks.md show? Those of the frozen results.

    python tools/benchmark_figures.py            write both tables
    python tools/benchmark_figures.py --check    write nothing; exit 1 and name the pages that differ

results.json (all rows) goes before results-development.json (odd rows, on which the weights were set).
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "screening"
BLOCK = "figures"
SHOWN = {  # name in the results → how the pages say it
    "replica recall": "items of a replica catalogue that name a mark: **found**",
    "replica recall, hold or graver": "of the same items: held or removed",
    "replica recall, unnamed rows too": "the whole replica catalogue: found",
    "false alarms retail_myntra": "genuine offers of a fashion retailer: **false alarms**",
    "false alarms retail_sportswear": "genuine offers of a sportswear retailer: **false alarms**",
    "false alarms hard_negatives_keyword": "genuine texts with words for copies in them: **false alarms**",
    "false alarms dealer_watches": "a dealer's genuine used watches: **false alarms**",
    "altered spellings found": "altered spellings of marks: **found**",
    "alarmed ebay_perfume": "perfume offers nobody has labelled: alarmed (some rightly)",
}
COUNTS = re.compile(r"(\d+) of (\d+) rows, 95 % Wilson ([\d.]+) to ([\d.]+)$")
Record = dict[str, Any]


def frozen(folder: Path) -> tuple[list[Record], str]:
    """Return the shown records in the order of SHOWN, and which rows they were measured on."""
    whole = folder / "results.json"
    path = whole if whole.exists() else folder / "results-development.json"
    records = {record["name"]: record for record in json.loads(path.read_text(encoding="utf-8"))}
    rows = "all rows" if whole.exists() else "the development half (odd rows, on which the weights were set)"
    return [records[name] for name in SHOWN if name in records], rows


def short_table(records: list[Record], rows: str) -> str:
    """Return README's table: each figure beside what a word list and the price alone make of the same rows."""
    lines = [
        _origin(records, rows),
        "",
        "| rows | Counterfoil | a list of bad words | price below the floor |",
        "|---|---:|---:|---:|",
    ]
    for record in records:
        peers = {peer["name"]: peer["value"] for peer in record["peers"]}
        cells = (record["value"], peers.get("bad word"), peers.get("below floor"))
        lines.append(f"| {SHOWN[record['name']]} | " + " | ".join(map(_percent, cells)) + " |")
    return "\n".join(lines)


def long_table(records: list[Record], rows: str) -> str:
    """Return the table of docs/benchmarks.md: counts, interval and target."""
    lines = [_origin(records, rows), "", "| rows | share | count | 95 % interval | target |", "|---|---:|---:|---|---|"]
    for record in records:
        found = COUNTS.search(record["data"])
        assert found, f"{record['name']} does not state its counts"
        hits, total, low, high = found.groups()
        interval = f"{_percent(float(low))} to {_percent(float(high))}"
        cells = (_percent(record["value"]), f"{hits} of {total}", interval, _target(record["target"]))
        lines.append(f"| {SHOWN[record['name']]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _origin(records: list[Record], rows: str) -> str:
    commit = records[0]["commit"]
    at = "before the first commit" if commit == "none" else f"at commit `{commit}`"
    return f"Measured on {rows} {at} by `{records[0]['command']}`."


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _target(target: str) -> str:
    """Return a target such as ">= 0.80" as "≥ 80 %"."""
    if not target:
        return "–"
    sign, share = target.split()
    return f"{ {'>=': '≥', '<=': '≤'}[sign] } {100 * float(share):.0f} %"


def pages(root: Path, results: Path) -> dict[Path, str]:
    """Return both pages with their tables filled in."""
    records, rows = frozen(results)
    tables = {root / "README.md": short_table, root / "docs" / "benchmarks.md": long_table}
    return {
        path: filled(path.read_text(encoding="utf-8"), BLOCK, table(records, rows)) for path, table in tables.items()
    }


def main() -> int:
    """Write or check the tables and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the pages that differ")
    check = parser.parse_args().check
    differing = settle(pages(ROOT, RESULTS), check=check)
    for path in differing:
        print(f"{path.name} {'differs: run python tools/benchmark_figures.py' if check else 'written'}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
