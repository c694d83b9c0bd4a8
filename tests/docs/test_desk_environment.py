"""Does the one table of docs/desk/production.md name every environment variable that the desk reads, and no other?"""

import re
from pathlib import Path

import pytest

from counterfoil_desk import configuration, configured
from docs.pages import ROOT, text_of

NAME = re.compile(r"`((?:COUNTERFOIL_|PROMETHEUS_)\w*[A-Z]|DATABASE_URL)`")
IN_CODE = re.compile(r"[\"'](COUNTERFOIL_\w*[A-Z]|DATABASE_URL|PROMETHEUS_MULTIPROC_DIR)[\"']")
DESK = ROOT / "src" / "counterfoil_desk"


def in_the_table() -> list[str]:
    """Return the variables of the first column, in order."""
    page = text_of("docs/desk/production.md")
    (table,) = re.findall(r"^## Settings by environment$.*?^(\| variable .*?)\n\n", page, re.MULTILINE | re.DOTALL)
    return [name for row in table.splitlines()[2:] for name in NAME.findall(row.split("|")[1])]


def read_by_the_desk() -> set[str]:
    """Return the variables that modules of the desk name."""
    found = {name for path in DESK.rglob("*.py") for name in IN_CODE.findall(path.read_text(encoding="utf-8"))}
    of_a_provider = {configured.OIDC + field.upper() for field in configured.IdentityProvider._fields}
    return found | of_a_provider


def test_each_variable_stands_in_the_table_once() -> None:
    named = in_the_table()
    assert len(named) == len(set(named))
    assert set(named) == read_by_the_desk()


def test_what_is_read_is_found() -> None:
    assert {
        configuration.DATABASE_URL,
        configuration.TIMESTAMP_URL,
        configured.MAIL_URL,
        "PROMETHEUS_MULTIPROC_DIR",
    } <= read_by_the_desk()


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "desk").glob("*.md")), ids=lambda page: page.name)
def test_no_page_names_another_variable(page: Path) -> None:
    assert set(NAME.findall(page.read_text(encoding="utf-8"))) <= read_by_the_desk()
