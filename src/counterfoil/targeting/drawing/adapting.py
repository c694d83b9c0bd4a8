"""How much should be left to chance, by what the last weeks' examinations found?

As long as the trade stays as it was, the ranking finds what it used to, and chance what the model expects of it: then
less is left to chance. When counterfeiters move, the ranking finds less than it did; and where chance finds more than
expected, they have moved to where nobody looks. Then more is. Both are measured against their own past, so
that a model whose risks are all too high or too low misleads nobody.
"""

import dataclasses
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.targeting.drawing.draw_policy import DrawPolicy

# Judgement, all six: tried on seasons 1001 to 1008, which are not among those published (docs/selection.md).
HALF_LIFE: Final = 14  # days after which an examination counts half
RANKED_PRIOR: Final = 3.0  # examinations, each with a find, beside those there were
CHANCE_PRIOR: Final = 10.0  # finds, as many as expected: chance finds so little that a single find changes little
MARGIN: Final = 1.2  # times what was expected: no more than that is no reason to leave more to chance
FALL_POWER: Final = 3.0  # the ranking's finds are many, and when they fall it is seen within days
RANDOM_BELOW: Final = 0.5  # what was drawn with less was drawn by chance rather than by rank


class _Part(NamedTuple):
    """Examinations, finds and finds that the model expected, over all the history and lately."""

    opened: float
    found: float
    expected: float
    opened_lately: float
    found_lately: float
    expected_lately: float


def adapted(policy: DrawPolicy, history: pl.DataFrame) -> DrawPolicy:
    """Return the policy with the random share that the history asks for, within the policy's bounds.

    `history`: selected_for, how, risk, probability and is_found of what was selected and examined before the day. Only
    what was drawn counts. Without history the share is the policy's own; the same history gives the same share.
    """
    drawn = history.filter(pl.col("how") == "drawn")
    if drawn.is_empty():
        return policy
    days = (pl.col("selected_for").max() - pl.col("selected_for")).dt.total_days()
    age = drawn.select(days).to_series().to_numpy()
    told = np.stack([np.ones(len(age)), drawn["is_found"].to_numpy(), drawn["risk"].to_numpy()])
    is_by_chance = drawn["probability"].to_numpy() < RANDOM_BELOW
    lately = 0.5 ** (age / HALF_LIFE)
    ranked, by_chance = (_part(told[:, which], lately[which]) for which in (~is_by_chance, is_by_chance))
    used_to = (ranked.found + RANKED_PRIOR) / (ranked.opened + RANKED_PRIOR)
    fall = used_to * (ranked.opened_lately + RANKED_PRIOR) / (ranked.found_lately + RANKED_PRIOR)
    as_it_was = by_chance.expected_lately * (by_chance.found + 1) / (by_chance.expected + 1)
    rise = (by_chance.found_lately + CHANCE_PRIOR) / (MARGIN * as_it_was + CHANCE_PRIOR)
    share = policy.random_share * fall**FALL_POWER * rise
    return dataclasses.replace(policy, random_share=min(max(share, policy.least_share), policy.most_share))


def _part(told: npt.NDArray[np.float64], lately: npt.NDArray[np.float64]) -> _Part:
    return _Part(*told.sum(axis=1).tolist(), *(told @ lately).tolist())
