"""Kaplan and Meier's curve and its quantiles in plain Python: slow, obvious, the twin of `intervals.durations`."""

from collections.abc import Sequence
from math import exp, log, sqrt


def quantile(amounts: Sequence[float], is_open: Sequence[bool], share: float) -> float | None:
    """Return the first time by which the share is done, or None where the curve never comes so far."""
    for time, left, _ in curve(amounts, is_open):
        if left <= 1 - share + 1e-9:
            return time
    return None


def curve(amounts: Sequence[float], is_open: Sequence[bool]) -> list[tuple[float, float, float]]:
    """Return, at each time, the share that is left and Greenwood's sum."""
    left, greenwood, points = 1.0, 0.0, []
    for time in sorted(set(amounts)):
        at_risk = sum(amount >= time for amount in amounts)
        done = sum(amount == time and not is_open[place] for place, amount in enumerate(amounts))
        left *= 1 - done / at_risk
        greenwood += done / (at_risk * (at_risk - done)) if done < at_risk else 0.0
        points.append((time, left, greenwood))
    return points


def ends(amounts: Sequence[float], is_open: Sequence[bool], share: float) -> tuple[float | None, float | None]:
    """Return the two ends of the interval: where the log-log band crosses."""
    found: list[float | None] = [None, None]
    for place, sign in enumerate((1, -1)):
        for time, left, greenwood in curve(amounts, is_open):
            at = left
            if 0 < left < 1:
                at = left ** exp(sign * 1.959963984540054 * sqrt(greenwood) / abs(log(left)))
            if at <= 1 - share + 1e-9:
                found[place] = time
                break
    return found[0], found[1]
