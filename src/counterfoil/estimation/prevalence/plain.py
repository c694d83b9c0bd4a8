"""What is the share where finds are taken as they were told, and between which bounds does it lie?"""

import numpy as np

from counterfoil.estimation.prevalence.moved import Moved, moved, strata_of
from counterfoil.estimation.prevalence.sample import NAMED, Flags, Numbers, Sample
from counterfoil.estimation.prevalence.settings import (
    ALIKE,
    AUTO,
    CLOPPER_PEARSON,
    MANY,
    MID_P,
    WILSON,
    Prevalence,
    Settings,
)
from counterfoil.estimation.prevalence.variance import Spread, spread_of
from counterfoil.estimation.prevalence.weighting import Weights
from counterfoil.intervals.mid_p import interval, interval_of_total
from counterfoil.intervals.sums import dot
from counterfoil.intervals.weighted import wilson_of

NOTHING = Moved(0.0, 0.0, 1.0, float("inf"), 1.0, Spread(0.0, 0.0, ()))


def plain(sample: Sample, weights: Weights, settings: Settings) -> Prevalence:
    """Return the share: the certain ones counted, the rest estimated."""
    rest = ~sample.is_certain
    said = sample.found.astype(np.float64)
    told = moved(sample, weights, said, rest=rest, loss=1 - sample.probability) if rest.any() else NOTHING
    low, high, method = _bounds(sample, weights, rest, told, settings)
    counted = float(weights.stands_for[~rest & sample.found].sum())
    size, everything = float(weights.stands_for[rest].sum()), weights.everything
    total = _total(sample, weights, told, settings)
    return Prevalence(
        estimate=(counted + size * told.share) / everything,
        low=(counted + size * low) / everything,
        high=(counted + size * high) / everything,
        method=method,
        standard_error=size * told.variance**0.5 / everything,
        effective=told.effective,
        design_effect=told.design_effect,
        degrees=told.spread.degrees,
        sampled=len(sample.found),
        certain=int((~rest).sum()),
        finds=int(sample.found.sum()),
        clusters=sample.clusters,
        units=weights.units,
        is_known=weights.is_known,
        horvitz_thompson=_horvitz_thompson(sample, weights),
        hajek=float(weights.plain[sample.found].sum() / weights.plain.sum()),
        total=counted + size * told.share,
        total_low=counted + (size * low if total is None else total[0]),
        total_high=counted + (size * high if total is None else total[1]),
        clumping=told.factor,
        strata=strata_of(sample, weights, said),
        notes=(*weights.notes, *_notes(sample, told)),
    )


def _horvitz_thompson(sample: Sample, weights: Weights) -> float | None:
    """Return the sum of the finds' inverse probabilities over the known size of all."""
    if not weights.is_known or not weights.is_by_stratum:
        return None
    return float(weights.plain[sample.found].sum()) / weights.everything


def _bounds(sample: Sample, weights: Weights, rest: Flags, told: Moved, settings: Settings) -> tuple[float, float, str]:
    """Return the bounds of the share of the rest, and by which method."""
    if not rest.any():
        return 0.0, 0.0, "counted"
    is_common = min(told.share, 1 - told.share) * told.effective >= MANY and _are_alike(weights.stands_for[rest])
    if settings.interval == WILSON or (settings.interval == AUTO and is_common):
        return *wilson_of(told.share, told.effective, level=settings.level), WILSON
    is_told_by_clusters = sample.cluster is not None  # the variance itself is known from few: the wider form
    mid = settings.interval == MID_P or (settings.interval == AUTO and not is_told_by_clusters)
    low, high = interval(
        sample.found[rest],
        weights.stands_for[rest],
        factor=told.factor,
        loss=(1 - sample.probability)[rest],
        mid=mid,
        level=settings.level,
    )
    return low, high, MID_P if mid else CLOPPER_PEARSON


def _are_alike(weight: Numbers) -> bool:
    """Return whether units stand for so nearly as many that Kish's number is theirs: where finds may be missed that
    weigh more than those seen, Wilson's interval is too short above."""
    return float(weight.sum()) ** 2 >= ALIKE * len(weight) * dot(weight, weight)


def _total(sample: Sample, weights: Weights, told: Moved, settings: Settings) -> tuple[float, float] | None:
    """Return the bounds of how much of the rest is counterfeit; None where all is known, and the share tells it."""
    rest = ~sample.is_certain
    if (weights.is_known and weights.is_by_stratum) or not rest.any():
        return None
    found, sure = weights.stands_for * sample.found, weights.stands_for[rest]
    spread = spread_of(found, 1 - sample.probability, sample, rest=rest)
    more = dot(sure, sure) / float(sure.sum()) * told.factor
    return interval_of_total(float(found[rest].sum()), spread.variance, one_more=more, level=settings.level)


def _notes(sample: Sample, told: Moved) -> list[str]:
    notes = _lonely(sample, told.spread)
    if sample.cluster is not None and told.share in (0, 1):
        which = "Nothing" if told.share == 0 else "Nothing but fakes"
        notes.append(f"{which} was found, so how finds clump is not known: each cluster counts as one unit.")
    return notes


def _lonely(sample: Sample, spread: Spread) -> list[str]:
    if not spread.lonely or (len(sample.strata) == 1 and sample.cluster is None):
        return []
    names = [sample.strata[place] or "(none)" for place in spread.lonely]
    told = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return [f"Chance chose one alone in {told}: how it varies there is taken from all strata together."]
