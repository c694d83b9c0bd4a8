"""Does every link within the repository lead somewhere, and does every path that CONTRIBUTING names exist?"""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs.pages import ROOT, pages, text_of, without_fences

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = ("http://", "https://", "mailto:")
PATH = re.compile(r"`((?:src|tests|tools|docs|benchmarks)/[\w./-]+)`")


def heading_anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", without_fences(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_resolves(page: Path) -> None:
    for target in LINK.findall(without_fences(page.read_text(encoding="utf-8"))):
        if target.startswith(OUTSIDE):
            continue
        path, _, anchor = unquote(target).partition("#")
        found = page.parent / path if path else page
        assert found.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in heading_anchors(found.read_text(encoding="utf-8")), f"{page.name} links to {target}"


def test_a_broken_link_would_be_seen() -> None:
    assert LINK.findall("[a](docs/none.md) ![b](c.png)") == ["docs/none.md", "c.png"]
    assert heading_anchors("# One, two\n```sh\n# no heading\n```\n") == {"one-two"}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md", "docs/benchmarks.md", "docs/evidence.md"])
def test_every_path_named_exists(page: str) -> None:
    for path in PATH.findall(text_of(page)):
        assert (ROOT / path).exists(), f"{page} names {path}"


def test_decision_records_are_short_and_numbered_without_gaps() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 30
        assert text.startswith(f"# {int(record.name[:4])}. ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
