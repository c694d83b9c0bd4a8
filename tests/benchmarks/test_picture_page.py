"""Do the pages say of pictures what the benchmark last wrote down?"""

import runpy
from pathlib import Path

import pytest

PAGE = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "images" / "page.py"))


@pytest.mark.parametrize("page", PAGE["PAGES"], ids=["docs", "benchmark"])
def test_the_figures_are_those_frozen(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert PAGE["written"](text, PAGE["frozen"]("held-out"), PAGE["frozen"]("speed")) == text


def test_a_peer_that_was_not_run_is_said_to_be_so() -> None:
    recall = [
        {"name": name, "value": value, "commit": "abc", "command": "run"}
        for name, value in (("none: found", 1.0), ("none: false", None), ("all edits: false", 0.004))
    ]
    peers = [{"name": "peer", "value": None}, {"name": "other", "value": 4358.4}]
    speed = [
        {
            "name": "queries",
            "unit": "each",
            "value": 0.98,
            "target": ">= 0.9",
            "peers": peers,
            "commit": "d",
            "command": "",
        }
    ]
    tables = PAGE["picture_tables"](recall, speed)
    assert "| none | 100.0 % | – |" in tables
    assert "| queries, each | 0.98 | ≥ 0.9 | peer not run, other 4,358 |" in tables
