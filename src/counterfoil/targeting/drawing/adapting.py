"""How much should be left to chance, by what the last weeks' examinations found?

As long as the trade stays as it was, the ranking finds what it used to, and chance what the model expects of it: then
less is left to chance. When counterfeiters move, the ranking finds less than it did; and where chance finds more than
expected, they have moved to where nobody looks. Then more is. Both are measured against their own past, so
that a model whose risks are all too high or too low misleads nobody.
"""

import dataclasses
from typing import Final, NamedTuple

import polars as pl

from counterfoil.targeting.drawing.draw_policy import DrawPolicy

# Judgement, all five: tried on seasons 1001 to 1004, which are not among those published (docs/selection.md).
HALF_LIFE: Final = 14  # days after which an examination counts half
PRIOR: Final = 3.0  # finds, as many as expected: a single find changes little
MARGIN: Final = 1.2  # times what was expected: no more than that is no reason to leave more to chance
POWER: Final = 2.0
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
    ranked = _part(drawn, pl.col("probability") >= RANDOM_BELOW)
    by_chance = _part(drawn, pl.col("probability") < RANDOM_BELOW)
    used_to = (ranked.found + PRIOR) / (ranked.opened + PRIOR)
    fall = used_to * (ranked.opened_lately + PRIOR) / (ranked.found_lately + PRIOR)
    as_it_was = by_chance.expected_lately * (by_chance.found + 1) / (by_chance.expected + 1)
    rise = (by_chance.found_lately + PRIOR) / (MARGIN * as_it_was + PRIOR)
    share = policy.random_share * (fall * rise) ** POWER
    return dataclasses.replace(policy, random_share=min(max(share, policy.least_share), policy.most_share))


def _part(drawn: pl.DataFrame, which: pl.Expr) -> _Part:
    age = (pl.col("selected_for").max() - pl.col("selected_for")).dt.total_days()
    counted = drawn.with_columns(
        opened=pl.lit(1.0), found=pl.col("is_found").cast(pl.Float64), lately=0.5 ** (age / HALF_LIFE)
    )
    told = [pl.col(name) for name in ("opened", "found", "risk")]
    lately = [(column * pl.col("lately")).sum().name.suffix("_lately") for column in told]
    return _Part(*counted.filter(which).select(*(column.sum() for column in told), *lately).row(0))
