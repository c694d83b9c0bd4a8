"""Which rules of a policy can never decide anything?

Only what is plain is judged: conditions that compare the weight with whole numbers and the ground with names, joined
by AND. Weight and ground are never empty, so such conditions are ranges of the weight for some grounds, and one range
can be held against those before it. Of any other condition nothing is said.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlglot import exp

from counterfoil.evidence.condition import parsed
from counterfoil.evidence.policy import Rule
from counterfoil.tables.assessment import GROUNDS

LEAST, MOST = -(2**63), 2**63 - 1  # the weights that a 64-bit whole number can have
FLIPPED = {exp.GTE: exp.LTE, exp.GT: exp.LT, exp.LTE: exp.GTE, exp.LT: exp.GT, exp.EQ: exp.EQ}


class Reach(NamedTuple):
    """The weights from `low` to `high` with these grounds; `exact`: the condition asks for nothing else."""

    low: int
    high: int
    grounds: frozenset[str]
    exact: bool

    def meets(self, other: "Reach") -> "Reach":
        """Return what both ask for."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Reach(low, high, self.grounds & other.grounds, self.exact and other.exact)


ALL = Reach(LEAST, MOST, frozenset(GROUNDS), exact=True)
UNKNOWN = ALL._replace(exact=False)


def warnings_of(rules: Sequence[Rule]) -> list[str]:
    """Return a sentence for each rule that can never decide: it contradicts itself, or earlier ones cover it."""
    reaches = [reach_of(rule.when) for rule in rules]
    found = [_warning(number, rules, reaches) for number in range(len(rules))]
    return [warning for warning in found if warning]


def reach_of(condition: str) -> Reach:
    """Return the weights and grounds outside which a condition never holds."""
    reach = ALL
    for part in _parts(parsed(condition)):
        reach = reach.meets(_reach_of_part(part))
    return reach


def bounds_of(condition: str) -> list[int]:
    """Return the whole numbers that a condition compares the weight with, of those that a weight can have."""
    bounds = [_against_weight(node) for node in parsed(condition).walk()]
    return sorted({bound for found in bounds if found for bound in found[1:] if LEAST <= bound <= MOST})


def _warning(number: int, rules: Sequence[Rule], reaches: Sequence[Reach]) -> str:
    own, name = reaches[number], f"rule {number + 1} ({rules[number].decision})"
    if own.low > own.high or not own.grounds:
        return f"{name} can never hold: its parts contradict each other."
    for earlier in range(number):
        if _same(rules[earlier].when, rules[number].when):
            word = "repeats" if rules[earlier].decision == rules[number].decision else "contradicts"
            return f"{name} {word} rule {earlier + 1}, which has the same condition and is asked first."
    before = [index for index in range(number) if reaches[index].exact]
    covering = [index for index in before if _covered(own, [reaches[index]])] or before
    if not _covered(own, [reaches[index] for index in covering]):
        return ""
    which = f"rule {covering[0] + 1}" if len(covering) == 1 else "the rules"
    return f"{name} can never be reached: {which} before it already decide{'s' * (len(covering) == 1)} all it asks for."


def _covered(own: Reach, earlier: Sequence[Reach]) -> bool:
    return all(_filled(own, sorted(one[:2] for one in earlier if ground in one.grounds)) for ground in own.grounds)


def _filled(own: Reach, ranges: Sequence[tuple[int, ...]]) -> bool:
    """Say whether ranges in order of their low ends leave no weight of `own` out."""
    missing = own.low
    for low, high in ranges:
        if low <= missing <= high:
            missing = high + 1
    return missing > own.high


def _same(one: str, other: str) -> bool:
    return bool(parsed(one).sql(comments=False) == parsed(other).sql(comments=False))


def _parts(node: Any) -> list[Any]:
    if isinstance(node, exp.Paren):
        return _parts(node.this)
    return [*_parts(node.left), *_parts(node.right)] if isinstance(node, exp.And) else [node]


def _reach_of_part(part: Any) -> Reach:
    weight = _against_weight(part)
    if weight is not None:
        kind, *values = weight
        low, high = {
            exp.GTE: (values[0], MOST),
            exp.GT: (values[0] + 1, MOST),
            exp.LTE: (LEAST, values[0]),
            exp.LT: (LEAST, values[0] - 1),
            exp.EQ: (values[0], values[0]),
            exp.Between: (values[0], values[-1]),
        }[kind]
        return ALL._replace(low=low, high=high)
    grounds = _grounds(part)
    return UNKNOWN if grounds is None else ALL._replace(grounds=ALL.grounds & grounds)


def _against_weight(node: Any) -> tuple[Any, ...] | None:
    """Return the comparison, turned so that the weight stands first, and its whole numbers."""
    if isinstance(node, exp.Between) and _is_column(node.this, "weight"):
        ends = [_whole(node.args["low"]), _whole(node.args["high"])]
        return (exp.Between, *ends) if None not in ends else None
    if type(node) not in FLIPPED:
        return None
    if _is_column(node.left, "weight") and (value := _whole(node.right)) is not None:
        return (type(node), value)
    if _is_column(node.right, "weight") and (value := _whole(node.left)) is not None:
        return (FLIPPED[type(node)], value)
    return None


def _grounds(node: Any) -> frozenset[str] | None:
    if isinstance(node, exp.EQ) and _is_column(node.left, "ground") and isinstance(node.right, exp.Literal):
        return frozenset([node.right.this])
    if isinstance(node, exp.In) and _is_column(node.this, "ground"):
        return frozenset(one.this for one in node.expressions if isinstance(one, exp.Literal))
    return None


def _is_column(node: Any, name: str) -> bool:
    return isinstance(node, exp.Column) and node.name == name


def _whole(node: Any) -> int | None:
    if isinstance(node, exp.Neg):
        value = _whole(node.this)
        return None if value is None else -value
    return int(node.this) if isinstance(node, exp.Literal) and node.is_int else None
