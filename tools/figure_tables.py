"""Which figures does docs/benchmarks.md show of disguised marks, throughput and long runs? Those that are frozen.

python tools/figure_tables.py            write the tables
python tools/figure_tables.py --check    write nothing; exit 1 and name the page if it differs
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SIGNS = {">=": "≥", "<=": "≤"}
FOUND, NAMED, DECIDED = "found by the mark index", "named by the screening", "named and decided review or above"
Record = dict[str, Any]


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    differing = settle({PAGE: page(PAGE.read_text(encoding="utf-8"))}, check=check)
    for path in differing:
        print(f"{path.name} {'differs' if check else 'written'}")
    return 1 if check and differing else 0


def page(text: str) -> str:
    """Return the page with its tables made anew."""
    for name, table in (
        ("obfuscation", _altered),
        ("clean rows", _clean),
        ("throughput", _plain),
        ("long runs", _plain),
    ):
        folder = "obfuscation" if name == "clean rows" else name.replace(" ", "_")
        records = json.loads((ROOT / "benchmarks" / folder / "results.json").read_text(encoding="utf-8"))
        text = filled(text, f"{name} figures", table(records))
    return text


def _altered(records: list[Record]) -> str:
    """Return the recall of each kind of alteration, and what the other ways find of it."""
    by_name = {record["name"]: record for record in records}
    kinds = [name.partition(": ")[0] for name in by_name if name.endswith(f": {FOUND}")]
    peers = list(
        dict.fromkeys(peer["name"] for record in records for peer in record["peers"] if FOUND in record["name"])
    )
    rows = [["kind", FOUND, "target", DECIDED, *peers]]
    for kind in kinds:
        index, decided = by_name[f"{kind}: {FOUND}"], by_name[f"{kind}: {DECIDED}"]
        others = {peer["name"]: peer["value"] for peer in index["peers"]}
        target = f"≥ {float(index['target'].split()[1]):.0%}".replace("%", " %")
        rows.append(
            [kind, _share(index["value"]), target, _share(decided["value"]), *(_share(others.get(p)) for p in peers)]
        )
    return _origin(records) + "\n\n" + _table(rows)


def _clean(records: list[Record]) -> str:
    """Return what texts without a mark set off."""
    told = [record for record in records if ": " not in record["name"]]
    return _table([["in 100,000", "", "target"], *([r["name"], f"{r['value']:,}", _target(r)] for r in told)])


def _plain(records: list[Record]) -> str:
    """Return every figure with its unit and target."""
    rows = [[record["name"], f"{record['value']:,} {record['unit']}", _target(record)] for record in records]
    return _origin(records) + "\n\n" + _table([["figure", "", "target"], *rows])


def _origin(records: list[Record]) -> str:
    commits = list(dict.fromkeys(record["commit"] for record in records))
    return f"Measured at commit {', '.join(f'`{commit}`' for commit in commits)} by `{records[0]['command']}`."


def _target(record: Record) -> str:
    sign, _, number = (record["target"] or "").partition(" ")
    return f"{SIGNS[sign]} {float(number):,g}" if sign in SIGNS else "–"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _table(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" + "|---:" * (len(rows[0]) - 1) + "|", *body])


if __name__ == "__main__":
    sys.exit(main())
