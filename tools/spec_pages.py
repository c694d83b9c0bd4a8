"""Write the drawn tables of tests/spec as pages of the manual, docs/spec/<name>.md; --check writes nothing and fails.

python tools/spec_pages.py [--check]

A table file holds a title, a line of explanation, an empty line, and rows `marks | as the offer writes it | found`;
semicolons part several marks or finds, and \\uXXXX stands for a character that cannot be seen.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import inform_cases
import measure_cases
import same_source_cases
import word_mark_cases

ROOT = Path(__file__).parent.parent
SOURCE, PAGES = ROOT / "tests" / "spec", ROOT / "docs" / "spec"
HEAD = "| mark on the list | the offer says | found |\n|---|---|---|"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


class Row(NamedTuple):
    """The marks that are looked for, the text of the offer, and what is found in it."""

    marks: list[str]
    text: str
    found: list[str]


class Table(NamedTuple):
    """One drawn table, its rows as they stand in the file."""

    name: str
    title: str
    prose: str
    lines: list[str]

    def rows(self) -> list[Row]:
        """Return the rows with their escapes undone."""
        cells = [_cells(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), line)) for line in self.lines]
        return [Row(_several(marks), text, _several(found)) for marks, text, found in cells]

    def page(self) -> str:
        """Return the table as Markdown."""
        rows = [
            "| " + " | ".join(cell.replace("|", "\\|") or "nothing" for cell in _cells(x)) + " |" for x in self.lines
        ]
        note = f"<!-- written by tools/spec_pages.py from tests/spec/text/{self.name}.txt -->"
        return "\n".join([note, f"# {self.title}", "", self.prose, "", HEAD, *rows, ""])


def tables() -> list[Table]:
    """Return every drawn table, by name."""
    files = {path.stem: path.read_text("utf-8").splitlines() for path in sorted((SOURCE / "text").glob("*.txt"))}
    return [Table(name, title, prose, lines) for name, (title, prose, _, *lines) in files.items()]


def main(arguments: list[str], pages: Path = PAGES) -> int:
    """Write or check the pages; print each that differs; return 1 when a check finds one."""
    wanted = {pages / f"{table.name}.md": table.page() for table in tables()}
    wanted[pages / "word-marks.md"] = word_mark_cases.page()
    wanted[pages / "same-source.md"] = same_source_cases.page()
    wanted[pages / "inform-clocks.md"] = inform_cases.page()
    wanted[pages / "measures.md"] = measure_cases.page()
    written = {path: path.read_text(encoding="utf-8") for path in pages.glob("*.md")}
    differing = sorted(path for path in wanted.keys() | written.keys() if wanted.get(path) != written.get(path))
    for path in differing:
        print(f"{path.name} differs")
        if "--check" not in arguments:
            path.write_text(wanted[path], encoding="utf-8") if path in wanted else path.unlink()
    return 1 if differing and "--check" in arguments else 0


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<= )\|(?= |$)", line)]


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
