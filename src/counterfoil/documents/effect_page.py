"""Did the measure change anything? One page for who has to decide on it: the verdict, what could be told, the charts.

Each chart has its table; the page loads and runs nothing.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.documents.effect_chart import NARROW, WIDE, WIDE_ALONE, event_chart, paths_chart
from counterfoil.documents.page import environment
from counterfoil.documents.words import counted, day_in_words

COLOURS: Final = {"effect": "review", "no effect larger than": "clear", "cannot tell": "request-documents"}
TITLES: Final = {
    "effect": "The outcome moved",
    "no effect larger than": "No effect that matters",
    "cannot tell": "It cannot be told",
}
TESTS: Final = {
    "time": "Dates moved back: the same look, where no effect can be",
    "trend": "Slope of the treated before the measure, against the others, by period",
    "spread": "How many times as widely the treated scatter as the others",
    "unit": "As if this unit without the measure had started first",
    "without": "The effect, without this unit",
}

NAMED: Final = ("time", "unit", "without")  # of the others the title says all
LEVEL: Final = 0.05


class EffectParts(NamedTuple):
    """What the page is made of: run.json, and the tables that are written beside it."""

    run: Mapping[str, Any]
    effects: pl.DataFrame
    event_study: pl.DataFrame
    placebo: pl.DataFrame
    paths: pl.DataFrame


def effect_page(parts: EffectParts) -> str:
    """Return the page as one HTML document (UTF-8 text)."""
    names = _headings(parts)
    sizes = (WIDE if len(names) > 1 else WIDE_ALONE, NARROW)
    events = parts.event_study
    return (
        environment(figure=in_figures, day_of=day_in_words)
        .get_template("effect.html.j2")
        .render(
            run=parts.run,
            title=TITLES[parts.run["verdict"]["word"]],
            colour=COLOURS[parts.run["verdict"]["word"]],
            paths=[paths_chart(parts.paths, unit_names=names, size=size) for size in sizes],
            events=[event_chart(events, size=size) for size in (WIDE_ALONE, NARROW)] if _has_course(events) else [],
            event_rows=events.rows(named=True),
            effect_rows=parts.effects.rows(named=True),
            tests=[_tests_of(parts.placebo, kinds) for kinds in (("time", "trend", "spread"), ("unit", "without"))],
        )
    )


def _has_course(events: pl.DataFrame) -> bool:
    """A series whose level alone may change has one effect, and no course."""
    return events["effect"].n_unique() > 1


def _headings(parts: EffectParts) -> dict[str, str]:
    units = dict(parts.effects.group_by("group").agg(pl.col("units").max()).iter_rows())
    days = parts.paths["group"].drop_nulls().unique().sort()
    return {str(day): f"from the period of {day_in_words(day)}, {counted(units.get(day, 0), 'unit')}" for day in days}


def _tests_of(placebo: pl.DataFrame, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = placebo.filter(pl.col("kind").is_in(list(kinds))).rows(named=True)
    tried = max(sum(row["kind"] == "time" for row in rows), 1)  # one of many made-up dates speaks where it is far off
    return [
        row
        | {
            "said": TESTS[row["kind"]],
            "name": row["name"] if row["kind"] in NAMED else "",
            "speaks": row["p_value"] is not None and row["p_value"] * (tried if row["kind"] == "time" else 1) <= LEVEL,
        }
        for row in rows
    ]


def in_figures(value: float | None, *, signed: bool = True) -> str:
    """Return a change with its sign and three digits that count; `–` where there is none."""
    if value is None:
        return "–"
    size = abs(value)
    text = f"{size:,.0f}" if size >= 1000 else f"{size:.3g}"
    sign = "−" if value < 0 else "+" if value > 0 and signed else ""
    return sign + text
