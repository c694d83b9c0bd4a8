"""Does the intake benchmark write rows that are read as what it says, and are its frozen figures complete?"""

import importlib.util
import io
import json
import sys
from pathlib import Path

import pytest

from counterfoil.intake.detect import FORMATS
from counterfoil.intake.reader import Wanted
from counterfoil.intake.source import opened
from counterfoil.intake.table_kinds import sorted_batches

HERE = Path(__file__).parents[2] / "benchmarks" / "intake"
SPEC = importlib.util.spec_from_file_location("intake_formats", HERE / "formats.py")
assert SPEC is not None
assert SPEC.loader is not None
sys.path.insert(0, str(HERE))  # as python does for a script
formats = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(formats)
ROWS = 30
FROZEN = json.loads((HERE / "results.json").read_text("utf-8"))


@pytest.mark.parametrize("one", formats.FORMATS, ids=lambda one: one.name)
def test_every_row_is_read_back(one) -> None:  # type: ignore[no-untyped-def]
    content = one.write(one.generate(ROWS))
    batches = list(sorted_batches(one.kind.read(io.BytesIO(content), file="f")))
    assert sum(batch.kept.height for batch in batches) == ROWS
    assert sum(batch.rejects.height for batch in batches) == 0
    told = ("title", "mark", "name", "description", "eventID")
    assert any(name in batches[0].kept.columns and batches[0].kept[name].n_unique() > 1 for name in told)


def test_formats_are_told_apart() -> None:
    found = {
        one.name: opened(
            io.BytesIO(one.write(one.generate(2))), Wanted("f", (), ()), product_feeds=True, others_first=True
        )[0].name
        for one in formats.FORMATS
    }
    assert len(set(found.values())) == len(found) - 1  # CSV and TSV are one format
    assert set(found.values()) == {known.name for known in FORMATS}


def test_the_frozen_figures_name_every_format_and_memory_is_flat() -> None:
    assert [record["name"] for record in FROZEN] == [one.name for one in formats.FORMATS]
    for record in FROZEN:
        held_whole = record["table"] == "rights" or record["name"] == "product page HTML"
        assert held_whole or record["memory_mib_four_times_as_long"] <= record["memory_mib"] * 1.5, record["name"]


def test_targets_that_are_missed_are_told_by_name() -> None:
    told = (HERE / "README.md").read_text("utf-8").split("## Missed")[1]
    missed = [record["name"] for record in FROZEN if record["as_text"] < record["target"]]
    assert [name for name in missed if name not in told] == []
