"""Which share of all is counterfeit, and how sure is that, when what was examined was drawn with known probabilities?

Each one examined stands for 1 / probability (D. G. Horvitz and D. J. Thompson, Journal of the American Statistical
Association 47 (1952), 663-685); of the units left to chance Hajek's ratio is taken, by stratum where the frame tells
their sizes. What was certain to be drawn is counted. The method, its assumptions and limits: docs/estimation.md.
"""

import polars as pl

from counterfoil.estimation.prevalence.corrected import corrected
from counterfoil.estimation.prevalence.plain import plain
from counterfoil.estimation.prevalence.reviews import reviews_of
from counterfoil.estimation.prevalence.sample import sample_of
from counterfoil.estimation.prevalence.settings import Prevalence, Settings
from counterfoil.estimation.prevalence.weighting import weights_of

USUAL = Settings()


def prevalence(
    sampled: pl.DataFrame,
    *,
    frame: pl.DataFrame | None = None,
    reviews: pl.DataFrame | None = None,
    joint: pl.DataFrame | None = None,
    settings: Settings = USUAL,
) -> Prevalence:
    """Return the share of finds among all, or of their value.

    `sampled`: unit_id, is_found, probability (above 0, at most 1); as far as there are: stratum, cluster, value.
    `frame`: stratum, units and, where known, value: how many of them, examined or not, and what all are worth.
    `reviews`: unit_id, reviewer, is_found and, where there is one, is_gold: all reviews of units that have several.
    `joint`: unit_id, other_id, probability of pairs drawn together, from which the variance then follows; without it
    draws count as independent given their probabilities, within strata and clusters.

    Raises UserError where nothing can be told: targeted finds alone, no unit, probabilities that cannot be, more
    examined than there are, or reviews that do not tell how often reviewers err.
    """
    sample, known = sample_of(sampled, frame, joint=joint, measure=settings.measure)
    weights = weights_of(sample, known)
    if reviews is None:
        return plain(sample, weights, settings)
    return corrected(sample, weights, reviews_of(sampled, reviews), settings)
