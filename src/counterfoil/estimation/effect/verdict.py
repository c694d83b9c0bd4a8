"""What can be said: an effect, no effect larger than so much, or that it cannot be told, and why?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from counterfoil.estimation.effect.placebo import SPREAD, TIME, TREND, Placebo
from counterfoil.estimation.effect.power import Power
from counterfoil.estimation.effect.reassignment import LEVEL
from counterfoil.estimation.effect.staggered import Found

EFFECT, NONE_LARGER, CANNOT_TELL = "effect", "no effect larger than", "cannot tell"


class Verdict(NamedTuple):
    """One of the three words, the sentence that says it with its numbers, and each reason why it cannot be told."""

    word: str
    sentence: str
    why: tuple[str, ...]


def verdict(found: Found, power: Power, placebos: Sequence[Placebo], *, matters: float | None) -> Verdict:
    """Return what can be said of an effect; `matters` is the smallest effect that would matter, if that was told.

    Where a placebo test shows something, nothing is said of the measure: what is seen was there without it. Of no
    effect is spoken only where the whole interval lies within what matters.
    """
    if math.isnan(found.estimate):
        return _cannot_tell("No treated unit can be compared with what it was before and with others.")
    told = f"{signed(found.estimate)} (95 %: {between(found)})"
    doubts = _doubts(found, power, placebos)
    if doubts:
        return _cannot_tell(*doubts, told=told)
    if found.p_value <= LEVEL:
        sentence = f"Effect: the outcome {_moved(found)} against what was to be expected (p = {found.p_value:.3f})."
        if matters is not None and max(abs(found.low), abs(found.high)) < matters:
            sentence += f" That is less than what matters, {figure(matters)}."
        return Verdict(EFFECT, sentence, ())
    if matters is None:
        return _cannot_tell(
            f"The outcomes fit no effect at all, and any from {between(found)}; which one would matter was not said "
            "(--matters)",
            told=told,
        )
    if max(abs(found.low), abs(found.high)) <= matters:
        return Verdict(NONE_LARGER, f"No effect larger than {figure(matters)}: the change is {told}.", ())
    return _cannot_tell(
        f"The outcomes fit no effect at all, and they fit one that would matter ({figure(matters)} or more)", told=told
    )


def _moved(found: Found) -> str:
    if found.estimate > 0:
        return f"rose by {figure(found.estimate)} (95 %: {figure(found.low)} to {figure(found.high)})"
    return f"fell by {figure(-found.estimate)} (95 %: {figure(-found.high)} to {figure(-found.low)})"


def _doubts(found: Found, power: Power, placebos: Sequence[Placebo]) -> list[str]:
    doubts = []
    if power.smallest_p > LEVEL:
        ways = round(1 / power.smallest_p)
        doubts.append(
            f"The dates can be given to the units in {ways} ways only, so that no effect of any size could be told "
            "from chance: more units are needed, or --design series"
        )
    elif not math.isfinite(found.low) or not math.isfinite(found.high):
        doubts.append("The interval has no end")
    said = {
        TIME: "A difference shows before the measure came",
        TREND: "The treated were on another path before the measure came",
        SPREAD: "The treated scatter far more than the others, which would find too much",
    }
    seen = [one for one in placebos if one.kind in said and one.p_value <= LEVEL]
    doubts += [f"{said[one.kind]} ({one.name}: {figure(one.estimate)}, p = {one.p_value:.3f})" for one in seen]
    return doubts


def _cannot_tell(*why: str, told: str = "") -> Verdict:
    reasons = (
        "; ".join(why)
        if len(why) == 1
        else "; ".join(one[0].lower() + one[1:] if place else one for place, one in enumerate(why))
    )
    change = f" The change found is {told}." if told else ""
    return Verdict(CANNOT_TELL, f"Cannot tell. {reasons.rstrip('.')}.{change}", why)


def figure(value: float) -> str:
    """Return a number with three digits that count, with a true minus."""
    if not math.isfinite(value):
        return "no limit" if math.isinf(value) else "–"
    text = f"{abs(value):.3g}" if abs(value) < 1000 else f"{abs(value):,.0f}"
    return f"−{text}" if value < 0 and float(text.replace(",", "")) else text


def signed(value: float) -> str:
    """Return a change with its sign."""
    return f"+{figure(value)}" if value > 0 else figure(value)


def between(found: Found) -> str:
    """Return an interval in words: −.2 to +.1."""
    low = "below all" if math.isinf(found.low) else signed(found.low)
    high = "above all" if math.isinf(found.high) else signed(found.high)
    return f"{low} to {high}"
