"""List source files over 300 lines: each probably holds two ideas. Exits 1 when one is found.

python tools/long_files.py
"""

import sys
from pathlib import Path

LIMIT = 300  # lines; nine files in ten of the codebases in shared/facts/style.md stay under it
FOLDERS = ("src", "tests", "benchmarks", "tools")


def long_files(root: Path) -> list[tuple[int, Path]]:
    """Return (lines, path) of every Python file under the source folders longer than LIMIT, longest first."""
    found = [
        (len(path.read_text(encoding="utf-8").splitlines()), path.relative_to(root))
        for folder in FOLDERS
        for path in (root / folder).rglob("*.py")
    ]
    return sorted((entry for entry in found if entry[0] > LIMIT), reverse=True)


def main() -> int:
    """Print the long files and return the exit status."""
    found = long_files(Path(__file__).parent.parent)
    for lines, path in found:
        print(f"{lines:5} {path}")
    print(f"{len(found)} files over {LIMIT} lines")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
