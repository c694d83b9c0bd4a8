"""How do the frozen figures read on the page docs/benchmarks.md? Written between two marks there, never by hand."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- text figures -->", "<!-- /text figures -->"
ROWS = (  # beginning of a figure's name, what the page calls it
    ("listings per CPU-second, slips on", "listings per CPU-second, misspellings too"),
    ("listings per CPU-second, slips off", "listings per CPU-second, without misspellings"),
    ("one listing alone, median", "one listing alone, median"),
    ("one listing alone, 99th percentile", "one listing alone, 99th percentile"),
    ("index build", "index built"),
    ("index open", "index opened, its name worked out"),
    ("index file", "index file"),
    ("second start", "next start, to the first answer"),
)


def text_table(records: Sequence[dict[str, Any]]) -> str:
    """Return the table of the figures, a column for each number of marks, the peers' rows below."""
    sizes = list(dict.fromkeys(record["name"].rpartition(", ")[2] for record in records))
    lines = [f"Measured at commit `{records[0]['commit']}` by `{records[0]['command']}` on {records[0]['data']}.", ""]
    lines += [f"| CPU time | {' | '.join(sizes)} | target |", f"|---|{'---:|' * len(sizes)}---|"]
    for begin, label in ROWS:
        found = [record for record in records if record["name"].startswith(begin)]
        cells = [shown(record["value"], record["unit"]) for record in found]
        lines.append(f"| {label} | {' | '.join(cells)} | {limit(found[0]['target'], found[0]['unit'])} |")
    fast = [record for record in records if record["name"].startswith(ROWS[0][0])]
    for name in [peer["name"] for peer in fast[0]["peers"]]:
        values = [next(peer["value"] for peer in record["peers"] if peer["name"] == name) for record in fast]
        lines.append(f"| {name} | {' | '.join('–' if v is None else shown(v, '1/s') for v in values)} | |")
    return "\n".join(lines)


def shown(value: float, unit: str) -> str:
    """Return a figure to three digits, with its unit where it is not a rate."""
    digits = max(0, 3 - len(str(int(value)))) if value >= 1 else 3
    return f"{value:,.{digits}f}" + {"1/s": "", "CPU s": " s", "µs of CPU": " µs", "MiB": " MiB"}[unit]


def limit(target: str, unit: str) -> str:
    """Return a target with its unit."""
    sign = target.replace(">=", "≥").replace("<=", "≤").replace(" x ", " × ")
    return f"{sign} {unit.split(' of ')[0].removeprefix('CPU ')}" if re.search(r"\d$", target) else sign


def written(page: str, records: Sequence[dict[str, Any]]) -> str:
    """Return the page with its table made anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{text_table(records)}\n{END}{rest.split(END)[1]}"
