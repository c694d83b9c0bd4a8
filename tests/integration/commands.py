"""How the tests run the command line: in this process through click, or as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from counterfoil.cli.main import cli
from counterfoil.errors import UserError

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = {"decisions", "assessments", "findings", "rejects", "offers"}


def beside(folder: Path = EXAMPLES) -> list[str]:
    """Return the options that name the example files beside the offers, prices left out."""
    names = ("rights", "sellers", "complaints", "sales", "rates")
    return [part for name in names for part in (f"--{name}", str(folder / f"{name}.csv"))]


def screen_example(out: Path, *options: str) -> list[str]:
    """Return the words that screen the example marketplace into `out`."""
    return ["screen", str(EXAMPLES / "offers.xml"), *beside(), *options, "-o", str(out)]


def called(*words: object) -> Result:
    """Run the command line in this process; a UserError is what `main` turns into exit code 2."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit | UserError), result.exception
    return result


def command(*words: object) -> list[str]:
    """Return the words of a process that runs the command line."""
    return [sys.executable, "-m", "counterfoil", *(str(word) for word in words)]


def ran(*words: object, cwd: Path | None = None, **environment: str) -> Any:
    """Run the command line as a process and return it, finished, with its texts."""
    return subprocess.run(
        command(*words), capture_output=True, text=True, cwd=cwd, env=os.environ | environment, check=False
    )


def looks_whole(out: Path) -> list[str]:
    """Return the files in a folder that look like results."""
    return sorted(p.name for p in out.glob("*") if p.suffix in (".parquet", ".json", ".html")) if out.is_dir() else []
