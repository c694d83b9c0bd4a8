"""Which deadlines does docs/clocks.md list? Those of the rules.

python tools/clock_page.py            write the table
python tools/clock_page.py --check    write nothing; exit 1 where the page differs
"""

import argparse
import sys
from pathlib import Path

from counterfoil.enforcement.clocks.running import RULES
from marked_block import filled, settle

PAGE = Path(__file__).parent.parent / "docs" / "clocks.md"


def main() -> int:
    """Write or check the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    rows = ["| from | what is due | within | source |", "|---|---|---|---|"]
    rows += [
        f"| `{rule.begins}` | {rule.owner}: {rule.name} | {'not before ' * rule.earliest}{rule.within.value} "
        f"{rule.within.unit}{'' if rule.within.is_verified else ' †'} | {rule.within.source} |"
        for rule in RULES
    ]
    differing = settle({PAGE: filled(PAGE.read_text(encoding="utf-8"), "clocks", "\n".join(rows))}, check=check)
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
