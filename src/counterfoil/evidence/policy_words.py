"""What does a policy say in plain words? Each rule becomes a sentence that needs no SQL to be read."""

from typing import Any

from sqlglot import exp

from counterfoil.evidence.condition import parsed

NAMES = {
    "weight": "the weight",
    "score": "the score",
    "probability": "the probability",
    "ground": "the ground",
    "right_id": "the right",
    "subject_id": "the offer",
}
COMPARED: dict[type[exp.Expression], str] = {
    exp.GTE: "is at least",
    exp.GT: "is above",
    exp.LTE: "is at most",
    exp.LT: "is below",
    exp.EQ: "is",
    exp.NEQ: "is not",
}


def in_words(condition: str) -> str:
    """Return the words of a condition without faults: “the weight is at least 500 and the ground is “design””."""
    return _words(parsed(condition))


def _words(node: Any) -> str:
    if isinstance(node, exp.And | exp.Or):
        link = "and" if isinstance(node, exp.And) else "or"
        return f"{_words(node.left)} {link} {_words(node.right)}"
    if isinstance(node, exp.Paren):
        return f"({_words(node.this)})"
    if isinstance(node, exp.Not):
        return f"it is not so that {_words(node.this)}" if not _is_null(node.this) else _given(node.this, "given")
    if _is_null(node):
        return _given(node, "missing")
    if type(node) in COMPARED:
        return f"{_words(node.left)} {COMPARED[type(node)]} {_words(node.right)}"
    return _membership(node)


def _membership(node: Any) -> str:
    if isinstance(node, exp.Between):
        return f"{_words(node.this)} is from {_words(node.args['low'])} to {_words(node.args['high'])}"
    if isinstance(node, exp.In):
        return f"{_words(node.this)} is one of {', '.join(_words(one) for one in node.expressions)}"
    return _value(node)


def _value(node: Any) -> str:
    if isinstance(node, exp.Column):
        return NAMES[node.name]
    if isinstance(node, exp.Neg):
        return f"−{_words(node.this)}"
    if isinstance(node, exp.Literal):
        return f"“{node.this}”" if node.is_string else f"{int(node.this):,}" if node.is_int else str(node.this)
    return str(node.sql().lower())


def _is_null(node: Any) -> bool:
    return isinstance(node, exp.Is) and isinstance(node.expression, exp.Null)


def _given(node: Any, state: str) -> str:
    return f"{_words(node.this)} is {state}"
