"""What every page is made of: one style sheet whose names are all used, and no script or style within a page."""

import re
from pathlib import Path

import pytest

import counterfoil_desk.pages

HERE = Path(counterfoil_desk.pages.__file__).parent
STYLES = (HERE / "static" / "desk" / "desk.css").read_text(encoding="utf-8")
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:", re.IGNORECASE)
OF_OTHERS = {"errorlist", "helptext"}  # Django's forms name them
TOLD_BY_CODE = {"clear", "review", "request-documents", "hold", "remove", "good", "bad", "error"}  # decisions, states
CLASS = re.compile(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"')


def names_in(template: str) -> set[str]:
    """Return the names of classes that a template may give; of a condition, those of both its ends."""
    given = " ".join(CLASS.findall(template))
    return set(re.sub(r"\{[%{].*?[%}]\}", " ", given).split())


def test_every_name_in_a_page_is_in_the_style_sheet_and_the_other_way() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)))
    given = set().union(*(names_in(page.read_text(encoding="utf-8")) for page in TEMPLATES))
    assert sorted(given - styled - {"success", "info"}) == []
    assert sorted(styled - given - OF_OTHERS - TOLD_BY_CODE) == []


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: str(page.relative_to(HERE / "templates")))
def test_no_page_has_a_script_or_a_style_within(page: Path) -> None:
    assert INLINE.findall(page.read_text(encoding="utf-8")) == []


def test_a_script_within_a_page_would_be_seen() -> None:
    assert INLINE.search("<script>alert(1)</script>")
    assert INLINE.search('<p onclick="go()">')
    assert not INLINE.search('<script src="/static/htmx.js"></script>')
