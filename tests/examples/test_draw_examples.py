"""Are the committed examples the ones that tools/draw_examples.py writes, and does its check notice a change?"""

import shutil
import subprocess
import sys
from pathlib import Path

from examples.files import EXAMPLES, ROOT

DRAW = ROOT / "tools" / "draw_examples.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, DRAW, *arguments], capture_output=True, text=True, check=False)


def test_the_committed_files_are_those_that_the_tool_writes() -> None:
    checked = _run("--check")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_check_names_what_was_changed_or_lost(tmp_path: Path) -> None:
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    (folder / "rates.csv").write_text("currency,usd\nUSD,2\n", encoding="utf-8")
    (folder / "pictures" / "mirror.png").unlink()
    checked = _run("--check", "--into", str(folder))
    assert checked.returncode == 1
    assert [line.split(" ")[0] for line in checked.stdout.splitlines()] == ["rates.csv", "pictures/mirror.png"]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert _run("--into", str(tmp_path / name)).returncode == 0
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert files
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
