"""Which parts of README.md and docs/concepts.md are copied from a run? This runs the demo and writes them anew.

    python tools/page_examples.py            write both pages
    python tools/page_examples.py --check    write nothing; exit 1 and name the pages that differ

The numbers in the sentences around them are written by hand; tests/docs says which of them no longer hold.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.run.local import run_screening
from counterfoil.run.outputs import SEAL
from counterfoil.run.prices import run_prices
from counterfoil.run.request import ScreenRequest
from counterfoil.tables.decision import DECISIONS
from marked_block import filled, settle

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SHOWN = "TM-5046120"  # the offer on README's first screen
FOLLOWED = "TM-9470213"  # the one that docs/concepts.md follows
DECIDED = ("subject_id", "decision", "score", "right_id", "ground", "rule")


def demo(out: Path) -> None:
    """Screen the examples into `out` as `make demo` does, with prices.parquet beside the tables."""
    prices = out / "prices.parquet"
    run_prices([EXAMPLES / "genuine_catalogue.csv"], mapping=None, encoding=None, out=prices)
    names = ("rights", "sellers", "complaints", "sales", "rates", "known_pictures")
    given: dict[str, Any] = {name: EXAMPLES / f"{name}.csv" for name in names}
    request = ScreenRequest(
        offers=EXAMPLES / "offers.xml", prices=prices, images=EXAMPLES / "pictures", out=out, **given
    )
    run_screening(request, tell=lambda *_: None)


def pages(root: Path, out: Path) -> dict[Path, str]:
    """Return both pages with what the run in `out` gave."""
    readme, concepts = root / "README.md", root / "docs" / "concepts.md"
    blocks = {
        readme: {"findings": readme_findings(out), "decision": readme_decision(out), "terminal": readme_terminal(out)},
        concepts: {"findings": concept_findings(out), "party reasons": party_reasons(out)},
    }
    texts = {}
    for path, parts in blocks.items():
        text = path.read_text(encoding="utf-8")
        for name, part in parts.items():
            text = filled(text, name, part)
        texts[path] = text
    return texts


def readme_findings(out: Path) -> str:
    """Return the findings on the shown offer for the right decided on, the heaviest first."""
    right = _decision(out, SHOWN)["right_id"]
    found = _findings(out, SHOWN).filter(pl.col("right_id").is_null() | (pl.col("right_id") == right))
    rows = found.sort("weight", descending=True, maintain_order=True).select("kind", "weight", "detail").rows()
    return _table(("kind", "weight", "sentence"), rows, right_aligned="weight")


def readme_decision(out: Path) -> str:
    """Return the decision on the shown offer."""
    decision = _decision(out, SHOWN)
    return _table(DECIDED, [tuple(decision[name] for name in DECIDED)], right_aligned="score")


def readme_terminal(out: Path) -> str:
    """Return what the terminal says of the run, without the gravest offers."""
    decided = dict(pl.read_parquet(out / "decisions.parquet").group_by("decision").len().iter_rows())
    kept, aside = sum(decided.values()), pl.read_parquet(out / "rejects.parquet").height
    counts = "   ".join(f"{decision} {decided.get(decision, 0)}" for decision in reversed(DECISIONS))
    first = f"{kept + aside} offers read, {aside} set aside, {kept} screened"
    pictures = _pictures(out)
    return f"```text\n{first}\n{pictures}\n{counts}\nReport: demo-output/screening/report.html\n```"


def _pictures(out: Path) -> str:
    told = json.loads((out / SEAL).read_text(encoding="utf-8"))["pictures"]
    return f"{told['looked_at']} pictures looked at; {told['offers_without_picture']} offers without a picture"


def concept_findings(out: Path) -> str:
    """Return all findings on the followed offer, by right."""
    found = _findings(out, FOLLOWED)
    named = found.select(pl.col("right_id").fill_null("–"), pl.format("`{}`", "kind"), "weight", "detail")
    return _table(("right", "kind", "weight", "the sentence for the reviewer"), named.rows(), right_aligned="weight")


def party_reasons(out: Path) -> str:
    """Return what the seller of the followed offer is told."""
    return "\n".join(f"- {reason}" for reason in _decision(out, FOLLOWED)["party_reasons"])


def _decision(out: Path, offer: str) -> dict[str, Any]:
    return pl.read_parquet(out / "decisions.parquet").filter(pl.col("subject_id") == offer).row(0, named=True)


def _findings(out: Path, offer: str) -> pl.DataFrame:
    return pl.read_parquet(out / "findings.parquet").filter(pl.col("subject_id") == offer)


def _table(headings: tuple[str, ...], rows: list[tuple[Any, ...]], *, right_aligned: str) -> str:
    line = "|".join("---:" if heading == right_aligned else "---" for heading in headings)
    body = [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join([f"| {' | '.join(headings)} |", f"|{line}|", *(f"| {row} |" for row in body)])


def main() -> int:
    """Write or check the pages and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the pages that differ")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as scratch:
        demo(Path(scratch))
        differing = settle(pages(ROOT, Path(scratch)), check=check)
    for path in differing:
        print(f"{path.name} {'differs: run python tools/page_examples.py' if check else 'written'}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
