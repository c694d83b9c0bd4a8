"""Does docs/documents.md list every kind of paper, and tell the figures that were frozen?"""

import json

import pytest

from counterfoil.documents.papers.filled import number_of
from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.typesetter import TEMPLATES
from docs.pages import ROOT, text_of
from documents.papers.paper_examples import example

PAGE = " ".join(text_of("docs/documents.md").split())


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_listed_and_has_its_template_and_its_example(name: str) -> None:
    assert f"| `{name}` |" in PAGE
    assert (TEMPLATES / "kinds" / f"{name}.typ").exists()
    assert (ROOT / "examples" / "papers" / f"{name}.toml").exists()


def test_the_number_that_the_page_names_is_that_of_the_example() -> None:
    assert f"`{number_of(example('notice-of-seizure'))}`" in PAGE


def test_the_figures_are_those_of_the_benchmark() -> None:
    figures = json.loads((ROOT / "benchmarks" / "papers" / "results.json").read_text(encoding="utf-8"))
    first, one, two, memory, rows, most = (figure["value"] for figure in figures)
    assert f"a paper of one page takes {one} CPU seconds, one of two pages {two}, and the first {first}" in PAGE
    assert f"stay within {memory} MiB" in PAGE
    assert f"10,000 rows takes {rows} CPU seconds and {int(most):,} MiB" in PAGE
