"""At which commit was something measured: is code that differs told, and what a run writes passed over?"""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from measured_at import commit_name  # noqa: E402


def git(folder: Path, *words: str) -> str:
    named = ("-c", "user.name=Nobody", "-c", "user.email=nobody@desk.example", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    for name in ("src/a.py", "benchmarks/one/run.py", "benchmarks/one/results.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return tmp_path


def test_code_that_differs_is_told_and_figures_are_not(repository: Path) -> None:
    head = git(repository, "rev-parse", "--short", "HEAD").strip()
    assert commit_name(repository) == head
    (repository / "benchmarks/one/results.json").write_text("2\n")
    assert commit_name(repository) == head
    (repository / "benchmarks/one/new.py").write_text("1\n")
    assert commit_name(repository) == f"{head}+"
    (repository / "benchmarks/one/new.py").unlink()
    (repository / "src/a.py").write_text("2\n")
    assert commit_name(repository) == f"{head}+"


def test_outside_a_commit_there_is_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert commit_name(tmp_path) == "none"


def test_no_benchmark_asks_git_itself() -> None:
    asking = [path.name for path in BENCHMARKS.rglob("*.py") if '"git"' in path.read_text("utf-8")]
    assert asking == ["measured_at.py"]
