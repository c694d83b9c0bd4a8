"""The benchmark of statements: one seed draws one table, all of it can be told, peers judge as our rules do."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.statements.article_17 import Telling
from counterfoil.enforcement.statements.due import parted
from counterfoil.enforcement.statements.making import Made, statements_of
from counterfoil.enforcement.statements.payload_rules import violations
from counterfoil.enforcement.statements.wording import wording
from counterfoil.tables.action import Action
from counterfoil.tables.contract import LINE, completed

FOLDER = Path(__file__).parents[2] / "benchmarks" / "statements"
DAY = dt.date(2026, 11, 8)


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))


def drawn() -> pl.DataFrame:
    from action_simulator import simulated

    actions, _ = simulated(300, seed=7)
    return Action.validate(completed(actions, Action), cast=True).with_columns(pl.int_range(1, 301).alias(LINE))


def made() -> Made:
    telling = Telling("Tidewater Market", wording("en"), DAY)
    return statements_of(parted(drawn(), day=DAY).due, telling, file="actions.parquet")


def test_one_seed_draws_one_table_of_which_all_can_be_told() -> None:
    from action_simulator import simulated

    one, other = simulated(300, seed=7), simulated(300, seed=7)
    assert all(mine.equals(theirs) for mine, theirs in zip(one, other, strict=True))
    assert (made().statements.height, made().rejects.height) == (300, 0)
    assert made().statements["is_shortened"].any()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"puid": "a b"},
        {"decision_facts": "x" * 5001},
        {"category": "COUNTERFEIT"},
        {"content_date": "8 November"},
        {"territorial_scope": ["US"]},
        {"decision_ground": None},
        {"unknown": "x"},
    ],
)
def test_the_peers_judge_as_the_rules_do(change: dict[str, Any]) -> None:
    from payload_peers import json_schema_validator, passes_pydantic

    payload = {name: value for name, value in (json.loads(made().payloads[0]) | change).items() if value is not None}
    passes = not violations(payload)
    assert passes is (not change)
    assert json_schema_validator().is_valid(payload) is passes
    assert passes_pydantic(payload) is passes


def test_the_figures_are_frozen_with_what_they_need() -> None:
    figures = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    assert len(figures) == 7
    for figure in figures:
        assert set(figure) == {"name", "value", "unit", "target", "peers", "data", "command", "commit"}
