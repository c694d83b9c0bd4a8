"""Count a measure: its total, its parts and its median, with what is too small withheld. Rows of TransparencyCount."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intervals.weighted import wilson
from counterfoil.tables.transparency_count import (
    COUNT,
    COUNTED,
    HOURS,
    NOT_COUNTED,
    SHARE,
    WITHHELD,
    TransparencyCount,
)
from counterfoil.transparency.all_measures import MEASURES, SECTIONS
from counterfoil.transparency.all_measures import NOT_COUNTED as LEFT_OUT
from counterfoil.transparency.measure import HOURS as AFTER
from counterfoil.transparency.measure import OTHER, TOLD, Asked, Breakdown, Measure, Tables
from counterfoil.transparency.suppression import is_total_withheld, withheld_parts
from counterfoil.transparency.taken import BY_DECISION, HOW, REVERSED, STANDS

HOURS_DECIMALS, SHARE_DECIMALS = 1, 4
SHARE_TAKEN_BACK: Final = "share taken back"
AUTOMATION_SECTION: Final = "automation"
TOO_SMALL: Final = "Fewer than {limit}."
NO_TABLE: Final = "No table {} was given that tells whose they are: all that lie in the tables are counted."
NONE_TOLD: Final = "No table tells whose they are: all that lie in the tables are counted."
SOME_TOLD: Final = "Of some, no table tells whose they are: those are counted too."
Row = dict[str, Any]


def counts(tables: Tables, asked: Asked, *, limit: int) -> pl.DataFrame:
    """Return the rows of the report (contract TransparencyCount), section by section.

    `limit`: a count below it is withheld, and what would give it away; 0 withholds nothing.
    """
    by_section: dict[str, list[Row]] = {section.id: [] for section in SECTIONS}
    for measure in MEASURES:
        by_section[measure.section] += _of_measure(measure, tables, asked, limit=limit)
    for place, left_out in enumerate(LEFT_OUT):
        told = {"measure": f"not-counted-{place + 1}", "title": left_out.title}
        by_section[left_out.section].append(told | _row(standing=NOT_COUNTED, why=left_out.why))
    by_section[AUTOMATION_SECTION] += _taken_back([row for rows in by_section.values() for row in rows])
    rows = [
        {"section": section.id, "article": section.article} | row
        for section in SECTIONS
        for row in by_section[section.id]
    ]
    return TransparencyCount.validate(pl.DataFrame(rows, schema=TransparencyCount.create_empty().schema), cast=True)


def _row(**told: Any) -> Row:
    empty = {"breakdown": "", "part": "", "unit": COUNT, "standing": COUNTED, "count": None, "value": None}
    return empty | {"low": None, "high": None, "why": ""} | told


def _of_measure(measure: Measure, tables: Tables, asked: Asked, *, limit: int) -> Iterator[Row]:
    named = {"measure": measure.id, "title": measure.title}
    missing = [name for name in measure.needs if name not in tables]
    if missing:
        why = f"No table “{missing[0].replace('_', ' ')}” was given."
        yield named | _row(standing=NOT_COUNTED, why=why)
        return
    columns = [one.column for one in measure.breakdowns]
    cases = measure.cases(tables, asked).select(*columns, AFTER, TOLD).collect(engine="streaming")
    total = cases.height
    hidden = is_total_withheld(total, limit=limit)
    row = named | _counted(total, is_hidden=hidden, limit=limit, why=measure.says)
    yield row | {"why": " ".join((row["why"], *_whose(measure, cases, tables)))}
    for breakdown in measure.breakdowns:
        for row in _parts(breakdown, cases, limit=limit):
            yield named | row
    if measure.median:
        yield named | _median(cases[AFTER].drop_nulls(), measure.median, limit=0 if total == 0 else limit)


def _whose(measure: Measure, cases: pl.DataFrame, tables: Tables) -> Iterable[str]:
    """Return a sentence where it is not told that all counted rows are the platform's."""
    if cases[TOLD].all():
        return ()
    if cases[TOLD].any():
        return (SOME_TOLD,)
    wanted = dict.fromkeys(f"“{owner.table}”" for owner in measure.owners if owner.table not in tables)
    return (NO_TABLE.format(" or ".join(wanted)) if wanted else NONE_TOLD,)


def _counted(number: int, *, is_hidden: bool, limit: int, why: str = "", **told: Any) -> Row:
    if not is_hidden:
        return _row(count=number, why=why, **told)
    return _row(standing=WITHHELD, why="" if "part" in told else TOO_SMALL.format(limit=limit), **told)


def _parts(breakdown: Breakdown, cases: pl.DataFrame, *, limit: int) -> Iterable[Row]:
    known = cases[breakdown.column].replace_strict({one: one for one in breakdown.parts}, default=OTHER)
    found = dict(known.value_counts().rows())
    if not set(found) <= set(breakdown.parts):
        cure = f"Those that are known: {'; '.join(breakdown.parts)}."
        raise UserError(f"A row has something else {breakdown.title} than a report can tell.", cure=cure)
    numbers = [found.get(part, 0) for part in breakdown.parts]
    hidden = withheld_parts(numbers, limit=limit)
    for place, part in enumerate(breakdown.parts):
        told = {"breakdown": breakdown.title, "part": part}
        yield _counted(numbers[place], is_hidden=place in hidden, limit=limit, **told)


def _median(hours: pl.Series, what: str, *, limit: int) -> Row:
    told: Row = {"breakdown": "median hours", "part": what, "unit": HOURS}
    middle = hours.median()
    if hours.is_empty() or hours.len() < limit or not isinstance(middle, float):
        few = "Nothing that could be timed." if limit == 0 else f"Fewer than {limit} could be timed, if any."
        return _row(standing=NOT_COUNTED if limit == 0 else WITHHELD, why=few, **told)
    return _row(value=round(middle, HOURS_DECIMALS), **told)


def _taken_back(rows: list[Row]) -> list[Row]:
    """Return how many of 100 measures were taken back, by how they were decided: from published numbers alone."""
    told = {(row["measure"], row["part"]): row for row in rows if row["breakdown"] == BY_DECISION.title}
    taken = [row for row in rows if not row["breakdown"] and row["measure"] in {name for name, _ in told}]
    made = []
    for row in taken:
        if row["count"] == 0:
            continue
        named = {"measure": f"{row['measure']}-taken-back", "title": f"{row['title']}: taken back"}
        for how in HOW.values():
            own = [told[row["measure"], f"{how}, {what}"] for what in (STANDS, REVERSED)]
            made.append(named | _share(how, *own))
    if made:
        return made
    why = "No measure came in force in the period." if taken else "No table “action” was given."
    return [{"measure": "taken-back", "title": "Measures taken back"} | _row(standing=NOT_COUNTED, why=why)]


def _share(how: str, stands: Row, taken_back: Row) -> Row:
    words: Row = {"breakdown": SHARE_TAKEN_BACK, "part": how, "unit": SHARE}
    if stands["count"] is None or taken_back["count"] is None:
        return _row(standing=WITHHELD, why="One of its two numbers is withheld.", **words)
    number = stands["count"] + taken_back["count"]
    if not number:
        return _row(standing=NOT_COUNTED, why="No measure was decided so.", **words)
    share = taken_back["count"] / number
    low, high = pl.select(one.alias(str(at)) for at, one in enumerate(wilson(pl.lit(share), pl.lit(number)))).row(0)
    ends = {"low": round(low, SHARE_DECIMALS), "high": round(high, SHARE_DECIMALS)}
    return _row(value=round(share, SHARE_DECIMALS), **ends, **words)
