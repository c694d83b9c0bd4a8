"""Which rule of relief for goods of little value holds for a line: on its day, of its origin, in its mode?

Of the rules that hold the latest counts, of two of one day the one further down in the file. Where origin or mode is
not told and rules differ by it, nothing is known of the limit.
"""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.codes import tracking
from counterfoil.codes.country import normalise
from counterfoil.enforcement.consignees.rule_file import MODES, Mode, Relief, ReliefRule

POSTAL_NUMBER = "S10"  # UPU: an item of the posts
_ANY_ORIGIN = "ZZ"  # a country that no rule names (ISO 3166-1 keeps it for users)


class Applying(NamedTuple):
    """A rule that holds, or why none is known; `excluded` says why goods are never free."""

    rule: ReliefRule | None
    why: str
    excluded: str = ""


def origins_of(written: pl.Series) -> pl.Series:
    """Return ISO 3166-1 alpha-2 codes of countries as they were written, null where none is meant."""
    codes = {name: normalise(name) or None for name in written.drop_nulls().unique()}
    return written.replace_strict(codes, default=None, return_dtype=pl.String)


def modes_of(numbers: pl.Series, *, otherwise: Mode | None) -> pl.Series:
    """Return by which mode a thing with a tracking number came, as UPU S10 tells; `otherwise` where there is none."""
    modes = {number: _mode(number) or otherwise for number in numbers.drop_nulls().unique()}
    return numbers.replace_strict(modes, default=otherwise, return_dtype=pl.String)


def _mode(number: str) -> Mode | None:
    known = tracking.carriers(number)
    if not known:
        return None
    return "postal" if known[0] == POSTAL_NUMBER else "other"


def rule_for(relief: Relief, of: str, *, day: dt.date, origin: str | None, mode: Mode | None) -> Applying:
    """Return the rule `of` a duty or tax that holds on a day for an origin and a mode, None standing for not told."""
    rules = [rule for rule in relief.rules if rule.of == of and rule.is_on and rule.since <= day]
    if not rules:
        return Applying(None, "No rule is known for that day.")
    origins = [origin] if origin else [_ANY_ORIGIN, *sorted({one for rule in rules for one in rule.origins})]
    modes: tuple[Mode, ...] = (mode,) if mode else MODES
    found = [_latest(rules, one, way) for one in origins for way in modes]
    if any(rule is None or (rule.limit, rule.currency) != _limit(found[0]) for rule in found):
        lacking = " and ".join([*["origin"] * (origin is None), *["mode"] * (mode is None)])
        return Applying(
            None, f"The limit hangs on the {lacking}, which is not told." if lacking else "No rule is known."
        )
    return Applying(found[0], "")


def exclusion_of(relief: Relief, hs: str | None) -> str:
    """Return in a sentence why goods of an HS code are never free, or ""."""
    digits = "".join(sign for sign in hs or "" if sign.isdigit())
    fitting = [one for one in relief.excluded if one.is_on and digits and digits.startswith(one.hs)]
    return f"{fitting[0].says} ({fitting[0].source})" if fitting else ""


def _latest(rules: list[ReliefRule], origin: str, mode: Mode) -> ReliefRule | None:
    holding = [
        (rule.since, place, rule)
        for place, rule in enumerate(rules)
        if (not rule.origins or origin in rule.origins) and (not rule.modes or mode in rule.modes)
    ]
    return max(holding, key=lambda one: one[:2])[2] if holding else None


def _limit(rule: ReliefRule | None) -> tuple[object, object]:
    return (rule.limit, rule.currency) if rule else (None, None)
