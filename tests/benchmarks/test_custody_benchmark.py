"""Are the frozen figures of bundles those that the page shows, and do they meet their targets?"""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIGURES = json.loads((ROOT / "benchmarks" / "custody" / "results.json").read_text(encoding="utf-8"))


def test_the_frozen_figures_meet_their_targets() -> None:
    assert len(FIGURES) == 8
    for figure in FIGURES:
        limit = figure["target"].removeprefix("<= ")
        assert not limit or figure["value"] <= float(limit), figure["name"]


def test_the_page_shows_the_frozen_figures() -> None:
    page = (ROOT / "docs" / "custody.md").read_text(encoding="utf-8")
    for figure in FIGURES:
        assert f"| {figure['name']} | {figure['value']:,} {figure['unit']} |" in page
    assert FIGURES[0]["data"].removeprefix("simulated: ") in page
