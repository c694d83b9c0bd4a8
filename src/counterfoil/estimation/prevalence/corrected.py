"""What is the share once it is corrected for the errors of reviewers, and how sure is it then?

W. J. Rogan and B. Gladen, "Estimating prevalence from the results of a screening test", American Journal of
Epidemiology 107 (1978), 71-76. That the errors are estimated, from some of the same units, is carried: each unit's part
in the share and in both errors is added before it is squared.
"""

from typing import NamedTuple

import numpy as np

from counterfoil.estimation.prevalence.moved import moved, residuals, strata_of, widening
from counterfoil.estimation.prevalence.reviewer_error import Errors, errors_of
from counterfoil.estimation.prevalence.reviews import Reviews, agreed
from counterfoil.estimation.prevalence.sample import Numbers, Sample
from counterfoil.estimation.prevalence.settings import AUTO, CLOPPER_PEARSON, MANY, MID_P, WILSON, Prevalence, Settings
from counterfoil.estimation.prevalence.variance import Spread, spread_of
from counterfoil.estimation.prevalence.weighting import Weights
from counterfoil.intervals.mid_p import interval_of_share, interval_of_total
from counterfoil.intervals.sums import dot
from counterfoil.intervals.weighted import wilson_of


class _Seen(NamedTuple):
    """The share that reviewers saw, that corrected, what each unit moves the corrected one by, and its variance."""

    share: float
    true: float
    moves: Numbers
    variance: float
    spread: Spread
    skill: float
    said: Numbers
    clumping: float


def corrected(sample: Sample, weights: Weights, reviews: Reviews, settings: Settings) -> Prevalence:
    """Return the share corrected for the reviewers' errors. Raises UserError where they cannot be told."""
    errors = errors_of(reviews, sample.stratum, error=settings.error)
    seen = _seen(sample, weights, agreed(reviews), errors)
    low, high, method = _bounds(seen, errors, settings)
    estimate = min(max(seen.true, 0.0), 1.0)
    notes = [*weights.notes, *reviews.notes, *errors.notes]
    if seen.true < 0:
        notes.append(
            f"Reviewers found {seen.share:.2%}, fewer than their errors alone would make; so none is the best estimate."
        )
    total = _total(sample, weights, seen, (estimate, low, high), settings)
    equal = max(estimate * (1 - estimate), 1e-12)
    known = weights.is_known and weights.is_by_stratum
    return Prevalence(
        estimate=estimate,
        low=low,
        high=high,
        method=f"{method}, corrected for reviewers' errors",
        standard_error=seen.variance**0.5,
        effective=equal / seen.variance if seen.variance > 0 else float("inf"),
        design_effect=seen.variance * len(sample.found) / equal,
        degrees=seen.spread.degrees,
        sampled=len(sample.found),
        certain=int(sample.is_certain.sum()),
        finds=int(sample.found.sum()),
        clusters=sample.clusters,
        units=weights.units,
        is_known=weights.is_known,
        horvitz_thompson=float(weights.plain[sample.found].sum()) / weights.everything if known else None,
        hajek=float(weights.plain[sample.found].sum() / weights.plain.sum()),
        total=total[0],
        total_low=total[1],
        total_high=total[2],
        sensitivity=errors.sensitivity,
        specificity=errors.specificity,
        clumping=seen.clumping,
        strata=strata_of(sample, weights, seen.said),
        notes=tuple(notes),
    )


def _seen(sample: Sample, weights: Weights, said: Numbers, errors: Errors) -> _Seen:
    everyone = np.ones(len(said), dtype=bool)  # what was certain to be drawn is still judged by people who err
    skill = errors.sensitivity + errors.specificity - 1
    plain = moved(sample, weights, said, rest=everyone, loss=np.ones(len(said)))
    true = (plain.share + errors.specificity - 1) / skill
    of_truth = min(max(true, 0.0), 1.0) * (1 - min(max(true, 0.0), 1.0)) * skill**2
    spread_of_said = max(plain.share * (1 - plain.share), 1e-12)
    loss = 1 - sample.probability * min(of_truth / spread_of_said, 1.0)  # what the draw spares is sampling alone
    by_draw = residuals(sample, weights, said, rest=everyone, share=plain.share) / weights.everything * np.sqrt(loss)
    by_errors = (1 - true) * errors.by_specificity - true * errors.by_sensitivity
    moves = (by_draw + by_errors) / skill
    spread = spread_of(moves, np.ones(len(said)), sample, rest=everyone, mass=weights.stands_for)
    return _Seen(
        plain.share, true, moves, spread.variance * widening(spread, len(said)), spread, skill, said, plain.factor
    )


def _bounds(seen: _Seen, errors: Errors, settings: Settings) -> tuple[float, float, str]:
    """Return the interval of what reviewers saw, as wide as the corrected share's, brought to that scale."""
    variance = seen.variance * seen.skill**2
    number = seen.share * (1 - seen.share) / variance if variance > 0 else float(len(seen.moves))
    is_common = min(seen.share, 1 - seen.share) * number >= MANY
    if settings.interval == WILSON or (settings.interval == AUTO and is_common):
        low, high = wilson_of(seen.share, number, level=settings.level)
        method = WILSON
    else:
        mid = settings.interval != CLOPPER_PEARSON
        low, high = interval_of_share(seen.share, number, mid=mid, level=settings.level)
        method = MID_P if mid else CLOPPER_PEARSON
    ends = [(end + errors.specificity - 1) / seen.skill for end in (low, high)]
    return min(max(ends[0], 0.0), 1.0), min(max(ends[1], 0.0), 1.0), method


def _total(
    sample: Sample, weights: Weights, seen: _Seen, share: tuple[float, float, float], settings: Settings
) -> tuple[float, float, float]:
    estimate, low, high = share
    everything = weights.everything
    if weights.is_known and weights.is_by_stratum:
        return estimate * everything, low * everything, high * everything
    moves = seen.moves * everything + estimate * weights.stands_for
    spread = spread_of(moves, np.ones(len(moves)), sample, rest=np.ones(len(moves), dtype=bool))
    more = dot(weights.stands_for, weights.stands_for) / everything / seen.skill
    least, most = interval_of_total(estimate * everything, spread.variance, one_more=more, level=settings.level)
    return estimate * everything, least, most
