"""How often do reviewers miss a fake, and how often do they see one that is none?

From units of which the truth is known (gold), or from units that several reviewed: if they err apart from each other,
how often they disagree tells how often they err (A. P. Dawid and A. M. Skene, Applied Statistics 28 (1979), 20-28).
Three reviews tell both errors; two tell one number, so both errors are taken to be alike, or two strata with different
shares are needed (S. L. Hui and S. D. Walter, Biometrics 36 (1980), 167-171). What they err in together none shows.
"""

from typing import Final, NamedTuple

import numpy as np

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.reviews import AGAIN, Reviews
from counterfoil.estimation.prevalence.sample import Codes, Numbers
from counterfoil.estimation.prevalence.settings import AUTO, FREE

ROUNDS, PRECISION = 2_000, 1e-10  # of the EM algorithm; it ends when no parameter moves by more
SINGULAR: Final = 1e10  # condition of the information from which on the reviews do not tell the errors apart
EDGE: Final = 1e-6  # no share is nearer to 0 or 1 while it is sought
LEAST_SKILL: Final = 0.1  # sensitivity + specificity - 1: below, a correction is a guess
LEAST_GOLD: Final = 10  # genuine and fake ones each, below which it is said
TWICE, THRICE = 2, 3


class Errors(NamedTuple):
    """`by_sensitivity` and `by_specificity`: how much each unit moved them, from which their variance follows."""

    sensitivity: float
    specificity: float
    by_sensitivity: Numbers
    by_specificity: Numbers
    notes: tuple[str, ...]


def errors_of(reviews: Reviews, stratum: Codes, *, error: str) -> Errors:
    """Return how often a fake is found and another passed. `error` as in Settings.

    Raises UserError where the reviews do not tell it, or the reviewers are hardly better than chance.
    """
    found = _by_gold(reviews) if reviews.is_gold.any() else _by_agreement(reviews, stratum, error=error)
    if found.sensitivity + found.specificity - 1 < LEAST_SKILL:
        raise UserError(
            f"Reviewers find {found.sensitivity:.0%} of the fakes and pass {found.specificity:.0%} of the others: that "
            "is hardly better than chance, so no correction can be made.",
            cure="Have the units examined by somebody who can tell.",
        )
    return found


def _by_gold(reviews: Reviews) -> Errors:
    share = reviews.found / reviews.times
    fakes, others = reviews.is_gold & reviews.truth, reviews.is_gold & ~reviews.truth
    if not fakes.any() or not others.any():
        which = "counterfeit" if not fakes.any() else "genuine"
        raise UserError(
            f"Of the units whose truth is known none is {which}, so that error of the reviewers cannot be told.",
            cure="Have more units examined by somebody who is never wrong.",
        )
    sensitivity, specificity = float(share[fakes].mean()), float(1 - share[others].mean())
    notes = [
        f"Reviewers' errors are those on {int(fakes.sum()):,} counterfeit and {int(others.sum()):,} other units whose "
        "truth is known, which chance must have chosen."
    ]
    if min(fakes.sum(), others.sum()) < LEAST_GOLD:
        notes.append("These are few: the interval may be too narrow.")
    return Errors(
        sensitivity,
        specificity,
        np.where(fakes, share - sensitivity, 0) / fakes.sum(),
        np.where(others, 1 - share - specificity, 0) / others.sum(),
        tuple(notes),
    )


def _by_agreement(reviews: Reviews, stratum: Codes, *, error: str) -> Errors:
    several = reviews.times >= TWICE
    is_thrice = bool((reviews.times >= THRICE).any())
    is_free = error == FREE or (error == AUTO and is_thrice)
    group = stratum[several] if is_free and not is_thrice else np.zeros(int(several.sum()), dtype=np.intp)
    groups, own = np.unique(group, return_inverse=True)
    if is_free and not is_thrice and len(groups) < TWICE:
        raise UserError(
            "Two reviews of one population do not tell how often fakes are missed apart from how often others are "
            "taken for fakes.",
            cure=f"{AGAIN} Or assume both errors alike (--reviewer-error symmetric).",
        )
    cells = np.stack([own, reviews.times[several], reviews.found[several]], axis=1)
    kinds, place, number = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    found = _latent(kinds, number.astype(np.float64), groups=len(groups), is_free=is_free)
    influence = np.zeros((2, len(several)))
    influence[:, several] = found.by_cell[:, place.ravel()]
    return Errors(
        found.sensitivity, found.specificity, influence[0], influence[1], (_assumed(several, is_free, is_thrice),)
    )


