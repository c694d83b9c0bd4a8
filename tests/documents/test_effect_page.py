"""What does a reader see of an effect: verdict, what could be told, charts with their tables; and text stays text."""

import datetime as dt
from typing import Any

import lxml.html
import polars as pl
import pytest

from counterfoil.documents.effect_page import EffectParts, effect_page, in_figures
from counterfoil.estimation.effect.estimate import effect
from counterfoil.estimation.effect.settings import Effect, Settings
from estimation.effect.panels import NEVER, drawn

HOSTILE = '<script>alert(1)</script>"&'


def record(found: Effect, **more: Any) -> dict[str, Any]:
    """Return what run.json says, as far as the page reads it."""
    return {
        "engine_version": "0",
        "periods": ["2025-01-01", "2025-12-01"],
        "asked": {"weighted": False, "matters": 0.5, "seed": 3},
        "counts": {"units": 12, "treated": 5, "periods": 12, "rejected": 1},
        "files": [{"name": HOSTILE, "sha256": "0"}],
        "method": "imputation",
        "verdict": {"word": found.verdict.word, "sentence": found.verdict.sentence, "why": []},
        "effect": {"estimate": found.overall.estimate, "low": None, "high": found.overall.high},
        "power": {"detectable": found.power.detectable, "periods_before": 5},
        "assignments": {"possible": found.possible, "tried": found.tried},
        "notes": [HOSTILE],
    } | more


def parts_of(found: Effect, **more: Any) -> EffectParts:
    return EffectParts(record(found, **more), found.effects, found.event_study, found.placebo, found.paths)


@pytest.fixture(scope="module")
def found() -> Effect:
    starts = [5, 5, 5, 8, 8, *[NEVER] * 7]
    return effect(drawn(units=12, periods=12, since=starts, seed=2, effect=4.0), Settings(assignments=100))


def test_the_verdict_stands_on_top_and_each_chart_has_its_table(found: Effect) -> None:
    page = lxml.html.fromstring(effect_page(parts_of(found)))
    assert page.findtext(".//h1") == "The outcome moved"
    assert page.find_class("verdict")[0].text_content() == found.verdict.sentence
    assert len(page.findall(".//figure")) == 2
    assert len(page.findall(".//figure//svg")) == 4  # each wide and narrow
    rows = [len(table.findall(".//tbody/tr")) for table in page.findall(".//table")]
    assert rows == [7 + 4, 2 + 7, 3, 12, 1]
    assert "no limit to +" in page.text_content()
    assert "from the period of 1 June 2025, 3 units" in page.text_content()


def test_nothing_of_the_input_is_run_and_nothing_is_loaded(found: Effect) -> None:
    text = effect_page(parts_of(found))
    page = lxml.html.fromstring(text)
    assert not page.findall(".//script")
    assert HOSTILE in page.text_content()
    assert not [name for one in page.iter() for name in one.attrib if name in ("src", "href", "xlink:href")]


def test_a_test_that_speaks_is_marked(found: Effect) -> None:
    told = {"time": 0.4, "trend": 0.01, "spread": 0.4}
    louder = found.placebo.with_columns(p_value=pl.col("kind").replace_strict(told, default=None))
    page = lxml.html.fromstring(effect_page(parts_of(found)._replace(placebo=louder)))
    assert [row.findtext("td") for row in page.find_class("speaks")] == [
        "Slope of the treated before the measure, against the others, by period"
    ]


def test_a_series_whose_level_alone_changes_has_no_course() -> None:
    values = drawn(units=1, periods=24, since=[16], seed=4, effect=5.0)
    one = effect(values, Settings())
    page = lxml.html.fromstring(effect_page(parts_of(one)))
    assert len(page.findall(".//figure")) == 1
    assert "Dates given to other units" not in page.text_content()
    assert one.paths["group"].unique().to_list() == [dt.date(2026, 5, 1)]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.03841, "+0.0384"), (-2.5, "−2.5"), (0.0, "0"), (12345.0, "+12,345"), (None, "–")]
)
def test_figures_are_signed_and_short(value: float | None, shown: str) -> None:
    assert in_figures(value) == shown
