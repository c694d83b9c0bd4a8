"""At which commit was something measured? Every benchmark keeps the answer beside its figures.

A benchmark's folder is a script's and no package: `sys.path.append(str(Path(__file__).parents[1]))` comes before this.
"""

import subprocess
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[1]
CODE: Final = ("src", "benchmarks/*.py")  # what a run writes beside them says nothing of what was measured


def commit_name(repository: Path = REPOSITORY) -> str:
    """Return the short name of the commit, with "+" where code differs from it; "none" outside a commit."""
    head = _git(repository, "rev-parse", "--short", "HEAD")
    return head + ("+" if _git(repository, "status", "--porcelain", "--", *CODE) else "") if head else "none"


def _git(repository: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=repository, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