def _assumed(several: np.ndarray, is_free: bool, is_thrice: bool) -> str:
    how = "three or more" if is_thrice else "two"
    also = "" if is_free else ", and taken to miss fakes as often as they take others for fakes"
    if is_free and not is_thrice:
        also = ", and to err alike in all strata"
    return (
        f"Reviewers' errors follow from {int(several.sum()):,} units that {how} of them saw; they are taken to err "
        f"apart from each other{also}."
    )


class _Latent(NamedTuple):
    sensitivity: float
    specificity: float
    by_cell: Numbers


def _latent(kinds: Numbers, number: Numbers, *, groups: int, is_free: bool) -> _Latent:
    """Return the likeliest errors. `kinds`: group, reviews and finds of each cell; `number`: units in it."""
    group, times, found = kinds[:, 0].astype(np.intp), kinds[:, 1], kinds[:, 2]
    share, sensitivity, specificity = np.full(groups, 0.5), 0.9, 0.9
    for group_at in range(groups):
        mine = group == group_at
        most = float(number[mine] @ (found / times)[mine]) / float(number[mine].sum())
        share[group_at] = min(max(most, 0.01), 0.99)
    for _ in range(ROUNDS):
        fake = share[group] * sensitivity**found * (1 - sensitivity) ** (times - found)
        other = (1 - share[group]) * (1 - specificity) ** found * specificity ** (times - found)
        is_fake = fake / (fake + other) * number
        is_other = number - is_fake
        before = (sensitivity, specificity, *share)
        share = _inside(np.bincount(group, weights=is_fake) / np.bincount(group, weights=number))
        if is_free:
            sensitivity = float(_inside(is_fake @ found / (is_fake @ times)))
            specificity = float(_inside(is_other @ (times - found) / (is_other @ times)))
        else:
            right = is_fake @ found + is_other @ (times - found)
            sensitivity = specificity = float(_inside(right / (number @ times)))
        if (
            max(abs(one - other) for one, other in zip((sensitivity, specificity, *share), before, strict=True))
            < PRECISION
        ):
            break
    return _with_influence(share, sensitivity, specificity, kinds=kinds, number=number, is_free=is_free)


def _with_influence(
    share: Numbers, sensitivity: float, specificity: float, *, kinds: Numbers, number: Numbers, is_free: bool
) -> _Latent:
    """Return also how much a unit of each cell moves the errors: its score times the inverse of the information.

    Raises UserError where the information is singular: other errors would explain the reviews as well.
    """
    group, times, found = kinds[:, 0].astype(np.intp), kinds[:, 1], kinds[:, 2]
    as_fake = sensitivity**found * (1 - sensitivity) ** (times - found)
    as_other = (1 - specificity) ** found * specificity ** (times - found)
    own = share[group]
    likely = own * as_fake + (1 - own) * as_other
    by_sensitivity = own * as_fake * (found / sensitivity - (times - found) / (1 - sensitivity)) / likely
    by_specificity = (1 - own) * as_other * ((times - found) / specificity - found / (1 - specificity)) / likely
    errors = [by_sensitivity, by_specificity] if is_free else [by_sensitivity + by_specificity]
    score = np.stack([*errors, *(np.where(group == at, (as_fake - as_other) / likely, 0) for at in range(len(share)))])
    information = (score * number) @ score.T
    if not np.isfinite(information).all() or np.linalg.cond(information) > SINGULAR:
        raise UserError("The reviews do not tell the reviewers' errors from the share of fakes.", cure=AGAIN)
    moved = np.linalg.solve(information, score)
    return _Latent(sensitivity, specificity, moved[:2] if is_free else np.stack([moved[0], moved[0]]))


def _inside(value: Numbers) -> Numbers:
    return np.clip(value, EDGE, 1 - EDGE)
