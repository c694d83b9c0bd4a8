"""One screening of the example marketplace with all its files, for tests that ask about a finished run."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from integration.commands import EXAMPLES, called, screen_example

GRAVEST = "TM-7129319"  # "Tokimori Kaigan Diver 1:1 superclone": removed, held against several rights
_FOLDER = TemporaryDirectory(prefix="counterfoil-example-run-")  # of this process; gone with it


@cache
def example_run() -> Path:
    """Return the folder of the finished run; tests copy it before they change anything."""
    folder = Path(_FOLDER.name)
    prices = folder / "prices.parquet"
    assert called("prices", EXAMPLES / "genuine_catalogue.csv", "-o", prices).exit_code == 0
    result = called(*screen_example(folder / "out", "--prices", str(prices)))
    assert result.exit_code == 0, result.output
    return folder / "out"
