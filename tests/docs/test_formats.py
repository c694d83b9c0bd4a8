"""Does the table of formats name every format that is read, and no other?"""

import re

import pytest

from counterfoil.intake.detect import FORMATS
from docs.pages import ROOT, text_of

NAMES = [known.name for known in FORMATS]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in text_of("docs/formats/README.md").splitlines()
    if line.startswith("| [")
]


def test_every_format_has_a_row_and_every_row_a_format() -> None:
    assert sorted(row[1] for row in ROWS) == sorted(f"`{name}`" for name in NAMES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_row_tells_all_and_leads_to_a_page(row: list[str]) -> None:
    assert len(row) == 6
    assert all(row)
    target = re.fullmatch(r"\[[^\]]+\]\(([\w-]+\.md)\)", row[0])
    assert target
    assert (ROOT / "docs" / "formats" / target.group(1)).is_file()


def test_the_page_on_mappings_lists_the_names() -> None:
    listed = text_of("docs/formats/mapping.md").split("[table of formats](README.md):")[1].split("\n- ")[0]
    assert re.findall(r"`(\w+)`", listed) == NAMES
