"""What does docs/states.md say of each state machine? Its chart, what each state means, who has to act, and the exits.

python tools/state_page.py            write the page
python tools/state_page.py --check    write nothing; exit 1 where the page differs
"""

import argparse
import sys
from pathlib import Path

from counterfoil.enforcement.states.all_machines import all_machines
from counterfoil.enforcement.states.machine import Machine
from marked_block import filled, settle

PAGE = Path(__file__).parent.parent / "docs" / "states.md"


def section(machine: Machine) -> str:
    """Return the heading, the chart and the table of one machine."""
    return "\n".join([f"## {machine.kind.capitalize()}", "", *chart(machine), "", *table(machine), ""])


def chart(machine: Machine) -> list[str]:
    """Return a state diagram in Mermaid, which GitHub draws; states by number, since Mermaid takes no blanks in ids."""
    ids = {state.name: f"s{number}" for number, state in enumerate(machine.states, start=1)}
    names = [f'  state "{name}" as {known}' for name, known in ids.items()]
    moves = [f"  {ids[one.of]} --> {ids[one.to]} : {one.act}" for one in machine.transitions]
    return ["```mermaid", "stateDiagram-v2", *names, f"  [*] --> {ids[machine.first]}", *moves, "```"]


def table(machine: Machine) -> list[str]:
    """Return a row for each state: what it means, whose turn it is, and each exit with who may take it."""
    rows = ["| state | what it means | whose turn | exits |", "|---|---|---|---|"]
    for state in machine.states:
        exits = [f"**{one.act}** → {one.to} ({one.by})" for one in machine.exits(state.name).values()]
        rows.append(f"| {state.name} | {state.says} | {state.owner} | {'<br>'.join(exits)} |")
    return rows


def main() -> int:
    """Write or check the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    text = "\n".join(section(machine) for machine in all_machines().values())
    differing = settle({PAGE: filled(PAGE.read_text(encoding="utf-8"), "states", text)}, check=check)
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
