"""The manual of spellings: every row of the drawn tables in tests/spec/text holds, and the pages show those rows."""

from pathlib import Path

import pytest

import spec_pages
from counterfoil.text.mark_index import Name, build
from counterfoil.text.mark_search import find
from spec_pages import Row, tables

ROWS = [pytest.param(table.name, row, id=f"{table.name}-{row.text}") for table in tables() for row in table.rows()]


@pytest.mark.parametrize(("manner", "row"), ROWS)
def test_the_offer_is_read_as_the_manual_says(manner: str, row: Row) -> None:
    found = find(row.text, build(Name(number, mark) for number, mark in enumerate(row.marks)))
    assert [row.text[mention.start : mention.end] for mention in found] == row.found
    mildest = {mention.manner for mention in found}
    assert mildest == ({manner} if row.found else set()) or (len(row.marks) > 1 and manner in mildest)


@pytest.mark.parametrize(
    "before", ["", "\N{GRINNING FACE}\N{HANDBAG} ", "пальто ", "ｶﾞ ", "e\N{COMBINING ACUTE ACCENT} "]
)
@pytest.mark.parametrize(("manner", "row"), ROWS)
def test_the_place_counts_characters_of_the_text_as_given(manner: str, row: Row, before: str) -> None:
    names = build(Name(number, mark) for number, mark in enumerate(row.marks))
    text = before + row.text
    assert [text[mention.start : mention.end] for mention in find(text, names)] == row.found


def test_every_manner_has_its_page() -> None:
    assert {table.name for table in tables()} == {
        *("plain", "joined", "broken", "disguised", "misspelled", "not-a-mark")
    }


def test_the_pages_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert spec_pages.main(["--check"]) == 0, "run python tools/spec_pages.py"
    assert capsys.readouterr().out == ""


def test_a_check_names_every_page_that_differs_and_mends_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec_pages.main([], tmp_path)
    page, stray = tmp_path / "plain.md", tmp_path / "stray.md"
    page.write_text("old", encoding="utf-8")
    stray.write_text("of no table", encoding="utf-8")
    capsys.readouterr()
    assert spec_pages.main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out == "plain.md differs\nstray.md differs\n"
    assert page.read_text(encoding="utf-8") == "old"
    spec_pages.main([], tmp_path)
    assert spec_pages.main(["--check"], tmp_path) == 0
    assert not stray.exists()
