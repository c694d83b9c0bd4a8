"""Which parts of docs/matching.md come from the code and from a run? Writes the table of evidence and the terminal.

python tools/matching_page.py            write the page
python tools/matching_page.py --check    write nothing; exit 1 where the page differs
"""

import argparse
import contextlib
import io
import itertools
import os
import sys
import tempfile
from pathlib import Path

from counterfoil.cli.match_summary import print_matches
from counterfoil.matching.source.compare import default_weights
from counterfoil.matching.source.kinds import KINDS
from counterfoil.run.matching import MatchRequest, run_matching
from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
OUT = "demo-output/matching"  # where `make demo` writes
WIDTH = "100"  # characters of the terminal


def page(text: str) -> str:
    """Return the page with both parts filled in."""
    return filled(filled(text, "kinds", kinds()), "terminal", terminal())


def kinds() -> str:
    """Return the kinds of evidence of one source, as a table."""
    weights = default_weights()
    known = {name: (weight, group) for name, weight, group, _ in weights.kinds.iter_rows()}
    caps = {name: f"{_signed(least)} to {_signed(most)}" for name, most, least in weights.groups.iter_rows()}
    rows = ["| kind | weight | group, and its caps | what the reviewer reads |", "|---|---:|---|---|"]
    for kind in KINDS:
        weight, group = known[kind.name]
        rows.append(f"| `{kind.name}` | {_signed(weight)} | {group}, {caps[group]} | {kind.sentence} |")
    return "\n".join(rows)


def terminal() -> str:
    """Return what the terminal says of the run that the demo makes."""
    with tempfile.TemporaryDirectory() as scratch:
        items = tuple(EXAMPLES / name for name in ("inventory.csv", "shipments.csv"))
        out = Path(scratch)
        record = run_matching(MatchRequest(goods=EXAMPLES / "confirmed_goods.csv", items=items, out=out))
        held = io.StringIO()
        os.environ["COLUMNS"] = WIDTH
        with contextlib.redirect_stdout(held):
            print_matches(record, out=out)
    lines = (line.rstrip() for line in held.getvalue().splitlines())
    told = itertools.takewhile(lambda line: not line.startswith("Report:"), lines)
    return "\n".join(["```text", *told, f"Report: {OUT}/report.html", "```"])


def _signed(weight: int) -> str:
    return str(weight).replace("-", "−")


def main() -> int:
    """Write or check the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    path = ROOT / "docs" / "matching.md"
    differing = settle({path: page(path.read_text(encoding="utf-8"))}, check=check)
    for one in differing:
        print(f"{one.name} {'differs: run python tools/matching_page.py' if check else 'written'}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
