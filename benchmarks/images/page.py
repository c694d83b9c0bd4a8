"""How do the frozen figures read in docs/benchmarks.md and in README.md here? Written between two marks, never by hand.

python benchmarks/images/page.py    writes both pages anew from results-held-out.json and results-speed.json
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGES = (HERE.parents[1] / "docs" / "benchmarks.md", HERE / "README.md")
BEGIN, END = "<!-- picture figures -->", "<!-- /picture figures -->"
Records = Sequence[dict[str, Any]]


def picture_tables(recall: Records, speed: Records) -> str:
    """Return the table of shares by edit and that of speeds, with what made them."""
    lines = [f"Held-out half, at commit `{recall[0]['commit']}` by `{recall[0]['command']}`.", ""]
    lines += ["| edit | found, ≥ 95 % | false, ≤ 1 % |", "|---|---:|---:|"]
    shares = {record["name"]: record["value"] for record in recall}
    edits = [name.removesuffix(": found") for name in shares if name.endswith(": found")]
    lines += [
        f"| {edit} | {_percent(shares[f'{edit}: found'])} | {_percent(shares[f'{edit}: false'])} |" for edit in edits
    ]
    lines += [f"| all edits | | {_percent(shares['all edits: false'])} |", ""]
    lines += [f"At commit `{speed[0]['commit']}` by `{speed[0]['command']}`.", ""]
    lines += ["| speed and size | value | target | peers |", "|---|---:|---|---|"]
    for one in speed:
        peers = ", ".join(f"{peer['name']} {_number(peer['value'])}" for peer in one["peers"])
        target = one["target"].replace(">=", "≥").replace("<=", "≤") or "–"
        lines.append(f"| {one['name']}, {one['unit']} | {_number(one['value'])} | {target} | {peers or '–'} |")
    return "\n".join(lines)


def written(page: str, recall: Records, speed: Records) -> str:
    """Return the page with its tables made anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{picture_tables(recall, speed)}\n{END}{rest.split(END)[1]}"


def frozen(what: str) -> Records:
    """Return the records of results-<what>.json."""
    records: Records = json.loads((HERE / f"results-{what}.json").read_text(encoding="utf-8"))
    return records


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None) -> str:
    if value is None:
        return "not run"
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.3g}"


def main() -> None:
    """Write both pages."""
    for page in PAGES:
        page.write_text(
            written(page.read_text(encoding="utf-8"), frozen("held-out"), frozen("speed")), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
