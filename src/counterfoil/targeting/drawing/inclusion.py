"""With which probability is each candidate drawn, given its risk and the places there are?

Most places go by rank; the others are left to chance and spread over what ranking leaves out. Most of that is spread
evenly, so that nothing is ever safe; a quarter follows the risk, so that chance is better spent. The places left to
chance are those of the lowest ranks, as far as giving them up costs few finds: on a day on which the ranking knows
little, chance has more of them. The probability depends on the risk alone: equal risks are drawn alike, and a higher
one never less often.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.targeting.drawing.draw_policy import DrawPolicy

Numbers = npt.NDArray[np.float64]

EVEN: Final = 0.75  # of what is left to chance. Judgement: .5 to .8 find alike, and more makes the estimate surer
ROUNDING: Final = 1e-12
CERTAIN: Final = 1 - 1e-9  # from here on a probability is 1: nearer to it, rounding could draw a candidate twice


class _Levels(NamedTuple):
    """The different risks, the highest first, and how many candidates have each: all that probabilities depend on."""

    risk: Numbers
    members: Numbers


def inclusion(risk: Numbers, places: int, policy: DrawPolicy) -> Numbers:
    """Return the probability of each candidate; they add up to `places`, or to all candidates where these are fewer."""
    if places <= 0 or places >= len(risk):
        return np.full(len(risk), float(places > 0))
    lowered, level, members = np.unique(-risk, return_inverse=True, return_counts=True)
    levels = _Levels(-lowered, members.astype(np.float64))
    share = _share_by_chance(levels, places, policy)
    by_rank = _first(levels, (1 - share) * places) / levels.members
    left = levels.members * (1 - by_rank)
    even = max(EVEN, policy.floor / share)
    follows = float(left @ levels.risk)
    by_risk = levels.risk / follows if follows > 0 else 1 / left.sum()
    by_chance = _filled(even / left.sum() + (1 - even) * by_risk, left, share * places)
    probabilities: Numbers = _exact(by_rank + (1 - by_rank) * by_chance, levels.members, places)[level]
    return probabilities


def _first(levels: _Levels, places: float) -> Numbers:
    """Return how many places those of each level have, the riskiest first; members of one level share alike."""
    before = np.cumsum(levels.members) - levels.members
    return np.clip(places - before, 0, levels.members)


def _share_by_chance(levels: _Levels, places: int, policy: DrawPolicy) -> float:
    """Return the share of the places left to chance; each place counts as what it would find in pure ranking."""
    held = _first(levels, places)
    risk = np.repeat(levels.risk, held.astype(np.int64))[::-1]
    carried = np.cumsum(risk)
    free = np.searchsorted(carried, policy.random_share * carried[-1] * (1 + ROUNDING), side="right")
    most = max(policy.most_by_chance, policy.random_share)
    return float(min(max(policy.random_share, free / places), most))


def _filled(spread: Numbers, left: Numbers, places: float) -> Numbers:
    """Return probabilities proportional to `spread`, none above 1, so that left @ returned = places."""
    full = np.zeros(len(spread), dtype=bool)
    while True:
        open_weight = (left * spread)[~full].sum()
        scale = (places - left[full].sum()) / open_weight if open_weight > 0 else 0.0
        over = ~full & (spread * scale > 1)
        if not over.any():
            return np.where(full, 1.0, spread * scale)
        full |= over


def _exact(probabilities: Numbers, members: Numbers, places: int) -> Numbers:
    """Return the same with what is all but certain made certain, and the others adding up to the places then left."""
    certain = probabilities >= CERTAIN
    others = (probabilities * members)[~certain].sum()
    scale = (places - members[certain].sum()) / others if others > 0 else 1.0
    return np.where(certain, 1.0, probabilities * scale)
