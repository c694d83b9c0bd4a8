"""Does the glossary know every table, and every word that a table may hold as an answer?"""

import importlib
import pkgutil
import re

import dataframely as dy
import pytest

from counterfoil import tables
from counterfoil.tables.assessment import GROUNDS
from counterfoil.tables.decision import DECISIONS
from counterfoil.tables.seller import STATUSES
from docs.pages import text_of

GLOSSARY = text_of("GLOSSARY.md")
SCHEMAS = {
    name: next(
        value
        for value in vars(importlib.import_module(f"counterfoil.tables.{name}")).values()
        if isinstance(value, type) and issubclass(value, dy.Schema) and value.__module__.endswith(f".{name}")
    )
    for _, name, _ in pkgutil.iter_modules(tables.__path__)
    if name not in ("contract", "decided_complaints", "platform_rows", "record_file", "table_names")
}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_table_is_named(name: str) -> None:
    assert f"(table `{name}`)" in GLOSSARY


@pytest.mark.parametrize("word", [*DECISIONS, *GROUNDS])
def test_every_decision_and_ground_has_an_entry(word: str) -> None:
    entries = re.findall(r"^- \*\*.*?(?=:)", GLOSSARY, re.MULTILINE)
    assert any(f"**{word}**" in entry.lower() for entry in entries)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_a_seller_is_named(status: str) -> None:
    assert status in GLOSSARY


def test_every_column_that_is_named_exists() -> None:
    named = [(table, column) for table, column in re.findall(r"`(\w+)\.(\w+)`", GLOSSARY) if table != "run"]
    assert len(named) > 15
    assert [pair for pair in named if pair[1] not in SCHEMAS[pair[0]].column_names()] == []


def test_no_term_is_explained_twice() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*", GLOSSARY, re.MULTILINE)
    assert len(terms) == len(set(terms))
