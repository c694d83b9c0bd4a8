"""Which signs does screening look for, and what does each weigh? Writes docs/evidence.md from the code and the model.

python tools/evidence_page.py            write the page
python tools/evidence_page.py --check    write nothing; exit 1 where the page differs
"""

import argparse
import sys
from pathlib import Path

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.weights import Model, default_model, read_model
from counterfoil.screening.kinds import KINDS
from marked_block import settle

PAGE = Path(__file__).parent.parent / "docs" / "evidence.md"
HEAD = """# The kinds of evidence

Written by `tools/evidence_page.py` from `counterfoil.screening.kinds.KINDS` and the model `{label}`; do not edit it.
How the weights are added and what is decided by them: [concepts](concepts.md).

A weight is in thousandths of a nat of log-odds: 693 doubles the odds, 2303 makes them ten times as high, and below zero
it speaks for a genuine offer. Every sum begins at the prior, {prior}. A group adds neither more nor less than its caps.
The ground is *counterfeit* where none is named. Words in braces are filled from the offer.
"""


def page(kinds: tuple[Kind, ...], model: Model) -> str:
    """Return the page as Markdown: one section per group of the model, one row per kind in the order of `kinds`."""
    weights = {row["kind"]: row for row in model.kinds.iter_rows(named=True)}
    sections = [HEAD.format(label=model.label, prior=_signed(model.prior))]
    for group in model.groups.iter_rows(named=True):
        rows = [_row(kind, weights[kind.name]) for kind in kinds if weights[kind.name]["group"] == group["group"]]
        caps = f"Together from {_signed(group['least'])} to {_signed(group['most'])}."
        sections.append(
            f"## {group['group'].capitalize()}\n\n{caps}\n\n"
            "| kind | weight | what the reviewer reads | what the seller reads | source |\n|---|---:|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    return "\n".join(sections)


def _row(kind: Kind, weight: dict[str, object]) -> str:
    ground = "" if weight["ground"] == "counterfeit" else f" (ground: {weight['ground']})"
    cells = (
        f"`{kind.name}`{ground}",
        _signed(int(str(weight["weight"]))),
        kind.sentence,
        kind.party_sentence,
        kind.source,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _signed(weight: int) -> str:
    """Return the weight with a true minus sign, as the report writes it."""
    return str(weight).replace("-", "−")


def main() -> int:
    """Write or check the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    differing = settle({PAGE: page(KINDS, read_model(default_model()))}, check=check)
    for path in differing:
        print(f"{path.name} {'differs: run python tools/evidence_page.py' if check else 'written'}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
