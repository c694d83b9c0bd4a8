"""Which parts of docs/policy.md are copied from a run? This runs the commands on the examples and writes them anew.

python tools/policy_page.py            write the page
python tools/policy_page.py --check    write nothing; exit 1 where it differs
"""

import sys
import tempfile
from pathlib import Path

import polars as pl
from click.testing import CliRunner

from counterfoil.cli.main import cli
from marked_block import filled, settle
from page_examples import EXAMPLES, ROOT, demo

PAGE = ROOT / "docs" / "policy.md"
STRICTER = str(EXAMPLES / "stricter.toml")


def page(text: str, folder: Path) -> str:
    """Return the page with what the commands say of the run in `folder`."""
    labels = _labels(folder / "labels.csv")
    blocks = {
        "check": ("check", STRICTER),
        "backtest": ("backtest", str(folder), "--policy", STRICTER),
        "capacity": ("capacity", str(folder), "--review-capacity", "20", "--labels", labels),
    }
    for name, words in blocks.items():
        text = filled(text, name, _said(words, folder))
    return text


def _said(words: tuple[str, ...], folder: Path) -> str:
    """Return what a command says, as a block, the folder called `out`."""
    result = CliRunner().invoke(cli, ["policy", *words], catch_exceptions=False)
    lines = [line.rstrip() for line in result.output.replace(str(folder), "out").splitlines()]
    return "\n".join(["```text", *lines, "```"])


def _labels(path: Path) -> str:
    """Write the truth of the examples as labels, and return the file's name."""
    label = pl.col("truth").replace("unrelated", "genuine")
    truth = pl.read_csv(EXAMPLES / "truth.csv")
    labels = truth.select(
        subject_id="offer_id", label=label, origin=pl.lit("blind review"), selection_probability=pl.lit(1.0)
    )
    labels.write_csv(path)
    return str(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "o"
        demo(folder)
        text = page(PAGE.read_text(encoding="utf-8"), folder)
    differing = settle({PAGE: text}, check="--check" in sys.argv)
    if "--check" in sys.argv and differing:
        sys.exit(f"{PAGE} differs from a run; python tools/policy_page.py writes it anew.")


if __name__ == "__main__":
    main()
