"""Which practices, measures, tables and steps does docs/practices.md list? Those that there are.

python tools/practices_page.py            write the tables
python tools/practices_page.py --check    write nothing; exit 1 where the page differs
"""

import argparse
import sys
from pathlib import Path

from counterfoil.scorecards.measure import FEWEST, Measure
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.measures.discovery_steps import STEPS
from counterfoil.scorecards.needed_tables import NEEDED
from counterfoil.scorecards.practices.reading import SHIPPED, read_practices, shipped_practices
from counterfoil.tables.scorecard_measure import OUTSIDE
from marked_block import filled, settle

PAGE = Path(__file__).parent.parent / "docs" / "practices.md"


def main() -> int:
    """Write or check the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    page = PAGE.read_text(encoding="utf-8")
    for name, rows in (
        ("practices", practices()),
        ("measures", measures()),
        ("tables", tables()),
        ("steps", steps()),
    ):
        page = filled(page, name, "\n".join(rows))
    differing = settle({PAGE: page}, check=check)
    return int(check and bool(differing))


def practices() -> list[str]:
    """Return the table of practices, those that nobody verified with a dagger."""
    rows = ["| practice | what is asked | verified | measures | not measurable |", "|---|---|---|---|---|"]
    for file in SHIPPED:
        for one in read_practices(shipped_practices(file), file=file).practices:
            verified = one.verified if one.is_verified else f"{one.verified} †"
            named = ", ".join(f"`{name}`" for name in one.measures)
            rows.append(
                f"| `{one.id}` {one.title} | {one.says} | {verified} | {named} | {' '.join(one.not_measurable)} |"
            )
    return [*rows, "", "† not verified."]


def measures() -> list[str]:
    """Return the table of measures."""
    rows = ["| measure | what it says | as | from tables | who can see it |", "|---|---|---|---|---|"]
    return rows + [_row(one) for one in MEASURES.values()]


def _row(one: Measure) -> str:
    least = "" if one.least == FEWEST else f", from {one.least}" if one.least else ""
    kind = f"{one.statistic}, {one.unit}" if one.statistic != one.unit else one.unit
    stock = ", stock" if one.is_stock else ""
    needs = ", ".join(f"`{name}`" for name in one.needs)
    seen = "anybody" if OUTSIDE in one.editions else "the platform"
    return f"| `{one.name}` | {one.says} | {kind}{stock}{least} | {needs} | {seen} |"


def tables() -> list[str]:
    """Return the table of the tables that measures need."""
    rows = ["| table | who has it | how it comes about | measures |", "|---|---|---|---|"]
    for name, needed in NEEDED.items():
        own = sum(name in one.needs for one in MEASURES.values())
        rows.append(f"| `{name}` | {needed.held_by} | {needed.cure} | {own} |")
    return rows


def steps() -> list[str]:
    """Return the table of the nine steps."""
    rows = ["| step | kind of event in a log | what of our own cases counts |", "|---|---|---|"]
    for step in STEPS:
        acts = [f"action *{kind}* in force" for kind in step.actions]
        acts += [f"{of}: *{kind}*" for of, kind in step.acts]
        rows.append(f"| {step.says} | `{step.event}` | {'; '.join(acts) or step.else_by} |")
    return rows


if __name__ == "__main__":
    sys.exit(main())
