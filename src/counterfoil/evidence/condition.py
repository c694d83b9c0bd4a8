"""What does one condition of a policy say, is it allowed, and where is it wrong?

A condition is a comparison in SQL over the columns of an assessment. It is parsed and held against a list of what is
allowed (no functions, no subqueries, no patterns, no arithmetic), then run as Polars; NULL never matches.
"""

from typing import Any, NamedTuple

import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

COLUMNS = {
    "weight": pl.Int64,
    "score": pl.Float64,
    "probability": pl.Float64,
    "ground": pl.String,
    "right_id": pl.String,
    "subject_id": pl.String,
}
ALLOWED = (
    *(exp.And, exp.Or, exp.Not, exp.Paren, exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Neg),
    *(exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between, exp.In, exp.Is, exp.Null),
)
DEEPEST = 50  # brackets within brackets: people write two or three, and the parser gives up at some hundreds
LONGEST = 1_000  # characters: about 70 comparisons; Polars takes seconds over many hundreds


class Fault(NamedTuple):
    """What is wrong, and with which character of the condition it begins (counted from 0)."""

    problem: str
    start: int


def faults_in(condition: str) -> list[Fault]:
    """Return every fault of a condition, in the order in which they stand in it; none where it can be used."""
    if len(condition) > LONGEST or condition.count("(") > DEEPEST:
        return [Fault(f"the condition has more than {LONGEST:,} characters or {DEEPEST} brackets", 0)]
    try:
        tree = parsed(condition)
    except (SqlglotError, RecursionError, IndexError) as cause:  # IndexError: an empty condition
        return [Fault(f"“{condition}” cannot be read as a condition", _place_in(condition, cause))]
    faults = [fault for node in tree.walk(prune=_refused) for fault in _node_faults(node)]
    return sorted(faults, key=lambda fault: fault.start) or _misfit(condition, tree)


def parsed(condition: str) -> Any:
    """Return the syntax tree of a condition. Raises SqlglotError where it has none."""
    return sqlglot.parse_one(condition)


def expression(condition: str) -> pl.Expr:
    """Return a condition without faults as a Polars expression that is true or false, and false for NULL."""
    return _run(parsed(condition))


def columns_of(condition: str) -> set[str]:
    """Return the columns that a condition speaks of."""
    return {column.name for column in parsed(condition).find_all(exp.Column)}


def _node_faults(node: Any) -> list[Fault]:
    start = _start(node)
    if _refused(node):
        return [Fault(f"{node.sql()} is not allowed in a condition", start)]
    if not isinstance(node, exp.Column):
        return []
    if node.name not in COLUMNS:
        return [Fault(f"there is no column {node.name} (there are {', '.join(COLUMNS)})", start)]
    return [Fault(f"{node.sql()} names a table; write {node.name}", start)] if node.table else []


def _refused(node: Any) -> bool:
    return not isinstance(node, ALLOWED)


def _start(node: Any) -> int:
    """Return the first character of a node: the parser notes places of names, numbers and functions only."""
    return min((part.meta["start"] for part in node.walk() if "start" in part.meta), default=0)


def _place_in(condition: str, cause: Exception) -> int:
    """Return the character at which the parser gave up; the last one where it does not say."""
    first = (getattr(cause, "errors", None) or [{}])[0]
    if not first.get("col"):
        return max(len(condition) - 1, 0)
    lines = condition.split("\n")[: int(first["line"]) - 1]
    return sum(len(line) + 1 for line in lines) + max(int(first["col"]) - len(first.get("highlight") or " "), 0)


def _misfit(condition: str, tree: Any) -> list[Fault]:
    """Try the condition on an assessment of nulls: it must compare like with like and be true or false."""
    try:
        result = pl.DataFrame([[None]] * len(COLUMNS), schema=COLUMNS).select(_run(tree)).to_series()
    except (pl.exceptions.PolarsError, RecursionError):
        return [Fault(f"“{condition}” compares what cannot be compared, such as text with a number", 0)]
    return [] if result.dtype == pl.Boolean else [Fault(f"“{condition}” is neither true nor false", 0)]


def _run(tree: Any) -> pl.Expr:
    """Return the condition as it was checked, written anew so that no second parser reads it otherwise."""
    condition: str = tree.sql(comments=False)
    return pl.sql_expr(condition).fill_null(value=False)
