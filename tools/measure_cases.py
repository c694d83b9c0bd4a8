"""The drawn table of the measures of scorecards: tests/spec/measures.txt, for tests and as a page of the manual.

Rows: `measure | what happened | tables | cases`. Tables: `name(column=value, …); …`; what is not named is empty, or
anything that is allowed. Cases: `subject day yes`, `… no`, `… 24`, `… 24 so far`, or `subject day` alone.
"""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.tables.table_names import CONTRACTS

SOURCE = Path(__file__).parent.parent / "tests" / "spec" / "measures.txt"
NOTE = "<!-- written by tools/spec_pages.py from tests/spec/measures.txt -->"
HEAD = "| what happened | the tables say | its cases |\n|---|---|---|"
REQUIRED = {  # of a row of which nothing else is said
    "action": {"id": "a-1", "kind": "remove", "subject_kind": "offer", "subject_id": "o-1", "ground": "counterfeit",
               "legal_ground": "illegal content", "provision": "–", "facts": [], "source": "own initiative",
               "detected_automatically": False, "decided": "not automated", "territory": [],
               "content_on": dt.date(2026, 1, 1), "proposed_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
               "proposed_by": "reviewer:7", "approved_by": [], "state": "in force"},
}  # fmt: skip
_ROW = re.compile(r"\s*(\w+)\((.*)\)\s*")


class Case(NamedTuple):
    """One row, its cells as they stand in the file."""

    measure: str
    happened: str
    given: str
    cases: str

    def tables(self) -> dict[str, pl.LazyFrame]:
        """Return the tables, each with `source` (its name) and `row`; those the measure needs are there, if empty."""
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in MEASURES[self.measure].needs}
        for one in filter(None, (part.strip() for part in self.given.split(";"))):
            found = _ROW.fullmatch(one)
            if found is None:
                raise ValueError(f"“{one}” is not written as table(column=value)")
            rows.setdefault(found[1], []).append(row(found[1], found[2]))
        return {name: table(name, own) for name, own in rows.items()}

    def wanted(self) -> list[str]:
        """Return its cases, in order."""
        return sorted(part.strip() for part in self.cases.split(";") if part.strip())


def row(name: str, text: str) -> dict[str, Any]:
    """Return a row of a table from `column=value, …`."""
    schema = CONTRACTS[name].create_empty().schema
    pairs = (pair.strip().partition("=") for pair in text.split(",") if pair.strip())
    return {column: value_of(value, schema[column]) for column, _, value in pairs}


def table(name: str, rows: list[dict[str, Any]]) -> pl.LazyFrame:
    """Return rows as the table is gathered: the columns of its contract, `source` and `row`."""
    contract = CONTRACTS[name]
    columns: dict[str, Any] = contract.columns()
    filled = {key: _plain(kind) for key, kind in contract.create_empty().schema.items() if not columns[key].nullable}
    named = [filled | REQUIRED.get(name, {}) | one for one in rows]
    frame = pl.DataFrame(named, schema=contract.create_empty().schema)
    return frame.with_columns(source=pl.lit(name), row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)).lazy()


def value_of(text: str, kind: pl.DataType) -> Any:
    """Return a value as its column holds it."""
    if isinstance(kind, pl.List):
        return [one for one in text.split("+") if one]
    if kind == pl.Boolean:
        return text == "yes"
    if isinstance(kind, pl.Datetime):
        return dt.datetime.fromisoformat(text.replace(" ", "T")).replace(tzinfo=dt.UTC)
    made: dict[Any, Any] = {pl.Date: dt.date.fromisoformat, pl.Int64: int, pl.Float64: float}
    return made.get(kind.base_type(), Decimal if kind.is_decimal() else str)(text)


def _plain(kind: pl.DataType) -> Any:
    """Return what stands in a column that must be filled and of which nothing is said."""
    if isinstance(kind, pl.List):
        return []
    if isinstance(kind, pl.Datetime):
        return dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    plain: dict[Any, Any] = {pl.Date: dt.date(2026, 10, 1), pl.Boolean: False, pl.String: "–"}
    return plain.get(kind.base_type(), Decimal(0) if kind.is_decimal() else 0)


def shown(cases: pl.DataFrame) -> list[str]:
    """Return cases as the table writes them, in order."""
    return sorted(_shown(one) for one in cases.to_dicts())


def _shown(case: dict[str, Any]) -> str:
    amount, is_reached = case["amount"], case["is_reached"]
    head = f"{case['subject_id']} {case['on']}"
    if amount is not None:
        return f"{head} {amount:g}" + (" so far" if is_reached is False else "")
    return head if is_reached is None else f"{head} {'yes' if is_reached else 'no'}"


def cases() -> list[Case]:
    """Return the rows of the table."""
    lines = [line for line in _lines()[3:] if line.strip()]
    return [Case(*(cell.strip() for cell in line.split("|"))) for line in lines]


def page() -> str:
    """Return the table as Markdown, by measure."""
    title, prose, *_ = _lines()
    parts = [NOTE, f"# {title}", "", prose, ""]
    drawn = cases()
    for name, one in MEASURES.items():
        own = [case for case in drawn if case.measure == name]
        rows = [f"| {case.happened} | {_code(case.given)} | {_code(case.cases)} |" for case in own]
        parts += [f"## {name}", "", one.says, "", HEAD, *rows, ""]
    return "\n".join(parts)


def _code(cell: str) -> str:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return "<br>".join(f"`{part}`" for part in parts) if parts else "none"


def _lines() -> list[str]:
    return SOURCE.read_text("utf-8").splitlines()
