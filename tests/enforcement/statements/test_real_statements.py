"""The Commission's own examples: what the rules say of them, and that ours have no other fields."""

import json
from pathlib import Path
from typing import Any

import pytest

from counterfoil.enforcement.statements.payload_fields import ADDED_THERE
from counterfoil.enforcement.statements.payload_rules import CHECKS, REQUIRED, trimmed, violations

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "formats" / "dsa-sor"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the sample files are not here"),
]


def examples() -> list[dict[str, Any]]:
    many = json.loads((FOLDER / "example_multi_statements.json").read_bytes())["statements"]
    return [*many, json.loads((FOLDER / "example_statement.json").read_bytes())]


def test_the_database_would_take_every_example() -> None:
    assert len(examples()) == 11
    for one in examples():
        assert violations(trimmed(one)) == []


def test_as_they_stand_only_what_the_database_adds_itself_is_foreign() -> None:
    for one in examples():
        assert {broken.field for broken in violations(one)} == {"platform_name", "permalink"}


def test_our_fields_are_theirs() -> None:
    theirs = {name for one in examples() for name in one} - set(ADDED_THERE)
    assert theirs <= set(CHECKS)
    assert set(REQUIRED) <= theirs
