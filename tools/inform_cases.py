"""The drawn table of INFORM's clocks: tests/spec/inform/clocks.txt, as cases for tests and as a page of the manual."""

from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parent.parent / "tests" / "spec" / "inform" / "clocks.txt"
NOTE = "<!-- written by tools/spec_pages.py from tests/spec/inform/clocks.txt -->"
HEAD = "| clock | what happened | today | due | stands |\n|---|---|---|---|---|"


class Case(NamedTuple):
    """One row: the clock, what happened, the day one looks, the day it is due, and how it stands."""

    clock: str
    happened: str
    today: str
    due: str
    state: str

    def events(self) -> list[tuple[str, str]]:
        """Return the events, each a kind and a day."""
        return [(kind, day) for kind, _, day in (one.strip().rpartition(" ") for one in self.happened.split(";"))]


def cases() -> list[Case]:
    """Return the rows of the table."""
    return [Case(*(cell.strip() for cell in line.split("|"))) for line in _lines()[3:]]


def page() -> str:
    """Return the table as Markdown."""
    title, prose, *_ = _lines()
    rows = ["| " + " | ".join(case) + " |" for case in cases()]
    return "\n".join([NOTE, f"# {title}", "", prose, "", HEAD, *rows, ""])


def _lines() -> list[str]:
    return SOURCE.read_text("utf-8").splitlines()
