"""For how much of all does each examined unit stand? By its probability, and by the known sizes of the strata.

Post-stratification: in each stratum of known size the units left to chance stand for all that were not certain there
(C.-E. Sarndal, B. Swensson and J. Wretman, "Model Assisted Survey Sampling", 1992, section 7.6). Of a stratum in which
chance chose nothing nobody knows anything: it is taken to be as the others together, and that is said.
"""

from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.prevalence.refusals import refuse_targeted_alone
from counterfoil.estimation.prevalence.sample import NAMED, Frame, Numbers, Sample

OFF: Final = 0.25  # of the known size: from so much on the probabilities do not fit the frame, and that is said


class Weights(NamedTuple):
    """`stands_for`: of all, how much each unit stands for, in units or value; `everything` is their sum. `alike`: what
    of that is taken to be as the rest, because chance chose nothing there. `is_by_stratum`: each stratum stands for its
    own known size; `of_strata`: units of each, where the frame tells. `plain`: 1 / probability times size, untouched by
    the frame."""

    stands_for: Numbers
    plain: Numbers
    everything: float
    units: float
    is_known: bool
    is_by_stratum: bool
    alike: float
    of_strata: Numbers | None
    notes: tuple[str, ...]


def weights_of(sample: Sample, frame: Frame | None) -> Weights:
    """Return for how much each unit stands. Raises UserError where chance chose nothing of what is not certain."""
    refuse_targeted_alone(sample.probability, None if frame is None else float(frame.units.sum()))
    plain = sample.size / sample.probability
    if frame is None:
        units = float((1 / sample.probability).sum())
        return Weights(plain, plain, float(plain.sum()), units, False, False, 0.0, None, ())
    known, notes = frame.units, [*_unlike(sample, frame)]
    is_of_value = frame.value is not None
    target = frame.value if frame.value is not None else known
    base = plain if is_of_value else 1 / sample.probability
    number = len(sample.strata)
    certain = sample.is_certain
    counted = np.bincount(sample.stratum, weights=np.where(certain, base, 0), minlength=number)
    drawn = np.bincount(sample.stratum, weights=np.where(certain, 0, base), minlength=number)
    left = np.maximum(target - counted, 0)
    is_told = drawn > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(is_told, left / drawn, 0)
    by_unit = np.where(certain, 1.0, ratio[sample.stratum])
    unseen = float(left[~is_told].sum())
    if unseen > 0:
        notes.append(_not_drawn(sample, left, ~is_told & (left > 0)))
        by_unit = np.where(certain, by_unit, by_unit * (1 + unseen / float(left[is_told].sum())))
    stands_for = plain * by_unit
    return Weights(
        stands_for=stands_for,
        plain=plain,
        everything=float(stands_for.sum()),
        units=float(known.sum()),
        is_known=True,
        is_by_stratum=is_of_value or bool((sample.size == 1).all()),
        alike=unseen / float(target.sum()),
        of_strata=known,
        notes=tuple(notes),
    )


def _not_drawn(sample: Sample, left: Numbers, where: np.ndarray) -> str:
    names = [name or "(none)" for name, is_so in zip(sample.strata, where, strict=True) if is_so]
    told = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    share = float(left[where].sum() / max(left.sum(), 1e-300))
    return (
        f"By chance nothing was drawn in {told}: {share:.1%} of what was not certain. It is taken to be as the other "
        "strata together, which nothing here can test."
    )


def _unlike(sample: Sample, frame: Frame) -> list[str]:
    """Say where the probabilities imply another size than the frame's, which is a fault in one of them."""
    implied = np.bincount(sample.stratum, weights=1 / sample.probability, minlength=len(sample.strata))
    drawn = np.bincount(sample.stratum, minlength=len(sample.strata))
    spread = np.sqrt(np.bincount(sample.stratum, weights=sample.probability**-2.0, minlength=len(sample.strata)))
    gap = np.abs(implied - frame.units)
    odd = (drawn > 1) & (gap > OFF * frame.units) & (gap > 4 * spread)
    return [
        f"In stratum “{name}” the probabilities imply {there:,.0f} units and the frame says {said:,.0f}: one is wrong."
        for name, there, said, is_odd in zip(sample.strata, implied, frame.units, odd, strict=True)
        if is_odd
    ][:NAMED]
