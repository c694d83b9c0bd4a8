"""Which figures does docs/benchmarks.md show of all but screening, text and intake? Those that are frozen.

python tools/figure_tables.py            write the tables
python tools/figure_tables.py --check    write nothing; exit 1 and name the page if it differs
"""

import argparse
import json
import sys
from itertools import takewhile
from pathlib import Path
from typing import Any

from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SIGNS = {">=": "≥", "<=": "≤", ">": ">"}
FOUND, NAMED, DECIDED = "found by the mark index", "named by the screening", "named and decided review or above"
FILES = {
    "clean rows": "obfuscation/results.json",
    "matching": "matching/results-test.json",
    "matching speed": "matching/results-speed.json",
}
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
        ("matching", _beside_peers),
        ("matching speed", _plain),
        ("linking", _beside_peers),
        ("vetting", _plain),
        ("orders", _plain),
        ("statements", _beside_peers),
        ("papers", _plain),
        ("custody", _plain),
        ("targeting", _beside_peers),
        ("serials", _plain),
        ("estimation", _estimated),
        ("desk", _plain),
    ):
        text = filled(
            text, f"{name} figures", table(_frozen(FILES.get(name, f"{name.replace(' ', '_')}/results.json")))
        )
    return text


def _frozen(file: str) -> list[Record]:
    records: list[Record] = json.loads((ROOT / "benchmarks" / file).read_text(encoding="utf-8"))
    return records


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
    rows = [[record["name"], _told(record), _target(record)] for record in records]
    return _origin(records) + "\n\n" + _table([["figure", "", "target"], *rows])


def _beside_peers(records: list[Record]) -> str:
    """Return every figure with its unit and target, and the same figure of others."""
    rows = [
        [
            record["name"],
            f"{_number(record['value'])} {record['unit']}",
            _target(record),
            "; ".join(f"{peer['name']} {_number(peer['value'])}" for peer in record["peers"]),
        ]
        for record in records
    ]
    return _origin(records) + "\n\n" + _table([["figure", "", "target", "others"], *rows])


def _estimated(records: list[Record]) -> str:
    """Return coverage and width by design, bias by design, Chicago by way of drawing, and the other parts' figures."""
    parts: dict[str, list[Record]] = {}
    for record in records:
        parts.setdefault(record["part"], []).append(record)
    told = [_origin(records)]
    if "coverage" in parts:
        told += [_covered(_by_kind(parts["coverage"])), _biased(_by_kind(parts["coverage"]))]
    if "chicago" in parts:
        told.append(_chicago(_by_kind(parts["chicago"])))
    others = [record for name, of in parts.items() if name not in ("coverage", "chicago") for record in of]
    if others:
        told.append(_beside_peers(others).partition("\n\n")[2])
    return "\n\n".join(told)


def _by_kind(records: list[Record]) -> dict[str, dict[str, Record]]:
    """Return the figures by what stands before the colon of their names, and by what stands after it."""
    told: dict[str, dict[str, Record]] = {}
    for record in records:
        kind, _, about = record["name"].partition(": ")
        told.setdefault(kind, {})[about] = record
    return told


def _covered(told: dict[str, dict[str, Record]]) -> str:
    others = ["Wald", "Wilson", "Clopper-Pearson", "mid-P", "weighted, Wald", "svy Korn-Graubard", "finds only"]
    rows = [["95 % intervals that hold the truth", "ours", "target", "width", *others]]
    for name, record in told["coverage"].items():
        peers = {peer["name"]: peer["value"] for peer in record["peers"]}
        width = f"{told['width'][name]['value']:.2f}"
        beside = [f"{peers[other]:.3f}" if other in peers else "–" for other in others]
        rows.append([name, f"{record['value']:.3f}", _target(record), width, *beside])
    return _table(rows)


def _biased(told: dict[str, dict[str, Record]]) -> str:
    others = {
        "Wald": "naive share: finds over examined",
        "finds only": "finds only",
        "targeted finds": "targeted finds",
    }
    rows = [["mean of the estimates, beside the truth", "ours", "target", *others.values()]]
    for name, record in told["bias"].items():
        peers = {peer["name"]: peer["value"] for peer in record["peers"]}
        beside = [f"{peers[other]:+.1%}".replace("%", " %") if other in peers else "–" for other in others]
        rows.append([name, f"{record['value']:+.2%}".replace("%", " %"), "± 2 %" if record["target"] else "–", *beside])
    return _table(rows)


def _chicago(told: dict[str, dict[str, Record]]) -> str:
    kinds = ["share told in the mean", "coverage", "width", "finds lost"]
    rows = [["a tenth of Chicago's inspections, drawn", *kinds]]
    shares = told[f"Chicago, {kinds[0]}"]
    for way in shares:
        rows.append([way, *(f"{told[f'Chicago, {kind}'][way]['value']:.3f}" for kind in kinds)])
    return _table(rows)


def _origin(records: list[Record]) -> str:
    commits = list(dict.fromkeys(record["commit"] for record in records))
    words = zip(*(record["command"].split() for record in records), strict=False)
    command = " ".join(first for first, *others in takewhile(lambda alike: len(set(alike)) == 1, words))
    return f"Measured at commit {', '.join(f'`{commit}`' for commit in commits)} by `{command}`."


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:,}"


def _told(record: Record) -> str:
    """Return a value with its unit; a dash where what was measured did not keep up."""
    return "–" if record["value"] is None else f"{record['value']:,} {record['unit']}"


def _target(record: Record) -> str:
    sign, _, number = (record["target"] or "").partition(" ")
    if number.startswith("to "):
        return str(record["target"])
    return f"{SIGNS[sign]} {float(number):,g}" if sign in SIGNS else "–"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _table(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" + "|---:" * (len(rows[0]) - 1) + "|", *body])


if __name__ == "__main__":
    sys.exit(main())
