"""Does docs/benchmarks.md say what the benchmarks last wrote down?"""

import csv
import json
import re
import runpy

from docs.pages import ROOT, text_of

PAGE = text_of("docs/benchmarks.md")


def counted(section: str) -> list[int]:
    """Return the numbers of rows told in the items of a section's list, in order."""
    text = PAGE.split(f"## {section}")[1].split("\n## ")[0]
    return [int(number) for number in re.findall(r"\((\d+) rows?\b", text)]


def test_the_causes_add_up_to_the_misses_and_the_alarms() -> None:
    named = re.search(r"From `(misses[\w-]*\.csv)`", PAGE)
    assert named
    with (ROOT / "benchmarks" / "screening" / named.group(1)).open(encoding="utf-8", newline="") as stream:
        faults = [row["fault"] for row in csv.DictReader(stream)]
    missed, alarmed = faults.count("missed"), faults.count("false alarm")
    assert f"In all {missed} missed replicas" in PAGE
    assert sum(counted("What is missed, and why")) == missed
    assert f"Of the genuine rows, {alarmed} are alarmed" in PAGE
    assert sum(counted("What is alarmed wrongly, and why")) == alarmed


def test_the_figures_of_the_text_search_are_those_frozen() -> None:
    folder = ROOT / "benchmarks" / "text"
    records = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert runpy.run_path(str(folder / "page.py"))["written"](PAGE, records) == PAGE
